from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition

ORGAN = ("yichuang_intake.group_reviewer", "yichuang_intake.group_decider")


class Deliverable(models.Model):
    """One version of the work that an agency delivers (服务成果).

    submitted → returned or accepted by the owner, line by line; the organ whose
    approval it is for then says what it thinks of it (首次通过率).
    """

    _name = "yichuang.market.deliverable"
    _description = "Delivered work"
    _inherit = ["yichuang.market.contract.part", "yichuang.lifecycle"]
    _order = "contract_id, version desc, id desc"

    _transitions = (
        Transition("send_back", "submitted", "returned", system=True),
        Transition("accept", "submitted", "accepted", system=True),
        Transition(
            "judge",
            "accepted",
            "accepted",
            groups=ORGAN,
            guards=("_guard_organ", "_guard_verdict"),
        ),
    )
    _guarded_fields = frozenset(
        {
            "contract_id",
            "version",
            "signers",
            "note",
            "submitted_on",
            "settled_on",
            "verdict",
            "verdict_note",
            "quality",
            "judged_by_id",
            "judged_on",
        }
    )
    _open_states = ()

    case_id = fields.Many2one(
        related="contract_id.case_id", store=True, index="btree_not_null"
    )
    agency_id = fields.Many2one(related="contract_id.agency_id", store=True, index=True)
    version = fields.Integer(required=True, readonly=True, help="版本")
    signers = fields.Text(
        "Signed By",
        required=True,
        readonly=True,
        help="签署执业人员: name and certificate number of each, one a line.",
    )
    note = fields.Text(readonly=True, help="交付说明")
    file_ids = fields.One2many(
        "yichuang.market.contract.file", "deliverable_id", "Files", readonly=True
    )
    line_ids = fields.One2many(
        "yichuang.market.deliverable.line", "deliverable_id", "Acceptance"
    )
    submitted_on = fields.Datetime(readonly=True, help="交付时间")
    settled_on = fields.Datetime("Accepted or Returned On", readonly=True)

    # What the organ says of it
    verdict = fields.Selection(
        [
            ("passed", "Passed at Once"),
            ("returned", "To be Corrected"),
            ("rejected", "Rejected"),
        ],
        "Verdict of the Organ",
        readonly=True,
        help="部门审查结论: 一次通过, 补正后通过, 不予通过.",
    )
    verdict_note = fields.Text("Reasons of the Organ", readonly=True, help="审查意见")
    quality = fields.Integer(
        "Quality (1 to 5)", readonly=True, help="报告质量评分, of the organ."
    )
    judged_by_id = fields.Many2one("res.users", readonly=True, groups="base.group_user")
    judged_on = fields.Datetime(readonly=True, help="审查时间")
    state = fields.Selection(
        [
            ("submitted", "Submitted"),
            ("returned", "Returned"),
            ("accepted", "Accepted"),
        ],
        required=True,
        default="submitted",
        copy=False,
        index=True,
        help="待验收, 已退回, 已验收",
    )

    _version_uniq = models.Constraint(
        "UNIQUE (contract_id, version)", "This version was delivered already."
    )

    def _compute_display_name(self):
        for delivery in self:
            delivery.display_name = self.env._(
                "%(contract)s, version %(version)s",
                contract=delivery.contract_id.number,
                version=delivery.version,
            )

    def _submit(self, contract, signers, note):
        """A new version of the work of a contract, with a line for each requirement
        of the notice; for the contract's delivery only."""
        signers = "\n".join(filter(None, map(str.strip, signers.splitlines())))
        requirements = filter(None, map(str.strip, contract.content.splitlines()))
        return self._create_guarded(
            [
                {
                    "contract_id": contract.id,
                    "version": len(contract.deliverable_ids) + 1,
                    "signers": signers or "-",
                    "note": note.strip(),
                    "submitted_on": self._now(),
                    "line_ids": [
                        (0, 0, {"sequence": number, "requirement": text})
                        for number, text in enumerate(requirements, 1)
                    ],
                }
            ]
        )

    def _check_whole(self):
        """Files, and practitioners who answer for them."""
        for delivery in self:
            if not delivery.file_ids:
                raise UserError(self.env._("Choose at least one file of the work."))
            for line in delivery.signers.splitlines():
                if len(line.split()) < len(("name", "number")):
                    raise UserError(
                        self.env._(
                            "Name the registered practitioners who signed the work, "
                            "one a line: name, a space, certificate number."
                        )
                    )

            delivery._check_registered()

    def _check_registered(self):
        """Where the agency's practitioners are in the register, one of them signs."""
        self.ensure_one()
        known, usable = self._practitioners_of(self.agency_id)
        valid = {(one.name, one.number) for one in usable}
        for line in self.signers.splitlines():
            name, number = line.rsplit(maxsplit=1)
            if known and (name, number) not in valid:
                raise UserError(
                    self.env._(
                        "%(name)s with certificate %(number)s is not among the "
                        "verified practitioners of %(agency)s, or the certificate has "
                        "expired. Enter the person in the register first.",
                        name=name,
                        number=number,
                        agency=self.agency_id.name,
                    )
                )

    @api.model
    def _practitioners_of(self, agency):
        """The verified practitioners of an agency, and those whose certificate is in
        date today."""
        # The register is the hall's; who may sign must be known to the agency's step.
        practitioners = self.env["yichuang.market.practitioner"].sudo()
        known = practitioners.search(
            [("agency_id", "=", agency.id), ("state", "=", "verified")], order="id"
        )
        today = self._today()
        return known, known.filtered(
            lambda one: not one.valid_to or one.valid_to >= today
        )

    def _digests(self):
        """The files by their hashes, as the event log keeps them."""
        return self.file_ids.mapped("digest")

    def _write_verdicts(self, verdicts):
        """What the owner says of each line; before the step that settles it."""
        self.ensure_one()
        for line in self.line_ids:
            verdict, reason = verdicts.get(line.sequence, ("", ""))
            line.write(
                {
                    "verdict": verdict if verdict in ("met", "unmet") else False,
                    "reason": (reason or "").strip(),
                }
            )

    def _values_send_back(self, _vals):
        return {delivery.id: {"settled_on": self._now()} for delivery in self}

    def _values_accept(self, _vals):
        return {delivery.id: {"settled_on": self._now()} for delivery in self}

    def _guard_organ(self, _vals):
        for delivery in self.sudo():
            if not delivery.case_id:
                raise UserError(
                    self.env._("This work belongs to no case: no organ judges it.")
                )
            organ = delivery.case_id.department_id
            if self.env.user not in organ.member_ids:
                raise UserError(
                    self.env._(
                        "%(organ)s judges the work, for it decides the case.",
                        organ=organ.name,
                    )
                )
            if delivery.verdict:
                raise UserError(self.env._("The organ has given its verdict already."))

    def _guard_verdict(self, vals):
        if not vals.get("verdict") or not 1 <= (vals.get("quality") or 0) <= 5:
            raise UserError(
                self.env._("Choose the verdict and rate the quality from 1 to 5.")
            )
        if vals["verdict"] != "passed" and not (vals.get("verdict_note") or "").strip():
            raise UserError(
                self.env._("Say what was wrong: the agency has to learn from it.")
            )

    def _values_judge(self, _vals):
        return {
            delivery.id: {"judged_by_id": self.env.uid, "judged_on": self._now()}
            for delivery in self
        }

    def _after_judge(self, vals):
        if vals["verdict"] == "rejected":
            for delivery in self.sudo():
                delivery.agency_id._note_credit("rejected", delivery.display_name)

    def action_judge(self):
        """Ask for the verdict of the organ."""
        self._check_staff()
        return self._dialog(
            "yichuang.market.deliverable.judge",
            self.env._("Verdict on the Work"),
            deliverable_id=self.id,
        )
