import hashlib
from datetime import timedelta

from odoo import api, fields, models
from odoo.http import request
from odoo.tools import SQL

SUPERVISOR = "yichuang_catalog.group_supervisor"
LONGEST_ADDRESS = 45  # an IPv6 address with an IPv4 one in it
BATCH = 1000


class Signup(models.Model):
    """From where a sign-up came: the network address and, as a digest, the browser.

    One address or one device behind two bidders is a sign of one hand behind them
    (招标投标法实施条例 Art. 40 (1)), for the supervisors alone and for as long as the
    hall says; the receipt and all that is public say nothing of it.
    """

    _inherit = "yichuang.market.signup"

    _guarded_fields = frozenset({"ip", "device_hash"})

    ip = fields.Char(
        "Network Address",
        readonly=True,
        copy=False,
        groups=SUPERVISOR,
        help="报名IP地址, forgotten after the hall's retention.",
    )
    device_hash = fields.Char(
        "Device",
        readonly=True,
        copy=False,
        groups=SUPERVISOR,
        help="终端指纹: SHA-256 of the address, of what the browser calls itself and "
        "of its languages.",
    )

    _trace_idx = models.Index("(received_on) WHERE device_hash IS NOT NULL")

    @api.model
    def _trace_values(self):
        """Address and device of the request that signs up; nothing without one."""
        if not request:
            return {}
        http = request.httprequest
        # The address as the server's own proxy names it, never a header of the client.
        address = (http.remote_addr or "")[:LONGEST_ADDRESS]
        device = "\n".join(
            (
                address,
                http.headers.get("User-Agent", ""),
                http.headers.get("Accept-Language", ""),
            )
        )
        return {
            "ip": address or False,
            "device_hash": hashlib.sha256(device.encode()).hexdigest(),
        }

    @api.model
    def _cron_forget_traces(self):
        """Forget address and device when the hall's retention is over."""
        now = self._now()
        kept = self._read_group([("device_hash", "!=", False)], ["company_id"])
        for [company] in kept:
            before = now - timedelta(days=company.market_trace_days)
            while self._forget_traces(company, before) == BATCH:
                if not self.env["ir.cron"]._commit_progress(BATCH):
                    return

    @api.model
    def _forget_traces(self, company, before):
        """Forget some of a hall's traces from before a moment.

        :return: how many
        """
        self.flush_model(["ip", "device_hash", "received_on", "company_id"])
        rows = self.env.execute_query(
            SQL(
                """
                UPDATE yichuang_market_signup
                   SET ip = NULL, device_hash = NULL
                 WHERE id IN (SELECT id FROM yichuang_market_signup
                               WHERE company_id = %s AND received_on < %s
                                 AND device_hash IS NOT NULL
                               ORDER BY received_on LIMIT %s)
             RETURNING id
                """,
                company.id,
                before,
                BATCH,
            )
        )
        self.invalidate_model(["ip", "device_hash"])
        return len(rows)
