from odoo import models

from ...tools import print_page


class ExitPlace(models.Model):
    """The label of a place, which the exit clerk scans."""

    _inherit = "yichuang.exit.place"

    def action_print_label(self):
        """Print the labels of these places."""
        return self.env["yichuang.print.job"]._request("place_label", self)

    def _print_place_label(self, job):
        self.ensure_one()
        return print_page.label(
            print_page.Label(self.name, self.name, (self.company_id.name,)),
            job.profile_id._sheet("label"),
        )
