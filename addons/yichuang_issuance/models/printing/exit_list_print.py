from odoo import models
from odoo.exceptions import UserError

from ...tools import print_page


class ExitList(models.Model):
    """The label of the bag that goes with a hand-over list."""

    _inherit = "yichuang.exit.list"

    def action_print_label(self):
        """Print the label of the bag."""
        return self.env["yichuang.print.job"]._request("list_label", self)

    def _print_list_label(self, job):
        self.ensure_one()
        if not self.name:
            raise UserError(
                self.env._("The list has no number before it is handed over.")
            )
        return print_page.label(
            print_page.Label(
                "出件交接",
                self.name,
                (self.department_id.name, f"共 {len(self.line_ids)} 件"),
            ),
            job.profile_id._sheet("label"),
        )
