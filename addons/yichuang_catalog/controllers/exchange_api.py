"""What programs outside may call, described from the models themselves."""

import hashlib
from pathlib import Path

from odoo.http import request
from odoo.tools import file_path

from ..tools import openapi

MAX_AGE = 300
MODULE = "yichuang_catalog"

SUBMIT = openapi.Method("action_submit", "Send a draft to the approvers")
NEW_VERSION = openapi.Method(
    "action_new_version", "A draft of the next version, copied from this one"
)

ADOPT = openapi.Method(
    "action_adopt_from_above", "A draft that takes over what the level above states"
)

# Models that are read, and those that editors also write; with the steps they take.
READ = (
    "yichuang.region",
    "yichuang.department",
    "yichuang.subject",
    "yichuang.channel",
    "yichuang.applicant.type",
    "yichuang.statutory.limit",
    "yichuang.theme",
)
WRITTEN = {
    "yichuang.law": (),
    "yichuang.material": (),
    "yichuang.item": (),
    "yichuang.service": (NEW_VERSION, ADOPT),
    "yichuang.service.version": (SUBMIT, NEW_VERSION),
    "yichuang.service.material": (),
    "yichuang.service.fee": (),
    "yichuang.service.special": (),
    "yichuang.service.faq": (),
    "yichuang.service.field": (),
    "yichuang.step": (),
    "yichuang.situation": (),
    "yichuang.situation.answer": (),
    "yichuang.situation.rule": (),
}


def document(env):
    """The OpenAPI document of the catalogue, in the language of the sources."""
    return described(env, MODULE, READ, WRITTEN)


def described(env, module, read, written, info=openapi.CATALOGUE, open_choices=()):
    """The OpenAPI document of the interface that a module offers.

    :param read: names of the models that are read
    :param written: methods by the name of each model that is also written
    :param open_choices: pairs of model and selection field to which other modules add
    """
    record = env["ir.module.module"].sudo().search([("name", "=", module)])
    models = [
        openapi.Model(
            name,
            env[name]._description,
            tuple(_fields(env[name], module, open_choices)),
            name in written,
            written.get(name, ()),
        )
        for name in (*read, *written)
        if name in env
    ]
    return openapi.document(record.installed_version or "19.0", models, info)


def _fields(model, module, open_choices):
    """The fields that this module gives a model, with the id first."""
    yield openapi.Field("id", "integer", "ID", writable=False)
    yield openapi.Field("display_name", "char", "Display name", writable=False)
    guarded = model._lifecycle_guarded() if hasattr(model, "_lifecycle_guarded") else ()
    for name, field in sorted(model._fields.items()):
        if module not in field._modules or field.groups:
            continue
        closed = field.type == "selection" and (model._name, name) not in open_choices
        yield openapi.Field(
            name,
            field.type,
            field.string,
            field.help or "",
            bool(field.required),
            not field.readonly and name not in guarded,
            tuple(field.get_values(model.env)) if closed else (),
            field.comodel_name if field.relational else "",
        )


def shipped(module):
    """The response with the OpenAPI document that a module ships, or with nothing but
    its tag for those who have it already.

    :param module: its technical name
    """
    content = Path(file_path(f"{module}/static/openapi.json")).read_bytes()
    etag = hashlib.sha256(content).hexdigest()
    known = etag in request.httprequest.if_none_match
    response = request.make_response(
        b"" if known else content,
        [
            ("Content-Type", "application/json; charset=utf-8"),
            ("Cache-Control", f"public, max-age={MAX_AGE}"),
            ("X-Content-Type-Options", "nosniff"),
        ],
    )
    response.status_code = 304 if known else 200
    response.set_etag(etag)
    return response
