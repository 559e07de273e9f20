from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition

from .measures import MEASURES

MANAGER = "yichuang_catalog.group_manager"


class FigureIncident(models.Model):
    """A figure that the recount by night did not find in the raw rows, or a balance
    that does not balance (统计差异).

    open → explained. The rollup is put right at once; the incident stays, with what it
    said and what was counted, until a manager says how it came about.
    """

    _name = "yichuang.figure.incident"
    _description = "Difference in the figures"
    _inherit = ["yichuang.lifecycle", "mail.thread", "mail.activity.mixin"]
    _order = "id desc"
    _rec_name = "day"

    _open_states = ("open",)
    _transitions = (
        Transition(
            "explain",
            "open",
            "explained",
            groups=MANAGER,
            guards="_guard_explanation",
        ),
    )
    _guarded_fields = frozenset(
        {
            "kind",
            "day",
            "company_id",
            "department_id",
            "measure",
            "stated",
            "counted",
            "run_id",
        }
    )

    kind = fields.Selection(
        [
            ("rollup", "The rollup differs from the cases"),
            ("balance", "The balance differs from the cases in hand"),
        ],
        required=True,
        readonly=True,
        help="汇总与明细不符, 结存与在办不符",
    )
    day = fields.Date(required=True, readonly=True)
    company_id = fields.Many2one(
        "res.company", "Hall", required=True, readonly=True, index=True
    )
    department_id = fields.Many2one(
        "yichuang.department", "Organ", readonly=True, index=True, help="实施主体"
    )
    measure = fields.Char(
        "Counter's Code", required=True, readonly=True, help="Which counter (统计指标)."
    )
    measure_words = fields.Char(
        "What Is Counted",
        compute="_compute_measure_words",
        help="统计指标, by its name on the screens.",
    )
    stated = fields.Integer(
        "Summed Up",
        readonly=True,
        aggregator=None,
        help="汇总数: what the figures said.",
    )
    counted = fields.Integer(
        "Counted Again",
        readonly=True,
        aggregator=None,
        help="复核数: what the raw rows say.",
    )
    run_id = fields.Many2one(
        "yichuang.figure.run",
        "Found By",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
    )
    explanation = fields.Text("Cause", help="原因说明, by a manager.")
    state = fields.Selection(
        [("open", "To Explain"), ("explained", "Explained")],
        required=True,
        default="open",
        copy=False,
        help="待说明, 已说明",
    )

    @api.depends("measure")
    def _compute_measure_words(self):
        figures = self.env["yichuang.figure.day"]
        for incident in self:
            known = incident.measure == "closing" or incident.measure in MEASURES
            incident.measure_words = (
                figures._label(incident.measure) if known else incident.measure
            )

    def _guard_explanation(self, vals):
        if self.filtered(lambda incident: not (incident.explanation or "").strip()):
            raise UserError(
                self.env._(
                    "Write down how the difference came about, then close it: whoever "
                    "reads the figures later must be able to tell."
                )
            )

    def action_open_rows(self):
        """Open the rows that were counted, as far as this person may see them."""
        self.ensure_one()
        self.check_access("read")
        figures = self.env["yichuang.figure.day"]
        chosen = {"department_id": self.department_id.id}
        if self.measure == "closing":
            return figures._open_uncounted("closing", self.day, self.day, chosen)
        return figures._open_drill(self.measure, self.day, self.day, chosen)

    def action_explain(self):
        """Close the incident with its explanation."""
        return self._transition("explain")
