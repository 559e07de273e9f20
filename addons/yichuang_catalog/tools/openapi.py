"""An OpenAPI 3.1 document for Odoo's JSON-2 interface to some models.

JSON-2 takes ``POST /json/2/<model>/<method>`` with named arguments as the body and a
bearer API key; Odoo's own description of it is not OpenAPI. Models with their fields
go in, the document comes out as plain data.

>>> field = Field("name", "char", "Name", required=True)
>>> value_schema(field)
{'anyOf': [{'type': 'string'}, {'const': False}], 'title': 'Name'}
>>> sorted(document("1.0", [Model("x.y", "Y", (field,))])["paths"])[:2]
['/json/2/x.y/read', '/json/2/x.y/search_count']
"""

from typing import NamedTuple


class Field(NamedTuple):
    """One field; ``kind`` is Odoo's type, ``target`` the model it points to."""

    name: str
    kind: str
    title: str
    help: str = ""
    required: bool = False
    writable: bool = True
    choices: tuple[str, ...] = ()
    target: str = ""


class Method(NamedTuple):
    """A method on chosen records besides the general ones."""

    name: str
    summary: str


class Model(NamedTuple):
    """One model: what outsiders may do besides reading is up to their role."""

    name: str
    title: str
    fields: tuple[Field, ...]
    writable: bool = False
    methods: tuple[Method, ...] = ()


class Info(NamedTuple):
    """What a document says of itself."""

    title: str
    summary: str
    description: str


CATALOGUE = Info(
    "一窗 catalogue",
    "Items, services and versions of a government-service hall",
    "Odoo's JSON-2 interface to the catalogue. Every call acts as the owner of the API "
    "key, with their roles, record rules and the checks of the law; errors say what is "
    "wrong and what to do.",
)
INTEGERS = {"type": "array", "items": {"type": "integer"}}
EMPTY = {"const": False}
DOMAIN = {
    "type": "array",
    "description": "Odoo domain: conditions [field, operator, value], joined by "
    '"&", "|" and "!" in prefix notation.',
    "items": {"anyOf": [{"type": "string"}, {"type": "array"}]},
    "examples": [[["name", "ilike", "食品"]]],
}
ORDER = {"type": "string", "examples": ["name, id"]}
CONTEXT = {
    "type": "object",
    "description": "Language and the like.",
    "examples": [{"lang": "zh_CN"}],
}
COMMANDS = {
    "type": "array",
    "description": "Commands of Odoo: [0, 0, values] creates, [1, id, values] writes, "
    "[2, id, 0] deletes, [4, id, 0] links, [6, 0, ids] sets.",
    "items": {"type": "array"},
}
_SCALARS = {
    "integer": {"type": "integer"},
    "float": {"type": "number"},
    "monetary": {"type": "number"},
    "boolean": {"type": "boolean"},
}
_TEXTS = {
    "date": {"type": "string", "format": "date"},
    "datetime": {
        "type": "string",
        "description": "UTC",
        "pattern": r"^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$",
    },
    "binary": {"type": "string", "contentEncoding": "base64"},
}
ERRORS = {
    "401": ("Unauthorized", "The API key is missing, unknown or expired."),
    "403": ("Forbidden", "The owner of the key may not do this."),
    "404": ("NotFound", "There is no such model, method or record."),
    "422": ("Unprocessable", "The arguments do not fit, or a rule refuses them."),
}


def value_schema(field: Field) -> dict:
    """What the interface answers for a field; false where it is empty."""
    if field.kind in _SCALARS:
        schema = dict(_SCALARS[field.kind])
    elif field.kind in ("one2many", "many2many"):
        schema = dict(INTEGERS)
    elif field.kind in ("many2one", "many2one_reference"):
        pair = {
            "type": "array",
            "prefixItems": [{"type": "integer"}, {"type": "string"}],
        }
        schema = {"anyOf": [pair, {"type": "integer"}, EMPTY]}
    elif field.kind == "json":
        schema = {}
    elif field.kind == "selection" and field.choices:
        schema = {"anyOf": [{"enum": list(field.choices)}, EMPTY]}
    else:
        schema = {"anyOf": [dict(_TEXTS.get(field.kind, {"type": "string"})), EMPTY]}
    return schema | _words(field)


def input_schema(field: Field) -> dict:
    """What may be written into a field."""
    if field.kind in ("one2many", "many2many"):
        return COMMANDS | _words(field)
    if field.kind == "many2one":
        return {"anyOf": [{"type": "integer"}, EMPTY]} | _words(field)
    return value_schema(field)


