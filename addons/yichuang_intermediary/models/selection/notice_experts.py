import secrets

from odoo import fields, models
from odoo.exceptions import UserError

from ...tools import draw as draw_tool
from .score_sheet import RATER


class Notice(models.Model):
    """The list of experts (评审专家名单), frozen when the notice is published.

    Whoever joins or leaves the pool afterwards changes nothing: the seed draws from
    the frozen list. Its hash is part of the notice; the list itself is published with
    the selection, so that nobody knows beforehand whom to speak to.
    """

    _inherit = "yichuang.market.notice"

    rater_pool = fields.Text(
        "Frozen List of Experts",
        readonly=True,
        copy=False,
        groups=fields.NO_ACCESS,
        help="One line an expert: the number of the account and a random salt, without "
        "which the hash would tell who is on it.",
    )
    _guarded_fields = frozenset({"rater_pool"})
    _added_guards = {"publish": ("_guard_enough_experts",)}

    def _guard_enough_experts(self, _vals):
        for notice in self.filtered(lambda notice: notice._method() == "composite"):
            experts = notice._pool_of_hall() - notice._handled_by()
            if len(experts) < notice.rater_count:
                raise UserError(
                    self.env._(
                        "%(found)s experts can be drawn, %(wanted)s are needed. The "
                        "list is frozen with the notice: give more people the role "
                        "first.",
                        found=len(experts),
                        wanted=notice.rater_count,
                    )
                )

    def _values_publish(self, vals):
        # Publication fixes the list; nobody who publishes may read it.
        for notice in self.sudo().filtered(lambda one: one._method() == "composite"):
            lines = (
                f"{_code(user)}\t{secrets.token_hex(16)}\n"
                for user in notice._pool_of_hall().sorted("id")
            )
            notice._write_guarded({"rater_pool": "".join(lines)})
        return super()._values_publish(vals)

    def _pool_of_hall(self):
        """The people with the role of an expert in this hall, today."""
        self.ensure_one()
        # Who has the role, for whoever may not read users.
        experts = self.env.ref(RATER).sudo().all_user_ids
        return experts.filtered(
            lambda user: user.active and self.company_id in user.company_ids
        )

    def _handled_by(self):
        """Those through whose hands the notice has passed."""
        # Compared with the list, never shown.
        notice = self.sudo()
        return (
            notice.author_id
            | notice.submitted_by_id
            | notice.reviewed_by_id
            | notice.published_by_id
        )

    def _experts_content(self):
        """What the frozen notice says of its list of experts."""
        self.ensure_one()
        # Its hash alone is said.
        pool = self.sudo().rater_pool or ""
        return {
            "number": len(pool.splitlines()),
            "sha256": draw_tool.sha256_hex(pool),
        }

    def _rater_order(self):
        """The experts of the frozen list in the order in which the seed draws them,
        without those who have a tie or have left."""
        self.ensure_one()
        # The list is nobody's to read before it is published.
        notice = self.sudo()
        codes = [line.split("\t")[0] for line in (notice.rater_pool or "").splitlines()]
        rows = [draw_tool.Candidate(code, "") for code in codes]
        drawn = draw_tool.draw_order(rows, bytes.fromhex(notice.draw_id.seed))
        by_code = {_code(user): user for user in notice._pool_of_hall()}
        firms = notice.signup_ids.agency_id.partner_id
        firms |= notice.owner_id.commercial_partner_id
        found = (by_code.get(row.uscc, notice.env["res.users"]) for row in drawn)
        return [
            user
            for user in found
            if user
            and user not in notice._handled_by()
            and user.commercial_partner_id not in firms
        ]

    def _rater_inputs(self):
        """The experts whose points count, by their codes on the frozen list."""
        sheets = self._live_sheets().sorted("place")
        return [_code(sheet.rater_id) for sheet in sheets]


def _code(user):
    return f"expert:{user.id:09d}"
