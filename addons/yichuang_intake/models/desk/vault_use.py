import secrets

from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools import chinese_date
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools import vault, watermark
from ..case.case_material import GRADES


class VaultUse(models.Model):
    """A document on file was used in a case, so that its holder was not asked for it
    (材料复用): which, for what, by whom, when, and what that saved.

    Nobody writes it by hand. A use by mistake is put back while the list is open and
    counts no more, but is not forgotten.
    """

    _name = "yichuang.vault.use"
    _description = "Use of a document on file"
    _inherit = ["yichuang.case.part"]
    _order = "id desc"

    case_id = fields.Many2one(ondelete="cascade", readonly=True)
    material_id = fields.Many2one(
        "yichuang.case.material",
        "Listed Material",
        required=True,
        readonly=True,
        ondelete="cascade",
        index=True,
    )
    service_id = fields.Many2one(
        related="case_id.service_id", store=True, index=True, precompute=True
    )
    document_id = fields.Many2one(
        "yichuang.vault.document",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
    )
    name = fields.Char(required=True, readonly=True, help="文件名称")
    grade = fields.Selection(
        GRADES,
        "Trust Level",
        required=True,
        readonly=True,
        help="使用时的可信等级",
    )
    used_by_id = fields.Many2one(
        "res.users", required=True, readonly=True, help="使用人"
    )
    used_on = fields.Datetime(
        "Used",
        required=True,
        readonly=True,
        default=fields.Datetime.now,
        help="使用时间",
    )
    originals_saved = fields.Integer(
        "Originals Not Asked For", readonly=True, help="免提交原件份数"
    )
    copies_saved = fields.Integer(
        "Copies Not Asked For", readonly=True, help="免提交复印件份数"
    )
    watermark = fields.Char(readonly=True, help="水印: written across every copy.")
    put_back_on = fields.Datetime(
        "Put Back", readonly=True, help="撤销使用时间: it was a mistake."
    )
    token = fields.Char(
        required=True,
        readonly=True,
        default=lambda _self: secrets.token_urlsafe(16),
        help="What stands for its copy in links.",
    )

    _token_uniq = models.UniqueIndex("(token)")
    _once_uniq = models.UniqueIndex(
        "(material_id) WHERE put_back_on IS NULL",
        "This material was taken from the file already.",
    )
    _month_idx = models.Index("(company_id, used_on) WHERE put_back_on IS NULL")

    def action_open(self):
        """Open the copy with its watermark; the event log keeps who looked."""
        self.ensure_one()
        self.check_access("read")
        # Who may read the use may see its copy; nobody reads the file itself.
        if not self.document_id.sudo()._content():
            raise UserError(
                self.env._(
                    "The file of “%(document)s” is not there: it is being made, or its "
                    "holder took it back.",
                    document=self.name,
                )
            )
        self.document_id.sudo()._log_event(
            "look", {"case": self.case_id.display_name, "by": self.env.uid}
        )
        return {
            "type": "ir.actions.act_url",
            "url": f"/yichuang/vault/{self.token}",
            "target": "new",
        }

    def _copy(self):
        """The copy with its watermark: bytes and file name; none while there is none.

        :raises RenderError: it cannot be marked on this server
        """
        self.ensure_one()
        # The right to the use was checked; nobody reads the file itself.
        content = self.document_id.sudo()._content()
        if not content:
            return None
        case = self.case_id.sudo()
        foot = " ".join(
            (
                case.department_id.name,
                case.receipt_number or "",
                chinese_date.plain(hall_date()),
            )
        )
        return watermark.stamp(*content, self.watermark, foot), f"{self.name}.pdf"

    def _words(self, document, case):
        """What is written across a copy of a document used in a case."""
        return vault.watermark(
            document.grade,
            document.issuer or "",
            case.service_id.name,
            document.expires_on or None,
        )
