from odoo import api, fields, models

from ...tools import enumerations, suitability
from .window_sentences import reason_sentence

INSTANT_MODES = [
    (suitability.AUTHORISED_OFFICER, "Authorised Officer, Any Window"),
    (suitability.DEDICATED_WINDOW, "Dedicated Window"),
]


class Service(models.Model):
    """Which window may take the matter, and why (一窗受理适用性).

    The rule is in ``tools/suitability.py``; what it found is stored, so that windows,
    lists and reports ask a column and not the rule.
    """

    _inherit = "yichuang.service"

    # What the rule looks at
    instant_mode = fields.Selection(
        selection=INSTANT_MODES,
        string="If Decided on the Spot",
        help="即办件如何一窗; empty for the hall's own answer.",
    )
    seal_minutes = fields.Integer(
        string="Minutes for the Seal",
        help="Minutes that the authorised officer has for decision and remote seal; 0 "
        "for the hall's own number (远程签章时限).",
    )
    dedicated_system = fields.Char(
        help="专网或专用系统: the system of a ministry without which it cannot be "
        "taken; empty for none."
    )
    system_level = fields.Selection(
        selection=enumerations.selection("level", "1", "2", "3", "4"),
        help="运行系统层级: who runs the system in which it is handled.",
    )
    needs_original = fields.Boolean(
        string="Original Needed", help="须核验原件: the paper itself must be seen."
    )
    needs_person = fields.Boolean(
        string="Person Needed",
        help="须本人到场: the applicant cannot send an agent (行政许可法 Art. 29).",
    )
    needs_person_basis = fields.Char(
        string="Basis of Personal Appearance",
        help="The law and article that demand it.",
    )

    # What it found
    window_mode = fields.Selection(
        selection=[
            ("any", "Any Window"),
            ("authorised", "Any Window, Officer Decides"),
            ("dedicated", "Dedicated Window"),
            ("upward", "Any Window, Passed Upward"),
            ("none", "No Window"),
        ],
        string="Window",
        compute="_compute_window",
        store=True,
        index=True,
        help="Which window can take it: 综合窗口, 综合窗口（授权人即时决定）, "
        "专业窗口, 综合窗口（上报）, 不可受理",
    )
    window_reason_keys = fields.Char(compute="_compute_window", store=True)
    one_window = fields.Boolean(
        compute="_compute_window",
        store=True,
        index=True,
        help="纳入一窗: entered, fit for a comprehensive window, published, and its "
        "guide complete.",
    )
    window_reasons = fields.Text(
        compute="_compute_window_reasons",
        string="Why",
        help="Each reason with the article it rests on.",
    )

    _seal_minutes_positive = models.Constraint(
        "CHECK (seal_minutes >= 0)", "The minutes for the seal cannot be negative."
    )

    # Not on the hall's answer: a hall has tens of thousands of services, of which it
    # concerns a few; res.company says which.
    @api.depends(
        "current_version_id.case_type",
        "company_id",
        "instant_mode",
        "dedicated_system",
        "needs_original",
        "needs_person",
        "entry",
        "completeness",
    )
    def _compute_window(self):
        for service in self:
            verdict = suitability.judge(
                service._matter(), service._instant_answer() or suitability.DEFAULT
            )
            service.window_mode = verdict.mode
            service.one_window = verdict.one_window
            service.window_reason_keys = " ".join(
                reason.key for reason in verdict.reasons
            )

    def _matter(self):
        """What the rule looks at of this service."""
        self.ensure_one()
        version = self.current_version_id
        return suitability.Matter(
            case_type=version.case_type or "promise",
            dedicated_system=bool((self.dedicated_system or "").strip()),
            needs_original=self.needs_original,
            needs_person=self.needs_person,
            entry=self.entry or "undecided",
            published=bool(version),
            completeness=self.completeness,
        )

    def _instant_answer(self):
        """How a matter decided on the spot is taken: the service's own answer, else
        the hall's."""
        return self.instant_mode or self.company_id.instant_mode

    def _seal_minutes(self):
        """Minutes that the authorised officer has for decision and remote seal."""
        return self.seal_minutes or self.company_id.instant_seal_minutes

    @api.depends(
        "window_reason_keys", "dedicated_system", "needs_person_basis", "completeness"
    )
    @api.depends_context("lang")
    def _compute_window_reasons(self):
        for service in self:
            service.window_reasons = "\n".join(
                reason_sentence(service, key)
                for key in (service.window_reason_keys or "").split()
            )

    @api.model
    def _judge_instant_again(self, halls):
        """Apply the changed answer of ``halls`` to the services it concerns."""
        services = (
            self.sudo()
            .with_context(active_test=False)
            .search(
                [
                    ("company_id", "in", halls.ids),
                    ("instant_mode", "=", False),
                    ("current_version_id.case_type", "=", "instant"),
                ]
            )
        )
        for name in ("window_mode", "window_reason_keys", "one_window"):
            self.env.add_to_compute(self._fields[name], services)
