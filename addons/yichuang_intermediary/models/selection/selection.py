from odoo import api, fields, models

from odoo.addons.yichuang_catalog.tools.transition import Transition

from ...tools import draw as draw_tool


class Selection(models.Model):
    """What a way of selection found, with all it was computed from (选取结果).

    published → annulled.  The inputs and the result are canonical JSON with their
    SHA-256; whoever repeats the arithmetic on the inputs gets the result.
    """

    _name = "yichuang.market.selection"
    _description = "Selection"
    _inherit = ["yichuang.market.document", "yichuang.lifecycle"]
    _order = "notice_id desc, round desc, id desc"

    _transitions = (Transition("annul", "published", "annulled", system=True),)
    _guarded_fields = frozenset(
        {
            "notice_id",
            "round",
            "mode",
            "inputs",
            "inputs_sha256",
            "result",
            "result_sha256",
            "explanation",
            "winner_id",
            "turn_count",
            "decided_on",
            "decision_number",
            "decision_reason",
        }
    )
    _open_states = ()

    notice_id = fields.Many2one(
        "yichuang.market.notice", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="notice_id.company_id", store=True, index=True)
    round = fields.Integer(required=True, default=1)
    mode = fields.Char("Way", required=True)
    inputs = fields.Text(
        required=True, help="All the selection was computed from, canonical JSON."
    )
    inputs_sha256 = fields.Char("SHA-256 of the Inputs", required=True)
    result = fields.Text(required=True, help="Order and refusals, canonical JSON.")
    result_sha256 = fields.Char("SHA-256 of the Result", required=True)
    explanation = fields.Text(
        "Why It Was Selected", required=True, help="中选理由, as published."
    )
    winner_id = fields.Many2one(
        "yichuang.market.agency", index=True, required=True, ondelete="restrict"
    )
    decided_on = fields.Datetime(required=True)
    turn_count = fields.Integer(
        "Turns Given", help="轮候次数: later selections in the ring this one drew."
    )
    decision_number = fields.Char("Number of the Decision", help="撤销决定文号")
    decision_reason = fields.Text("Ground of the Decision", help="撤销理由")
    state = fields.Selection(
        [("published", "Published"), ("annulled", "Annulled")],
        required=True,
        default="published",
        copy=False,
        index=True,
    )

    _round_uniq = models.UniqueIndex(
        "(notice_id, round)", "This round has its selection already."
    )

    @api.depends("notice_id.number", "round")
    def _compute_display_name(self):
        for selection in self:
            selection.display_name = self.env._(
                "Selection %(number)s, round %(round)s",
                number=selection.notice_id.number or "",
                round=selection.round,
            )

    @api.model
    def _publish(self, notice, winner, inputs, result, explanation):
        """Record a selection; the texts are canonical JSON."""
        return self._create_guarded(
            [
                {
                    "notice_id": notice.id,
                    "round": notice.draw_id.round or 1,
                    "mode": notice.mode,
                    "inputs": inputs,
                    "inputs_sha256": draw_tool.sha256_hex(inputs),
                    "result": result,
                    "result_sha256": draw_tool.sha256_hex(result),
                    "explanation": explanation,
                    "winner_id": winner.id,
                    "decided_on": self._now(),
                }
            ]
        )

    def _published(self):
        """These selections as the verification pack shows them."""
        return [
            {
                "round": selection.round,
                "mode": selection.mode,
                "state": selection.state,
                "inputs": selection.inputs,
                "inputs_sha256": selection.inputs_sha256,
                "result": selection.result,
                "result_sha256": selection.result_sha256,
                "explanation": selection.explanation,
                "decision_number": selection.decision_number or None,
                "decision_reason": selection.decision_reason or None,
            }
            for selection in self.sudo().sorted("round")
        ]
