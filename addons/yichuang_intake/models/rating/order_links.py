"""What of the hall the orders of a hotline name, looked up for all of them at once."""


class OrderLinks:
    """Cases, services, organs and windows by what the orders call them.

    A hotline that hands over for some organs names nothing of the others: what it may
    not name is not there, by the same words.
    """

    def __init__(self, partner, orders):
        self.partner, self.env = partner, partner.env
        self.cases = {
            **self._found("yichuang.case", "receipt_number", orders, "project_no"),
            **self._found("yichuang.case", "number", orders, "project_no"),
        }
        self.services = self._found("yichuang.service", "code", orders, "task_code")
        self.organs = self._found("yichuang.department", "uscc", orders, "org_code")
        self.windows = self._found("yichuang.window", "number", orders, "window_no")

    def _found(self, model, name, orders, column):
        """Records of the hall by what they are called; none that two are called."""
        called = {order[column] for order in orders if order[column]}
        records = self.env[model].search(
            [
                (name, "in", list(called)),
                ("company_id", "=", self.partner.company_id.id),
            ]
        )
        return {
            key: group
            for key, group in records.grouped(name).items()
            if len(group) == 1
        }

    def values(self, order):
        """An order as values of ``yichuang.referral``, or why it is rejected.

        :return: values and an empty text, or nothing and the reason
        """
        case = self.cases.get(order["project_no"], self.env["yichuang.case"])
        service = self.services.get(order["task_code"], self.env["yichuang.service"])
        organ = self.organs.get(order["org_code"], self.env["yichuang.department"])
        window = self.windows.get(order["window_no"], self.env["yichuang.window"])
        reason = self._wrong(order, case, service, organ, window)
        if reason:
            return {}, reason
        service = service or case.service_id
        organ = organ or case.department_id or service.department_id
        return {
            "partner_id": self.partner.id,
            "company_id": self.partner.company_id.id,
            "number": order["order_no"],
            "came_on": order["came_on"],
            "kind": order["kind"],
            "subject": order["subject"],
            "content": order["content"],
            "person": order["caller_name"],
            "phone": order["caller_phone"],
            "anonymous": not order["caller_phone"],
            "asked_by_on": order["reply_by"],
            "order_digest": order["digest"],
            "case_id": case.id,
            "service_id": service.id,
            "window_id": window.id,
            "department_id": organ.id,
        }, ""

    def _wrong(self, order, case, service, organ, window):
        """Why an order cannot be about what it names."""
        own = self.partner.department_ids
        for column, found, its_organ in (
            ("project_no", case, case.department_id),
            ("task_code", service, service.department_id),
            ("org_code", organ, organ),
            ("window_no", window, window.department_id),
        ):
            called = order[column]
            foreign = own and its_organ and its_organ not in own
            if called and (not found or foreign):
                return self.env._(
                    "The hall has no %(column)s “%(called)s”.",
                    column=column,
                    called=called,
                )
        if case and service and case.service_id != service:
            return self.env._("The case is about another service.")
        if case and organ and case.department_id != organ:
            return self.env._("The case is another organ's.")
        return ""