def _words(field):
    words = {"title": field.title}
    described = [field.help] if field.help else []
    if field.target:
        described.append(f"Records of {field.target}.")
    return words | ({"description": " ".join(described)} if described else {})


def document(version: str, models: list[Model], info: Info = CATALOGUE) -> dict:
    """The whole document, as data for JSON."""
    paths, schemas = {}, {"Error": _error()}
    for model in models:
        schemas[model.name] = {
            "type": "object",
            "title": model.title,
            "properties": {field.name: value_schema(field) for field in model.fields},
        }
        if model.writable:
            values = {
                "type": "object",
                "title": f"{model.title}: values",
                "properties": {
                    field.name: input_schema(field)
                    for field in model.fields
                    if field.writable
                },
                "additionalProperties": False,
            }
            schemas[f"{model.name}.values"] = values
        paths |= _paths(model)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": info.title,
            "version": version,
            "summary": info.summary,
            "description": info.description,
            "license": {"name": "LGPL-3.0", "identifier": "LGPL-3.0-only"},
        },
        "servers": [{"url": "/"}],
        "tags": [{"name": model.name, "description": model.title} for model in models],
        "security": [{"apiKey": []}],
        "paths": paths,
        "components": {
            "securitySchemes": {
                "apiKey": {
                    "type": "http",
                    "scheme": "bearer",
                    "description": "An API key made under Preferences, Security.",
                }
            },
            "responses": {
                name: {
                    "description": words,
                    "content": {
                        "application/json": {
                            "schema": {"$ref": "#/components/schemas/Error"}
                        }
                    },
                }
                for name, words in ERRORS.values()
            },
            "schemas": schemas,
        },
    }


def _error():
    return {
        "type": "object",
        "required": ["name", "message"],
        "properties": {
            "name": {"type": "string", "description": "Kind of error."},
            "message": {"type": "string", "description": "What to tell the person."},
            "arguments": {"type": "array"},
            "context": {"type": "object"},
            "debug": {"type": "string"},
        },
    }


def _paths(model):
    ref = {"$ref": f"#/components/schemas/{model.name}"}
    rows = {"type": "array", "items": ref}
    names = {
        "type": "array",
        "description": "Fields to answer with; all of them by default.",
        "items": {"type": "string", "enum": [field.name for field in model.fields]},
    }
    paging = {
        "offset": {"type": "integer", "minimum": 0},
        "limit": {"type": "integer", "minimum": 1},
    }
    paths = {
        _path(model, "search_read"): _operation(
            model,
            "search_read",
            f"Find and read: {model.title}",
            {"domain": DOMAIN, "fields": names, **paging, "order": ORDER},
            rows,
        ),
        _path(model, "search_count"): _operation(
            model,
            "search_count",
            f"Count: {model.title}",
            {"domain": DOMAIN, "limit": paging["limit"]},
            {"type": "integer"},
            required=["domain"],
        ),
        _path(model, "read"): _operation(
            model,
            "read",
            f"Read by id: {model.title}",
            {"ids": INTEGERS, "fields": names},
            rows,
            required=["ids"],
        ),
    }
    if model.writable:
        values = {"$ref": f"#/components/schemas/{model.name}.values"}
        paths[_path(model, "create")] = _operation(
            model,
            "create",
            f"Create: {model.title}",
            {"vals_list": {"type": "array", "items": values}},
            INTEGERS,
            required=["vals_list"],
        )
        paths[_path(model, "write")] = _operation(
            model,
            "write",
            f"Change: {model.title}",
            {"ids": INTEGERS, "vals": values},
            {"const": True},
            required=["ids", "vals"],
        )
    for method in model.methods:
        paths[_path(model, method.name)] = _operation(
            model,
            method.name,
            method.summary,
            {"ids": INTEGERS},
            {"description": "True, or an action of the web client."},
            required=["ids"],
        )
    return paths


def _path(model, method):
    return f"/json/2/{model.name}/{method}"


def _operation(model, method, summary, arguments, answer, required=()):
    body = {
        "type": "object",
        "properties": {**arguments, "context": CONTEXT},
        "additionalProperties": False,
    }
    if required:
        body["required"] = list(required)
    return {
        "post": {
            "operationId": f"{model.name}.{method}",
            "tags": [model.name],
            "summary": summary,
            "requestBody": {
                "required": True,
                "content": {"application/json": {"schema": body}},
            },
            "responses": {
                "200": {
                    "description": "Done.",
                    "content": {"application/json": {"schema": answer}},
                },
                **{
                    status: {"$ref": f"#/components/responses/{name}"}
                    for status, (name, _words) in ERRORS.items()
                },
            },
        }
    }
