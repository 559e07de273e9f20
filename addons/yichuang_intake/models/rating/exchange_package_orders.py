from datetime import timedelta

from odoo import api, fields, models
from odoo.tools import split_every

from ..exchange.exchange_package import CHUNK
from ..exchange.exchange_partner import OVERLAP_MINUTES


class ExchangePackage(models.Model):
    """A hotline is told what became of its orders, and of nothing else."""

    _inherit = "yichuang.exchange.package"

    @api.model
    def _news(self, partner, since):
        if not partner.with_orders:
            return super()._news(partner, since)
        until = fields.Datetime.now()
        since = since and since - timedelta(minutes=OVERLAP_MINUTES)
        referrals = self.env["yichuang.referral"]
        found = referrals.search(partner._order_domain(since), order="write_date, id")
        rows, told = [], []
        for ids in split_every(CHUNK, found.ids):
            self._news_of(partner, referrals.browse(ids), rows, told)
        return rows, told, until
