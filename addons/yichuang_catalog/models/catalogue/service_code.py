from odoo import api, fields, models
from odoo.exceptions import UserError

from ...tools import enumerations, implementation_code
from ...tools.exceptions import CodeError, InvalidChecksum


class Service(models.Model):
    """Entering a service by its code: organ, level, item and serial are in it."""

    _inherit = "yichuang.service"

    entered_code = fields.Char(
        string="Enter by Code",
        store=False,
        help="Paste a code of 12, 31 or 33 characters: organ, level, item and number "
        "are filled in from it.",
    )
    code_parts = fields.Char(
        string="Parts of the Code",
        compute="_compute_code_parts",
        help="Organ, level, basic code, number: 统一社会信用代码, 行使层级, 基本编码, "
        "序号",
    )

    @api.depends("code", "handling_code")
    def _compute_code_parts(self):
        for service in self:
            code = service.handling_code or service.code
            service.code_parts = implementation_code.format(code) if code else False

    @api.onchange("entered_code")
    def _onchange_entered_code(self):
        if not (self.entered_code or "").strip():
            return None
        try:
            found = self._parse_code(self.entered_code, self.env.company)
        except UserError as error:
            return {"warning": {"title": self.env._("Code"), "message": str(error)}}
        self.item_id = found["item"] or self.item_id
        self.department_id = found["department"] or self.department_id
        self.level = found["level"] or self.level
        self.handling_number = found["handling_number"]
        if not found["doubts"]:
            return None
        return {
            "warning": {
                "title": self.env._("Code"),
                "message": "\n".join(found["doubts"]),
            }
        }

    @api.model
    def _parse_code(self, text, company):
        """What a pasted code of 12, 31 or 33 characters says.

        :param text: the code, as people paste it: blanks, hyphens, small letters
        :param company: the hall whose organs are looked up
        :return: dict of ``uscc``, ``level``, ``basic_code`` (empty where the code does
            not say), ``handling_number`` (0 for none), the records ``department``,
            ``item`` and ``line_ministry`` (empty where unknown), ``item_types`` (keys
            that the type digits may mean) and ``doubts`` (sentences)
        :raises UserError: it is no such code; the message says why
        """
        try:
            parts = implementation_code.read(text)
        except CodeError as error:
            raise UserError(self._code_fault(text, error)) from error
        item = self.env["yichuang.item"].search([("code", "=", parts.basic_code)])
        department = self.env["yichuang.department"]
        if parts.uscc:
            department = department.search(
                [("uscc", "=", parts.uscc), ("company_id", "=", company.id)], limit=1
            )
        basic = implementation_code.basic_code.split(parts.basic_code)
        ministry = self.env["yichuang.line.ministry"]._by_code([basic.ministry])
        found = {
            "uscc": parts.uscc,
            "level": parts.level,
            "basic_code": parts.basic_code,
            "handling_number": int(parts.handling or 0),
            "department": department,
            "item": item,
            "line_ministry": ministry.get(
                basic.ministry, self.env["yichuang.line.ministry"]
            ),
            "item_types": enumerations.item_types_of(basic.item_type, basic.origin),
        }
        return {**found, "doubts": list(self._code_doubts(found))}

    @api.model
    def _code_doubts(self, found):
        if not found["item"]:
            yield self.env._(
                "No item has the basic code %(code)s. Enter the item first.",
                code=found["basic_code"],
            )
        if found["uscc"] and not found["department"]:
            yield self.env._(
                "No organ of this hall has the credit code %(code)s. Enter the organ "
                "first.",
                code=found["uscc"],
            )
        if not found["line_ministry"]:
            yield self.env._(
                "Line ministry %(digits)s is not in the table. If the code is right, "
                "add the ministry under Configuration.",
                digits=found["basic_code"][4:6],
            )

    @api.model
    def _code_fault(self, text, error):
        if isinstance(error, InvalidChecksum):
            return self.env._(
                "In “%(code)s” the check character of the organ's credit code is wrong "
                "(GB 32100): something was mistyped.",
                code=text.strip(),
            )
        return self.env._(
            "“%(code)s” is no code of an item or service. A basic code has 12 digits, "
            "an implementation code 31 characters (credit code, level 1 to 7, basic "
            "code), a handling item code two more.",
            code=text.strip(),
        )
