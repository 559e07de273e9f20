import hashlib
import io
import json
import zipfile
from pathlib import Path

from odoo import models

from ...tools import (
    choice_modes,
    draw,
    outcome,
    price_modes,
    score_modes,
    selection,
    turn_modes,
    verify,
)

# The very files this server selects with.
ARITHMETIC = (outcome, price_modes, score_modes, choice_modes, turn_modes)

README = """\
Verification pack of {number}

python3 verify.py                  checks everything in this folder, offline
python3 verify.py . receipt.json   and looks for a receipt you keep

notice.json      the notice as frozen at publication
experts.txt      the frozen list of experts, where experts scored: code, salt
list.txt         the frozen list: position, USCC, SHA-256 of receipt, tickets
offers.json      the opened offers with the keys that open them again
sealed/          the sealed texts as the bidders' browsers sent them
draws.json       sources, seed and order of the draws, round by round
*_modes.py       the arithmetic of the ways of selection
selections.json  inputs, result and reason of every selection
"""


class Notice(models.Model):
    """One ZIP from which anybody repeats a selection without this server."""

    _inherit = "yichuang.market.notice"

    def _verification_pack(self):
        """The verification pack of a listed notice.

        :return: the bytes of a ZIP; the same content gives the same bytes
        """
        self.ensure_one()
        notice = self.sudo()
        files = notice._pack_files()
        sums = "".join(
            f"{hashlib.sha256(content).hexdigest()}  {name}\n"
            for name, content in sorted(files.items())
        )
        files["SHA256SUMS"] = sums.encode()
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, content in sorted(files.items()):
                # A fixed date: the same content gives the same file.
                archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), content)
        return buffer.getvalue()

    def _check_data(self):
        """What the public page repeats in the reader's browser: the frozen texts, the
        draws that were held and the selections that were made."""
        self.ensure_one()
        # Public, also to whoever has no rights at all.
        notice = self.sudo()
        draws = notice.draw_ids.sorted("round")
        return {
            "number": notice.number,
            "notice": notice.canonical,
            "notice_sha256": notice.canonical_sha256,
            "list": draws[:1].list_text,
            "list_sha256": draws[:1].list_sha256,
            "draws": [draw._pack() for draw in draws if draw.state == "drawn"],
            "offers": notice.offer_ids._published() if notice._offers_public() else [],
            "selections": notice.selection_ids._published(),
        }

    def _pack_files(self):
        draws = self.draw_ids.sorted("round")
        listed, drawn = draws[:1], draws.filtered(lambda draw: draw.state == "drawn")
        manifest = {
            "format": verify.FORMAT,
            "number": self.number,
            "notice_sha256": self.canonical_sha256,
            "list_sha256": listed.list_sha256,
        }
        files = {
            "manifest.json": _json(manifest),
            "notice.json": self.canonical.encode(),
            "list.txt": listed.list_text.encode(),
            "offers.json": _json(self.offer_ids._published()),
            "draws.json": _json([one._pack() for one in drawn]),
            "selections.json": _json(self.selection_ids._published()),
            "README.txt": README.format(number=self.number).encode(),
        }
        if self.selection_ids and self.rater_pool:
            files["experts.txt"] = self.rater_pool.encode()
        for tool in (draw, selection, verify, *ARITHMETIC):
            path = Path(tool.__file__)
            files[path.name] = path.read_bytes()
        for offer in self.offer_ids:
            number = offer.signup_id.receipt_number
            files[f"sealed/{number}.json"] = offer.signup_id._sealed().blob.encode()
        return files


def _json(content):
    return json.dumps(content, ensure_ascii=False, indent=1).encode()
