from odoo import fields, models
from odoo.fields import Domain

from ...tools import hotline_orders
from .order_links import OrderLinks


class ExchangePartner(models.Model):
    """The 12345 hotline hands over its orders by the exchange (热线工单转办)."""

    _inherit = "yichuang.exchange.partner"

    with_orders = fields.Boolean(
        "12345 Hotline Partner",
        help="12345热线: it hands over its orders and is told what became of them; of "
        "cases it is told nothing.",
    )

    def _order_domain(self, since):
        """Which of its orders a package looks at: ended, or given more time."""
        domain = Domain("partner_id", "=", self.id) & (
            Domain("state", "in", ("closed", "returned"))
            | Domain("extended_on", "!=", False)
        )
        return domain & Domain("write_date", ">=", since) if since else domain

    def _take_rows(self, package):
        if not self.with_orders:
            return super()._take_rows(package)
        rejected, orders, numbers = {}, [], set()
        for table, rows in package.tables.items():
            for row in rows:
                order, reason = self._read_order(table, row, numbers)
                if reason:
                    rejected[row["row_guid"]] = reason
                else:
                    numbers.add(order["order_no"])
                    orders.append((row["row_guid"], order))
        return rejected | self._enter_orders(orders)

    def _read_order(self, table, row, numbers):
        """What one row says, or why it is rejected.

        :param numbers: those of the rows before it
        """
        if table != hotline_orders.ORDER:
            return {}, self.env._("The hall takes no rows of %(table)s.", table=table)
        order, faults = hotline_orders.read(row)
        if faults:
            return {}, "; ".join(self._order_fault(fault) for fault in faults)
        if order["order_no"] in numbers:
            return {}, self.env._("This number stands in another row of the package.")
        if order["came_on"] > fields.Datetime.now():
            return {}, self.env._("It cannot have come later than now.")
        return order, ""

    def _order_fault(self, fault):
        words = {
            "strange": self.env._("is no column of an order"),
            "no_text": self.env._("is no text"),
            "empty": self.env._("is empty"),
            "long": self.env._("is too long"),
            "no_moment": self.env._("is no time like 2026-03-02 09:30:00"),
            "no_kind": self.env._("is no kind of request"),
            "no_day": self.env._("is no day like 2026-03-09"),
            "too_soon": self.env._("is before the day on which it came"),
        }[fault.reason]
        return f"{fault.column[:40]} {words}"

    def _enter_orders(self, orders):
        """Enter what is new, as drafts that the manager takes on.

        :param orders: ``(guid, order)`` as read
        :return: reason by guid of what was rejected
        """
        referrals = self.env["yichuang.referral"]
        referrals.check_access("create")
        read = [order for _guid, order in orders]
        links = OrderLinks(self, read)
        known = {
            referral.number: referral
            for referral in referrals.search(
                [
                    ("company_id", "=", self.company_id.id),
                    ("number", "in", [order["order_no"] for order in read]),
                ]
            )
        }
        rejected, fresh = {}, []
        for guid, order in orders:
            referral = known.get(order["order_no"])
            if referral:
                reason = self._take_again(referral, order)
            else:
                values, reason = links.values(order)
                fresh += [] if reason else [values]
            if reason:
                rejected[guid] = reason
        referrals._create_guarded(fresh)
        return rejected

    def _take_again(self, referral, order):
        """Why an order that is here already is rejected; the same one is not.

        What somebody entered by hand before it came is taken for it when the caller is
        the same, so that the hotline learns what became of it.
        """
        if not referral.partner_id:
            if (referral.phone or "").strip() == order["caller_phone"]:
                referral._write_guarded(
                    {"partner_id": self.id, "order_digest": order["digest"]}
                )
                return ""
            return self.env._(
                "An order with this number was entered by hand, of another caller."
            )
        if referral.partner_id != self:
            return self.env._("Another hotline has handed over this number.")
        if referral.order_digest != order["digest"]:
            return self.env._(
                "This order is here already and says something else. Hand over what "
                "is new under a number of its own."
            )
        return ""
