from odoo import api, models

from odoo.addons.yichuang_catalog.tools.workdays import hall_date


class Case(models.Model):
    """Granted licences go on the public list."""

    _inherit = "yichuang.case"

    def _after_decide(self, vals):
        super()._after_decide(vals)
        self._prepare_publication()

    def _after_deem_renewed(self, vals):
        # Silence until the old term ends is a renewal (行政许可法 Art. 50).
        super()._after_deem_renewed(vals)
        self._prepare_publication()

    def _prepare_publication(self):
        """Note what has to be published, and until when."""
        calendar = self.env["yichuang.calendar.day"]._workdays()
        vals_list = []
        for case in self.sudo():
            if case.outcome != "granted":
                continue
            if case.service_id.item_id.item_type != "license":
                continue
            days = case.company_id.publication_days
            due = calendar.add(hall_date(case.decided_on), days)
            vals_list.append({"case_id": case.id, "due_on": due.date})
        # The step decides what is public; nobody writes the list by hand.
        self.env["yichuang.publication"].sudo()._create_guarded(vals_list)

    @api.model
    def _prepare_missing_publications(self, batch_size=1000):
        """Note what was granted before this list was there; run whenever the module
        is installed or updated.

        Their time may have ended long ago: the next hourly job publishes them.
        """
        noted = self.env["yichuang.publication"].sudo()._search([])
        missing = [
            ("outcome", "=", "granted"),
            ("decided_on", "!=", False),
            ("service_id.item_id.item_type", "=", "license"),
            ("id", "not in", noted.subselect("case_id")),
        ]
        # The hall that is on the screen decides nothing of what is public.
        cases = self.sudo().search(missing, order="id")
        for start in range(0, len(cases), batch_size):
            cases[start : start + batch_size]._prepare_publication()
