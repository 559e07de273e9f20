import hashlib
from datetime import UTC, datetime

from psycopg2.errors import UniqueViolation

from odoo import SUPERUSER_ID, api, fields, models
from odoo.tools import mute_logger

from ...tools import pickup_code


class CabinetEvent(models.Model):
    """What a cabinet reported (取件柜回传), and what came of it. A nonce is taken once,
    so a report that is sent again changes nothing."""

    _name = "yichuang.cabinet.event"
    _description = "Report of a cabinet"
    _order = "id desc"
    _rec_name = "kind"

    cabinet_id = fields.Many2one(
        "yichuang.exit.cabinet",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
    )
    company_id = fields.Many2one(
        related="cabinet_id.company_id", string="Hall", store=True, index=True
    )
    delivery_id = fields.Many2one(
        "yichuang.delivery", readonly=True, index="btree_not_null", help="出件"
    )
    kind = fields.Selection(
        [("picked_up", "Picked Up"), ("expired", "Not Taken in Time")],
        "Report",
        required=True,
        readonly=True,
        help="已取件, 逾期未取.",
    )
    outcome = fields.Selection(
        [
            ("taken", "Recorded"),
            ("unknown", "Unknown Document"),
            ("late", "Not in the Cabinet Any More"),
            ("wrong_code", "Wrong Code"),
        ],
        "What Came of It",
        required=True,
        readonly=True,
        help="已登记, 未知文件, 已不在柜中, 取件码不符.",
    )
    nonce = fields.Char(required=True, readonly=True)
    happened_on = fields.Datetime(required=True, readonly=True, help="发生时间")
    door = fields.Char(readonly=True, help="柜门")
    digest = fields.Char("SHA-256 of the Report", required=True, readonly=True)

    _nonce_uniq = models.UniqueIndex(
        "(cabinet_id, nonce)", "This report was sent already."
    )

    @api.model
    def _take(self, cabinet, report, nonce, body):
        """Record a report that is known to come from ``cabinet``, and act on it.

        :returns: the outcome, ``replayed`` when the nonce was used before
        :raises UserError: somebody else has the result in hand, or a step is refused
        """
        delivery = self.env["yichuang.delivery"].search(
            [("cabinet_key", "=", report.delivery), ("cabinet_id", "=", cabinet.id)],
            limit=1,
        )
        delivery._lock()
        delivery.invalidate_recordset()
        happened = datetime.fromtimestamp(report.at, UTC).replace(tzinfo=None)
        vals = {
            "cabinet_id": cabinet.id,
            "delivery_id": delivery.id,
            "kind": report.event,
            "outcome": self._judged(delivery, report),
            "nonce": nonce,
            "happened_on": min(happened, fields.Datetime.now()),
            "door": report.door,
            "digest": hashlib.sha256(body).hexdigest(),
        }
        try:
            # A nonce that was used fails here, before anything is changed.
            with mute_logger("odoo.sql_db"), self.env.cr.savepoint():
                event = self.create(vals)
        except UniqueViolation:
            return "replayed"
        if event.outcome == "taken":
            delivery.with_user(SUPERUSER_ID)._report(event)
        return event.outcome

    @api.model
    def _judged(self, delivery, report):
        if not delivery:
            return "unknown"
        if delivery.state != "boxed":
            return "late"
        typed = pickup_code.compact(report.code)
        if report.event == "picked_up" and typed != delivery.cabinet_code:
            return "wrong_code"
        return "taken"
