from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError, ValidationError

from odoo.addons.yichuang_catalog.tools import citizen_id, exceptions, uscc

MASK = "*"


class CaseApplicant(models.AbstractModel):
    """Who applies: a natural person with an identity card number or a legal person
    with a unified social credit code, both checked by their check character.

    The number itself lives in ``yichuang.case.identity``. Here it can be typed and
    searched exactly, and is shown masked: a person's number always, an
    organisation's credit code never, as everybody may look that up.
    """

    _name = "yichuang.case.applicant"
    _description = "Applicant of a case"
    # By which field the row of the identity number leads here.
    _part_field = "case_id"

    applicant_kind = fields.Selection(
        [("natural", "Natural person"), ("legal", "Legal person")],
        required=True,
        default="natural",
        help="申请人类型: 自然人, 法人及其他组织.",
    )
    applicant_name = fields.Char(
        "Applicant",
        index="trigram",
        help="姓名或名称, as on the identity document.",
    )
    id_number = fields.Char(
        "Identity Number",
        compute="_compute_id_number",
        inverse="_inverse_id_number",
        search="_search_id_number",
        help="身份证号码 of a natural person, 统一社会信用代码 of a legal person.",
    )
    legal_representative = fields.Char(help="法定代表人 or head of a legal person.")
    phone = fields.Char(index="btree_not_null", help="联系电话")
    address = fields.Char(help="住所 or contact address.")
    partner_id = fields.Many2one(
        "res.partner",
        "Portal Account",
        index="btree_not_null",
        help="The applicant's account; its holder follows the case on the portal.",
    )

    def _compute_id_number(self):
        numbers = self._masked_numbers()
        for case in self:
            case.id_number = numbers.get(case._origin.id)

    def _inverse_id_number(self):
        typed = {case: citizen_id.compact(case.id_number or "") for case in self}
        given_back = self.browse(
            case.id for case, number in typed.items() if MASK in number
        )
        masked = given_back._masked_numbers() if given_back else {}
        numbers = {}
        for case, number in typed.items():
            if MASK in number:
                if number != masked.get(case.id):
                    raise ValidationError(
                        self.env._(
                            "%(number)s is a masked number. Type the whole number "
                            "from the identity document.",
                            number=number,
                        )
                    )
                continue
            problem = number and self._identity_problem(case.applicant_kind, number)
            if problem:
                raise ValidationError(problem)
            numbers[case.id] = number
        # Who may write the case may give the number, and nobody reads it back.
        self.env["yichuang.case.identity"].sudo()._store(
            numbers, self._identities(), self._part_field
        )
        # What was typed must not be read back.
        self.invalidate_recordset(["id_number"], flush=False)

    def write(self, vals):
        result = super().write(vals)
        if "applicant_kind" in vals:
            self._check_identity_kind()
        return result

    def _check_identity_kind(self):
        for case_id, number in self._identity_numbers().items():
            kind = self.browse(case_id).applicant_kind
            problem = self._identity_problem(kind, number)
            if problem:
                raise ValidationError(problem)

    def _check_applicant_stated(self):
        """Refuse where it is not said who applies and how to reach them."""
        numbers = self._identity_numbers()
        for case in self:
            lacking = [
                case._fields[name]._description_string(self.env)
                for name, present in (
                    ("applicant_name", case.applicant_name),
                    ("id_number", numbers.get(case.id)),
                    (
                        "legal_representative",
                        case.applicant_kind == "natural" or case.legal_representative,
                    ),
                    ("phone", case.phone),
                )
                if not present
            ]
            if lacking:
                raise UserError(
                    self.env._(
                        "The receipt must say who applies and how to reach them. Fill "
                        "in: %(fields)s.",
                        fields=", ".join(lacking),
                    )
                )

    def _identity_numbers(self):
        """The whole numbers by case id; for server code that has checked that the
        person may know them."""
        rows = self._identities()
        return {case_id: row.number for case_id, row in rows.items()}

    def _identities(self, name="identity_ids"):
        """The rows of the numbers by case id, read once a transaction; by ``name`` also
        those of somebody else of the case."""
        # Nobody has access to them; numbers are shown masked, digests compared.
        return {case.id: case[name] for case in self._origin.sudo() if case[name]}

    def _masked_numbers(self):
        """The numbers by case id as they may be shown to whoever sees the case."""
        numbers = self._identity_numbers()
        kinds = {case._origin.id: case.applicant_kind for case in self}
        return {
            case_id: citizen_id.mask(number) if kinds[case_id] == "natural" else number
            for case_id, number in numbers.items()
        }

    @api.model
    def _search_id_number(self, operator, value):
        if operator != "in" or isinstance(value, str):
            raise UserError(
                self.env._(
                    "An identity number is searched as a whole: type all of its "
                    "characters and search for “equals”."
                )
            )
        if not (self.env.su or self.env.user.has_group("yichuang_intake.group_clerk")):
            raise AccessError(
                self.env._(
                    "Only window clerks search by identity number, when the person "
                    "stands before them. Search by receipt number instead."
                )
            )
        identity = self.env["yichuang.case.identity"].sudo()
        digests = [
            identity._digest(citizen_id.compact(number)) for number in value if number
        ]
        rows = identity.search_fetch([("digest", "in", digests)], [self._part_field])
        return [("id", "in", rows[self._part_field].ids)]

    @api.model
    def _identity_problem(self, kind, number):
        """What is wrong with an identity number, in a sentence for the person at
        the window; False when nothing is."""
        try:
            (citizen_id if kind == "natural" else uscc).validate(number)
        except exceptions.InvalidLength:
            if kind == "natural":
                return self.env._(
                    "An identity card number has 18 characters; this one has "
                    "%(count)s. Type it again from the card.",
                    count=len(number),
                )
            return self.env._(
                "A unified social credit code has 18 characters; this one has "
                "%(count)s. Type it again from the licence.",
                count=len(number),
            )
        except exceptions.InvalidChecksum:
            if kind == "natural":
                return self.env._(
                    "The last character of the identity card number does not match "
                    "the others: at least one was mistyped. Compare it with the card."
                )
            return self.env._(
                "The last character of the credit code does not match the others: at "
                "least one was mistyped. Compare it with the licence."
            )
        except exceptions.CodeError:
            if kind == "natural":
                return self.env._(
                    "This is not an identity card number: it has 17 digits with an "
                    "existing birth date and a last digit or X. Compare it with the "
                    "card, or choose “Legal person” for an organisation."
                )
            return self.env._(
                "This is not a unified social credit code: digits and capital letters "
                "without I, O, S, V and Z. Compare it with the licence, or choose "
                "“Natural person” for an identity card."
            )
        return False

    @api.onchange("id_number", "applicant_kind")
    def _onchange_id_number(self):
        number = citizen_id.compact(self.id_number or "")
        if not number or MASK in number:
            return None
        problem = self._identity_problem(self.applicant_kind, number)
        if not problem:
            return None
        return {
            "warning": {
                "title": self.env._("Check the identity number"),
                "message": problem,
                "type": "notification",
            }
        }

    def action_reveal_identity(self):
        """Show the whole identity number once, to somebody who handles the case;
        the event log keeps who looked."""
        self.ensure_one()
        self.check_access("read")
        if not self._may_reveal_identity():
            raise AccessError(
                self.env._(
                    "The whole identity number is shown only to the clerk, reviewer "
                    "and decider of this case. Work with the masked one."
                )
            )
        number = self._identity_numbers().get(self.id)
        self._log_event("reveal_identity")
        return {
            "type": "ir.actions.client",
            "tag": "display_notification",
            "params": {
                "title": self.env._(
                    "Identity number of %(name)s", name=self.applicant_name
                ),
                "message": number or self.env._("None was recorded."),
                "type": "info",
                "sticky": True,
            },
        }

    def _may_reveal_identity(self):
        user = self.env.user
        if user in self.create_uid | self.received_by_id | self.accepted_by_id:
            return user.has_group("yichuang_intake.group_clerk")
        return user in self.sudo().department_id.member_ids and (
            user.has_group("yichuang_intake.group_reviewer")
            or user.has_group("yichuang_intake.group_decider")
        )
