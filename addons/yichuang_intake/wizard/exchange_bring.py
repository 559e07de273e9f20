import base64
import binascii

from odoo import fields, models
from odoo.exceptions import UserError


class ExchangeBring(models.TransientModel):
    """Brings an answer in from the other side of the gap."""

    _name = "yichuang.exchange.bring"
    _description = "Bring in an answer"

    partner_id = fields.Many2one("yichuang.exchange.partner", required=True)
    content = fields.Binary("Answer", required=True, help="回执文件 (.zip)")

    def action_confirm(self):
        """Check the answer and enter it."""
        self.ensure_one()
        self.partner_id.check_access("write")
        try:
            content = base64.b64decode(self.content, validate=True)
        except binascii.Error as error:
            raise UserError(self.env._("The file could not be read.")) from error
        answer = self.env["yichuang.exchange.answer"]._take_in(self.partner_id, content)
        return answer.package_id._open()
