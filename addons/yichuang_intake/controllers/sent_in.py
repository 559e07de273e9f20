"""Files that an applicant's form brings, and gives back."""

import base64

from odoo.http import content_disposition, request

from ..tools import upload


def keep(files, materials, wanted, supplement=False):
    """Keep the files of the form for the materials that are wanted.

    :param files: those kept already of the case, whose owner was checked
    :param materials: the list of the case; the form numbers them from 1
    :param wanted: those that files may be sent in for
    :returns: a pair: materials that got a file, and what is wrong by name of the input
    """
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


def give(files, token):
    """One file of a case whose owner was checked, to be saved.

    :param files: those of the case
    """
    file = files.filtered(lambda one: one.token == token)
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
