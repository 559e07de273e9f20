from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.yichuang_catalog.tools import citizen_id
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools import upload

MASK = "*"
AGENT = ("agent_name", "agent_id_number", "agent_letter_on", "agent_letter")


class Case(models.Model):
    """Somebody who applies for another (代理人): allowed unless the law demands the
    applicant in person (行政许可法 Art. 29), on a letter of authority.

    The agent is known by an identity number that is kept as the applicant's is, stands
    on the receipt, and is fixed once it is handed out.
    """

    _inherit = "yichuang.case"

    _added_guards = {"receive": ("_guard_agent",)}
    _matter_fields = frozenset(AGENT)

    agent_name = fields.Char(
        "Agent", copy=False, help="代理人, as on the identity document."
    )
    agent_id_number = fields.Char(
        "Identity Number of the Agent",
        compute="_compute_agent_id_number",
        inverse="_inverse_agent_id_number",
        copy=False,
        help="代理人身份证号码",
    )
    agent_identity_ids = fields.One2many(
        "yichuang.case.agent.identity", "case_id", groups=fields.NO_ACCESS
    )
    agent_phone = fields.Char("Telephone of the Agent", copy=False, help="代理人电话")
    agent_letter_on = fields.Date(
        "Letter of Authority Of", copy=False, help="授权委托书日期"
    )
    agent_letter = fields.Binary(
        "Letter of Authority",
        attachment=True,
        copy=False,
        groups="base.group_user",
        help="授权委托书: a scan in PDF, OFD, JPEG or PNG.",
    )
    agent_letter_name = fields.Char(
        "File of the Letter", compute="_compute_agent_letter_name"
    )

    def _compute_agent_id_number(self):
        numbers = self._agent_numbers()
        for case in self:
            number = numbers.get(case._origin.id)
            case.agent_id_number = number and citizen_id.mask(number)

    def _inverse_agent_id_number(self):
        masked = {
            case_id: citizen_id.mask(number)
            for case_id, number in self._agent_numbers().items()
        }
        numbers = {}
        for case in self:
            number = citizen_id.compact(case.agent_id_number or "")
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
            problem = number and self._identity_problem("natural", number)
            if problem:
                raise ValidationError(problem)
            numbers[case.id] = number
        # Who may write the case may give the number, and nobody reads it back.
        self.env["yichuang.case.agent.identity"].sudo()._store(
            numbers, self._identities("agent_identity_ids")
        )
        self.invalidate_recordset(["agent_id_number"], flush=False)

    def _agent_numbers(self):
        """The whole numbers by case id, to be shown masked."""
        rows = self._identities("agent_identity_ids")
        return {case_id: row.number for case_id, row in rows.items()}

    @api.depends("agent_letter")
    def _compute_agent_letter_name(self):
        name = self._fields["agent_letter"]._description_string(self.env)
        # The name tells the kind of the file, not what is in it.
        for case, whole in zip(self, self._with_whole_letter(), strict=True):
            case.agent_letter_name = whole.agent_letter and upload.file_name(
                name, 1, upload.kind(upload.decoded(whole.agent_letter))
            )

    def _with_whole_letter(self):
        return self.sudo().with_context(bin_size=False)

    @api.constrains("agent_letter")
    def _check_agent_letter(self):
        for whole in self._with_whole_letter().filtered("agent_letter"):
            found = upload.fault(upload.decoded(whole.agent_letter), 0, 0)
            if found:
                words = self.env["yichuang.case.file"]
                raise ValidationError(words._fault_words(found, upload.MOST_BYTES))

    def _guard_agent(self, vals):
        numbers, own = self._agent_numbers(), self._identity_numbers()
        today = hall_date()
        for case in self:
            stated = {
                "agent_name": case.agent_name,
                "agent_id_number": numbers.get(case.id),
                "agent_letter_on": case.agent_letter_on,
            }
            if not any(stated.values()):
                continue
            case._check_agent_allowed()
            lacking = [
                self._fields[name]._description_string(self.env)
                for name, value in stated.items()
                if not value
            ]
            if lacking:
                raise UserError(
                    self.env._(
                        "An agent is named, proves who they are and shows the letter "
                        "of authority (行政许可法 Art. 29). Fill in: %(fields)s.",
                        fields=", ".join(lacking),
                    )
                )
            if case.agent_letter_on > today:
                raise UserError(
                    self.env._("The letter of authority is not in force yet.")
                )
            if numbers[case.id] == own.get(case.id):
                raise UserError(
                    self.env._(
                        "The agent is the applicant: leave the agent empty where "
                        "somebody applies for themselves."
                    )
                )

    def _check_agent_allowed(self):
        self.ensure_one()
        service = self.service_id.sudo()
        if service.needs_person:
            raise UserError(
                self.env._(
                    "%(service)s is applied for in person (行政许可法 Art. 29; "
                    "%(basis)s), so nobody can do it for the applicant.",
                    service=service.name,
                    basis=service.needs_person_basis or self.env._("no basis stated"),
                )
            )

    def _receipt_facts(self):
        facts = super()._receipt_facts()
        if self.agent_name:
            facts["代理人"] = f"{self.agent_name}（{self.agent_id_number}）"
        return facts
