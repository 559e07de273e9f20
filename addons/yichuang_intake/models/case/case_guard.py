from odoo import api, models
from odoo.exceptions import UserError


class CaseGuard(models.AbstractModel):
    """What the law and the hall ask at each step of a case.

    Whoever received or accepted a case neither reviews nor decides it, and the
    decider is not the reviewer: by person and by case, whoever calls the step and
    however.
    """

    _name = "yichuang.case.guard"
    _description = "Rules of the procedure of a case"

    def _guard_applicant(self, vals):
        self._check_applicant_stated()
        for case in self:
            allowed = case.version_id.applicant_kind
            if allowed != "any" and allowed != case.applicant_kind:
                raise UserError(
                    self.env._(
                        "%(service)s is not open to this kind of applicant. Check the "
                        "service, and natural or legal person.",
                        service=case.service_id.name,
                    )
                )

    def _guard_guide_in_force(self, vals):
        for case in self:
            if case.version_id.state != "published":
                raise UserError(
                    self.env._(
                        "The guide of %(service)s has changed since this draft was "
                        "begun. Press “Use the Current Guide” and check the materials "
                        "again (行政许可法 Art. 30).",
                        service=case.service_id.name,
                    )
                )

    def _guard_materials(self, vals):
        for case in self:
            taken = case.material_ids - case.material_ids._lacking()
            asked = case._asked_requirements().filtered(
                lambda line: line.necessity != "optional"
            )
            defective = case.material_ids.filtered("defect").requirement_id
            lacking = (asked - taken.requirement_id) | defective
            lacking -= case._deferred_requirements(vals)
            lacking -= case._requirements_not_told()
            if lacking:
                raise UserError(
                    self.env._(
                        "%(case)s cannot be accepted yet (行政许可法 Art. 32(4)). "
                        "Missing or not in order: %(materials)s. Tell the applicant "
                        "all of it at once, and tick what is handed in.",
                        case=case.display_name,
                        materials=", ".join(lacking.mapped("name")),
                    )
                )

    def _asked_requirements(self):
        """The lines of the published list that this case is asked for."""
        self.ensure_one()
        return self.version_id.material_line_ids

    def _requirements_not_told(self):
        """What may no longer be asked for, because it was not told in time."""
        return self.env["yichuang.service.material"]

    def _guard_refusal(self, vals):
        self._require(
            vals,
            ("refusal_kind", "reasons", "legal_basis", "remedies"),
            self.env._(
                "Who is refused acceptance must be told why and what can be done "
                "(行政许可法 Art. 32, 38). Fill in:"
            ),
        )
        if vals["refusal_kind"] == "not_supplemented":
            for case in self.filtered(lambda case: case.state != "supplement"):
                raise UserError(
                    self.env._(
                        "%(case)s was given no supplement notice. Tell the applicant "
                        "first, once and whole, what is missing (行政许可法 Art. "
                        "32(4)).",
                        case=case.display_name,
                    )
                )
        if vals["refusal_kind"] == "not_competent":
            self._require(
                vals,
                ("competent_organ",),
                self.env._(
                    "Who applies to the wrong organ must be told the right one "
                    "(行政许可法 Art. 32(2)). Fill in:"
                ),
            )

    def _guard_member(self, vals):
        for case in self:
            organ = case._acting_organ().sudo()
            if self.env.user not in organ.member_ids:
                raise UserError(
                    self.env._(
                        "%(case)s is a matter of %(organ)s, and you are not one of its "
                        "members. Ask one of them to handle it.",
                        case=case.display_name,
                        organ=organ.name,
                    )
                )

    def _guard_separation(self, vals):
        self._check_separation(self.env.user)

    def _check_separation(self, user):
        """Refuse that ``user`` reviews, decides or issues a case they received or
        accepted at the window."""
        for case in self:
            if user in case.received_by_id | case.accepted_by_id:
                raise UserError(
                    self.env._(
                        "%(user)s received or accepted %(case)s at the window, so "
                        "somebody else must review, decide and issue it. Leave it to "
                        "a colleague.",
                        user=user.name,
                        case=case.display_name,
                    )
                )

    def _guard_opinion(self, vals):
        self._require(
            vals,
            ("review_opinion", "review_recommendation"),
            self.env._("A signature alone is no opinion. Fill in:"),
        )
        for case in self:
            if case.reviewed_by_id:
                raise UserError(
                    self.env._(
                        "%(reviewer)s has given an opinion on %(case)s; it stays on "
                        "file. The decider takes it from here.",
                        reviewer=case.reviewed_by_id.name,
                        case=case.display_name,
                    )
                )

    def _guard_reviewed(self, vals):
        for case in self:
            if not case.reviewed_by_id:
                raise UserError(
                    self.env._(
                        "%(case)s has no review opinion yet (行政许可法 Art. 34). Have "
                        "a reviewer of the organ give it first.",
                        case=case.display_name,
                    )
                )

    def _guard_second_look(self, vals):
        for case in self:
            if self.env.user == case.reviewed_by_id:
                raise UserError(
                    self.env._(
                        "You reviewed %(case)s, so somebody else must decide it.",
                        case=case.display_name,
                    )
                )

    def _guard_decision(self, vals):
        self._require(vals, ("outcome",), self.env._("Decide one way. Fill in:"))
        if vals["outcome"] == "denied":
            self._require(
                vals,
                ("reasons", "legal_basis", "remedies"),
                self.env._(
                    "A denial states its reasons and tells the right to "
                    "reconsideration and litigation (行政许可法 Art. 38). Fill in:"
                ),
            )

    def _guard_reason_stated(self, vals):
        self._require(
            vals, ("end_reason",), self.env._("The file must say why. Fill in:")
        )

    def _guard_second_person(self, vals):
        for case in self:
            if self.env.user == case.received_by_id:
                raise UserError(
                    self.env._(
                        "You received %(case)s yourself. A second person checks that "
                        "it was a mistake and declares it void.",
                        case=case.display_name,
                    )
                )

    @api.model
    def _require(self, vals, names, message):
        """Refuse values that leave one of these fields empty."""
        lacking = [
            self._fields[name]._description_string(self.env)
            for name in names
            if not (vals.get(name) or "").strip()
        ]
        if lacking:
            raise UserError(
                self.env._(
                    "%(message)s %(fields)s.",
                    message=message,
                    fields=", ".join(lacking),
                )
            )
