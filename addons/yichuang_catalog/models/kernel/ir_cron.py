from odoo import api, models

ASKED_FOR = "yichuang_jobs"


class IrCron(models.Model):
    """Scheduled jobs that many steps of one transaction ask for."""

    _inherit = "ir.cron"

    @api.model
    def _trigger_once(self, xml_id):
        """Have the job ``xml_id`` run soon, however often a transaction asks for it.

        What was asked for is forgotten with a savepoint that is rolled back, and with
        the transaction: then it is asked for again.
        """
        asked_for = self.env.cr.precommit.data.setdefault(ASKED_FOR, set())
        if xml_id not in asked_for:
            # Scheduled jobs are the system's; that one is asked for, anybody may cause.
            self.env.ref(xml_id).sudo()._trigger()
            asked_for.add(xml_id)
