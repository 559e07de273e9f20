from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition

CLERK = "yichuang_intake.group_clerk"


class JointCase(models.Model):
    """Acceptance of all matters although proof is missing in some (告知承诺): for each
    of these the applicant is told its conditions and promises to meet them, under the
    rules of its own guide and its own organ; all is signed at once.

    Each promise is its matter's own: decided, checked, told to units and revoked there.
    """

    _inherit = "yichuang.joint.case"

    _transitions = (
        Transition(
            "accept_promised",
            "received",
            "accepted",
            groups=CLERK,
            guards=("_guard_promisable", "_guard_credit", "_guard_promise_signed"),
        ),
    )
    _guarded_fields = frozenset({"promise_signed_by", "promise_signed_on"})

    promise_signed_by = fields.Char(
        "Promises Signed By", readonly=True, copy=False, help="承诺人"
    )
    promise_signed_on = fields.Date(
        "Promises Signed", readonly=True, copy=False, help="承诺日期"
    )
    promisable = fields.Boolean(
        compute="_compute_promisable",
        help="A promise may stand for all that is missing in any matter (告知承诺).",
    )

    @api.depends("state", "child_ids.material_ids.status")
    def _compute_promisable(self):
        for joint in self:
            lacking = joint._lacking_lines() if joint.state == "received" else ()
            joint.promisable = bool(lacking) and not joint._without_promise(lacking)

    def _without_promise(self, lacking):
        """Those of these lines of cases that no promise may stand for."""
        # The guide of a matter is published; clerks accept by it.
        return lacking.filtered(
            lambda line: (
                not (
                    line.case_id.version_id.sudo().promise_open
                    and line.requirement_id.by_promise
                )
            )
        )

    def action_accept_promised(self):
        """Ask for the signed promises of all matters."""
        self.check_access("write")
        return self._dialog(
            "yichuang.joint.promise.sign",
            self.env._("Accept on a Promise"),
            joint_id=self.id,
        )

    def _guard_promisable(self, vals):
        for joint in self:
            lacking = joint._lacking_lines()
            if not lacking:
                raise UserError(
                    self.env._(
                        "Nothing is missing: accept %(case)s as usual.",
                        case=joint.display_name,
                    )
                )
            strict = joint._without_promise(lacking)
            if strict:
                raise UserError(
                    self.env._(
                        "A promise cannot stand for %(materials)s. Tell the applicant "
                        "what is missing instead (行政许可法 Art. 32(4)).",
                        materials=", ".join(strict._named_in_full()),
                    )
                )

    def _guard_promise_signed(self, vals):
        self._live()._guard_promise_signed(self._promise_signature(vals))

    def _promise_signature(self, vals):
        """The one signature, as the promise of each matter takes it."""
        return {
            "signed_by": vals.get("promise_signed_by"),
            "signed_on": vals.get("promise_signed_on"),
            "signed_how": "paper",
        }

    def _values_accept_promised(self, vals):
        return self._values_accept(vals)

    def _after_accept_promised(self, vals):
        self._accept_lacking("accept_promised", self._promise_signature(vals))
        self._tell_applicant("accepted")
        self._follow()

    def _promises_told(self):
        """What the applicant is told for each matter that lacks something: its name,
        its conditions, what the promise stands for, how it is checked."""
        self.ensure_one()
        return [
            {
                "matter": case.service_id.name,
                # Of the guide in force at the time, which anybody may read.
                "conditions": case.version_id.sudo().promise_conditions or "",
                "materials": "、".join(lines.mapped("name")),
                "inspection": case._inspection_words(),
            }
            for case, lines in self._lacking_lines().grouped("case_id").items()
        ]
