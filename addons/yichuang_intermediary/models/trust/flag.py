from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition

from ..register.agency import REVIEWER
from .measure import SUPERVISOR

CLAUSES = {
    "identical": "招标投标法实施条例第四十条第（四）项",
    "low_variation": "招标投标法实施条例第四十条第（四）项",
    "gap": "招标投标法实施条例第四十条第（四）项",
    "arithmetic": "招标投标法实施条例第四十条第（四）项",
    "geometric": "招标投标法实施条例第四十条第（四）项",
    "practitioner": "招标投标法实施条例第四十条第（三）项",
    "representative": "政府采购法实施条例第十八条",
    "phone": "招标投标法实施条例第四十条第（二）项",
    "address": "招标投标法实施条例第四十条第（二）项",
    "bank": "招标投标法实施条例第四十条第（六）项",
    "ip": "招标投标法实施条例第四十条第（一）项",
    "device": "招标投标法实施条例第四十条第（一）项",
    "rotation": "招标投标法第三十二条",
    "serial_loser": "招标投标法第三十二条",
    "tailored": "优化营商环境条例第十三条",
}


class Flag(models.Model):
    """Something about a notice that somebody should look at (线索).

    open → explained or referred. A flag shows what was measured, the clause it touches
    and the innocent explanation; it decides nothing and stops nothing.
    """

    _name = "yichuang.market.flag"
    _description = "Flag on a notice"
    _inherit = ["yichuang.market.document", "yichuang.lifecycle"]
    _order = "id desc"

    _transitions = (
        Transition(
            "explain",
            "open",
            "explained",
            groups=(REVIEWER, SUPERVISOR),
            guards="_guard_explanation",
        ),
        Transition(
            "refer",
            "open",
            "referred",
            groups=(REVIEWER, SUPERVISOR),
            guards="_guard_explanation",
        ),
    )
    _guarded_fields = frozenset(
        {"code", "notice_id", "agency_ids", "value", "threshold", "explanation", "key"}
    )
    _open_states = ()
    _statements = {"explain": "explanation", "refer": "explanation"}

    code = fields.Selection(
        [
            ("identical", "Identical prices"),
            ("low_variation", "Prices close together"),
            ("gap", "One price far below the others"),
            ("arithmetic", "Equal steps between prices"),
            ("geometric", "Equal ratios between prices"),
            ("practitioner", "One practitioner at several bidders"),
            ("representative", "One legal representative"),
            ("phone", "One telephone number"),
            ("address", "One address"),
            ("bank", "One bank account"),
            ("ip", "One network address"),
            ("device", "One device"),
            ("rotation", "Winning in turn"),
            ("serial_loser", "Losing always to the same"),
            ("tailored", "Few can meet the conditions"),
        ],
        required=True,
        readonly=True,
        default="identical",
        index=True,
        help="线索种类",
    )
    notice_id = fields.Many2one(
        "yichuang.market.notice",
        required=True,
        readonly=True,
        index=True,
        ondelete="cascade",
    )
    company_id = fields.Many2one(related="notice_id.company_id", store=True, index=True)
    agency_ids = fields.Many2many(
        "yichuang.market.agency", string="Agencies", readonly=True, help="相关机构"
    )
    value = fields.Char("Measured", readonly=True, help="测得值")
    threshold = fields.Char(readonly=True, help="阈值")
    key = fields.Char(required=True, readonly=True, help="What makes it one flag.")
    clause = fields.Char(compute="_compute_words", help="条款")
    innocent = fields.Text(
        "Innocent Explanation",
        compute="_compute_words",
        help="合理解释: what else it may mean.",
    )
    explanation = fields.Text(
        "What Was Found", readonly=True, copy=False, help="核查说明"
    )
    state = fields.Selection(
        [("open", "To look at"), ("explained", "Explained"), ("referred", "Referred")],
        required=True,
        default="open",
        copy=False,
        index=True,
        help="待核查, 已说明, 已移送",
    )

    _key_uniq = models.Constraint(
        "UNIQUE (notice_id, code, key)", "This has been flagged already."
    )

    @api.depends("code", "notice_id.number")
    def _compute_display_name(self):
        words = dict(self._fields["code"]._description_selection(self.env))
        for flag in self:
            flag.display_name = f"{flag.notice_id.number}: {words.get(flag.code)}"

    @api.depends("code")
    def _compute_words(self):
        prices = self.env._("Published price lists and round figures bring this about.")
        shared = self.env._(
            "Firms share buildings, service providers and agents without being one."
        )
        history = self.env._("A small trade has few firms, which meet again and again.")
        words = {
            "practitioner": self.env._("The person may have changed the firm lately."),
            "gap": self.env._("One firm may simply be near, idle or better equipped."),
            "tailored": self.env._("The work may really need what is asked."),
            "rotation": history,
            "serial_loser": history,
            "representative": self.env._("Namesakes are common."),
            **dict.fromkeys(("phone", "address", "bank", "ip", "device"), shared),
        }
        for flag in self:
            flag.clause = CLAUSES.get(flag.code, "")
            flag.innocent = words.get(flag.code, prices)

    def _guard_explanation(self, vals):
        if not (vals.get("explanation") or "").strip():
            raise UserError(self.env._("Say what you found."))

    def action_explain(self):
        """Ask for the explanation that closes the flag."""
        self._check_staff()
        return self._ask("explain", self.env._("Say What It Means"))

    def action_refer(self):
        """Ask what the supervisors are to look at."""
        self._check_staff()
        return self._ask("refer", self.env._("Refer"))
