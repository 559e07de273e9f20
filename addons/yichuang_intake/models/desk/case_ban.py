from odoo import models
from odoo.exceptions import UserError

BANNED = ("concealed", "deceit")
ARTICLES = {"concealed": "78", "deceit": "79"}


class Case(models.Model):
    """Bans are looked up when somebody applies (行政许可法 Art. 78, 79)."""

    _inherit = "yichuang.case"

    _added_guards = {
        "receive": ("_guard_not_banned",),
        "receive_online": ("_guard_not_banned",),
        "accept": ("_guard_not_banned",),
        "accept_deferred": ("_guard_not_banned", "_guard_credit"),
    }

    def _guard_not_banned(self, vals):
        bans = self._bans(BANNED)
        for case in self:
            item = case.service_id.sudo().item_id
            for ban in bans.get(case.id, ()):
                if ban.item_id == item:
                    raise UserError(
                        self.env._(
                            "%(applicant)s may not apply for %(item)s again until "
                            "%(date)s (行政许可法 Art. %(article)s; decision "
                            "%(decision)s of %(organ)s). Explain this, and that a new "
                            "application is possible after that day.",
                            applicant=case.applicant_name,
                            item=item.name,
                            date=case._date_words(ban.until_on),
                            article=ARTICLES[ban.ground],
                            decision=ban.decision_number,
                            organ=ban.department_id.name,
                        )
                    )
