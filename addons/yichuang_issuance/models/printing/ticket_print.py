from odoo import models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.workdays import hall_moment

from ...tools import print_page


class Ticket(models.Model):
    """The slip of a number, for whoever took it at the guide desk (取号小票)."""

    _inherit = "yichuang.ticket"

    def action_print_slip(self):
        """Print the slip of a number."""
        return self.env["yichuang.print.job"]._request("ticket_slip", self)

    def _print_ticket_slip(self, job):
        self.ensure_one()
        if self.state not in ("waiting", "called"):
            raise UserError(
                self.env._(
                    "%(number)s is no longer in the queue. Take a new number.",
                    number=self.number,
                )
            )
        # Whoever gives the number away on paper gives its page with it; the screen
        # shows the address to nobody.
        token = self.sudo().token
        waiting = self._ahead() if self.state == "waiting" else None
        return print_page.slip(
            print_page.Slip(
                self.company_id.name,
                f"{self.number} 号",
                self.number,
                (
                    ("服务区", self.zone_id.name),
                    ("部门", self.department_id.name or ""),
                    ("前面等候", "" if waiting is None else f"{waiting} 人"),
                    ("取号时间", f"{hall_moment(self.taken_on):%Y-%m-%d %H:%M}"),
                ),
                f"{self.get_base_url()}/queue/ticket/{token}",
                "扫码查看叫号进度。听到叫号请到窗口办理，当日有效。",
            ),
            job.profile_id._sheet("slip"),
        )
