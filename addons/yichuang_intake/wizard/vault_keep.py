from odoo import fields, models
from odoo.exceptions import AccessError, UserError


class VaultKeep(models.TransientModel):
    """A file of a case is put on file, after it was compared with the original and
    with its holder's consent."""

    _name = "yichuang.vault.keep"
    _description = "Putting a document on file"

    case_id = fields.Many2one("yichuang.case", required=True, ondelete="cascade")
    revision = fields.Integer()
    file_id = fields.Many2one(
        "yichuang.case.file", required=True, ondelete="cascade", help="材料文件"
    )
    material_name = fields.Char("Material", related="file_id.material_id.name")
    number = fields.Char("Document Number", help="文号或证号, where it has one.")
    issuer = fields.Char(help="出具机构")
    issued_on = fields.Date(help="出具日期")
    expires_on = fields.Date(
        "Valid Until", help="有效期至, the last day; empty for no end."
    )
    compared = fields.Boolean(
        "Agrees with the Original", help="与原件核对无误: kept as grade B."
    )
    agreed = fields.Boolean("The Holder Agrees", help="持有人同意入库并复用.")
    scope = fields.Selection(
        [("case", "This Case Only"), ("all", "All Matters Here")],
        required=True,
        default="all",
        help="授权范围: 仅本次办件, 本大厅全部事项.",
    )
    until_on = fields.Date("Until", help="授权截止日, inclusive.")

    def action_confirm(self):
        """Put it on file as grade B."""
        self.ensure_one()
        self._check()
        self.file_id._keep_on_file(
            {
                "number": (self.number or "").strip(),
                "issuer": (self.issuer or "").strip(),
                "issued_on": self.issued_on,
                "expires_on": self.expires_on,
            },
            case=self.case_id if self.scope == "case" else None,
            until_on=self.until_on,
        )
        return {"type": "ir.actions.act_window_close"}

    def _check(self):
        if not self.env.user.has_group("yichuang_intake.group_clerk"):
            raise AccessError(
                self.env._("Documents are put on file at the window. Ask there.")
            )
        self.case_id.check_access("write")
        self.file_id.check_access("read")
        if self.file_id.case_id != self.case_id:
            raise UserError(
                self.env._("Choose a file of %(case)s.", case=self.case_id.display_name)
            )
        if not self.compared:
            raise UserError(
                self.env._(
                    "Only what was compared with the original is put on file at a "
                    "window (国办函〔2016〕108号, grade B). Compare it, then tick it."
                )
            )
        if not self.agreed:
            raise UserError(
                self.env._(
                    "A document is kept for later matters with its holder's consent "
                    "only (个人信息保护法 Art. 13). Ask the holder, then tick it."
                )
            )
