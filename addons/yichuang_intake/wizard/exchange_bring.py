import base64
import binascii

from odoo import fields, models
from odoo.exceptions import UserError


class ExchangeBring(models.TransientModel):
    """Brings in what the other side wrote: an answer, or what it hands over."""

    _name = "yichuang.exchange.bring"
    _description = "Bring in a file of the other side"

    partner_id = fields.Many2one("yichuang.exchange.partner", required=True)
    content = fields.Binary(
        "File", required=True, attachment=False, help="对方文件 (.zip): 回执或交办数据"
    )

    def action_confirm(self):
        """Check the file and enter what it says."""
        self.ensure_one()
        self.partner_id.check_access("write")
        try:
            content = base64.b64decode(self.content, validate=True)
        except binascii.Error as error:
            raise UserError(self.env._("The file could not be read.")) from error
        partner = self.partner_id
        package = partner._opened(content)
        if package.kind == "package":
            incoming = self.env["yichuang.exchange.incoming"]._take_in(partner, package)
            return incoming._open()
        answer = self.env["yichuang.exchange.answer"]._take_in(partner, package)
        return answer.package_id._open()
