"""Files that an applicant's form brings, and gives back."""

import base64

from odoo.http import content_disposition, request

from ..tools import upload


def keep(materials, wanted, supplement=False):
    """Keep the files of the form for the materials that are wanted.

    :param materials: the list of the case, whose owner was checked; the form numbers
        them from 1
    :param wanted: those that files may be sent in for
    :returns: a pair: materials that got a file, and what is wrong by name of the input
    """
    files = request.env["yichuang.case.file"].sudo()
    kept, faults = materials.browse(), {}
    for number, material in enumerate(materials, 1):
        if material not in wanted:
            continue
        name = f"file_{number}"
        for sent in request.httprequest.files.getlist(name):
            if not sent.filename:
                continue  # the input was left empty
            fault = files._keep(
                material, sent.read(upload.MOST_BYTES + 1), supplement=supplement
            )
            if fault:
                faults[name] = fault
            else:
                kept |= material
    return kept, faults


def give(case, token):
    """One file of a case whose owner was checked, to be saved."""
    # The owner may have it back; nobody but staff has rights to the model.
    files = request.env["yichuang.case.file"].sudo()
    file = files.search([("case_id", "=", case.id), ("token", "=", token)], limit=1)
    if not file:
        raise request.not_found()
    data = base64.b64decode(file.with_context(bin_size=False).data)
    return request.make_response(
        data,
        [
            ("Content-Type", upload.TYPES[file.name.rsplit(".", 1)[-1]]),
            ("Content-Disposition", content_disposition(file.name)),
            ("X-Content-Type-Options", "nosniff"),
            ("Cache-Control", "no-store"),
        ],
    )
