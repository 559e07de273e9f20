import json

from odoo import models

from odoo.addons.yichuang_catalog.tools.canonical import canonical_text

from ...tools import draw as draw_tool
from ...tools import selection as selection_tool


class Selection(models.Model):
    """A selection can be repeated at any time; it has to come out as it did."""

    _inherit = "yichuang.market.selection"

    def _check_vals(self):
        """The selections repeated, as the values of a check; nothing of none."""
        if not self:
            return {}
        wrong = [line.display_name for line in self if not line._comes_out_again()]
        return {
            "kind": "selection",
            "looked": len(self),
            "faults": len(wrong),
            "note": "\n".join(wrong),
        }

    def _comes_out_again(self):
        """Whether the inputs are as they were hashed and give the result again."""
        self.ensure_one()
        texts = ((self.inputs, self.inputs_sha256), (self.result, self.result_sha256))
        if any(draw_tool.sha256_hex(text) != digest for text, digest in texts):
            return False
        inputs = json.loads(self.inputs)
        draw = self.notice_id.draw_ids.filtered(lambda draw: draw.round == self.round)
        seed = bytes.fromhex(inputs["seed"] or "")
        rows = draw_tool.parse_list(draw.list_text or "")

        def tie(tied):
            if not seed:
                return selection_tool.no_seed(tied)
            among = [row for row in rows if row.uscc in set(tied)]
            return [row.uscc for row in draw_tool.draw_order(among, seed)]

        base = draw_tool.base_percent(seed) if seed else None
        try:
            outcome = selection_tool.decide(inputs, tie, base)
        except (ValueError, selection_tool.NeedsSeed):
            return False
        return canonical_text(selection_tool.as_result(outcome)) == self.result
