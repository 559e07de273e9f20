import json

from dateutil.relativedelta import relativedelta

from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools.money import fen_text


class Notice(models.Model):
    """Selection in turn (顺序轮候): small services of one kind go round a ring.

    The first such notice of a service is drawn, and the order of its draw is the ring:
    the following ones go to whoever is next in it and signed up. After a year (a
    setting) the next notice is drawn again, so that newcomers find their place.
    """

    _inherit = "yichuang.market.notice"

    ring_id = fields.Many2one(
        "yichuang.market.selection",
        readonly=True,
        copy=False,
        index="btree_not_null",
        ondelete="restrict",
        help="轮候名册: the selection whose draw put the ring in order; empty where "
        "this notice draws it.",
    )

    _guarded_fields = frozenset({"ring_id"})
    _added_guards = {
        "submit": ("_guard_rotation",),
        "publish": ("_guard_rotation", "_guard_one_ring"),
    }

    def _guard_rotation(self, _vals):
        for notice in self.filtered(lambda notice: notice.mode == "rotation"):
            limit = notice.company_id.market_rotation_limit * 100
            if notice.amount_fen > limit:
                raise UserError(
                    self.env._(
                        "Work is given in turn up to %(limit)s yuan only: it is for "
                        "small services of one kind. Choose another way.",
                        limit=fen_text(limit),
                    )
                )
            if notice.commission_type == "department":
                raise UserError(
                    self.env._(
                        "What the deciding organ needs for its own review is selected "
                        "competitively, never in turn (优化营商环境条例 Art. 43)."
                    )
                )

    def _guard_one_ring(self, _vals):
        """While the ring of a service is being drawn, no other notice draws one."""
        # Rings are the hall's, whoever publishes in it.
        for notice in self.sudo().filtered(lambda notice: notice.mode == "rotation"):
            if notice._ring_in_force():
                continue
            drawing = self.sudo().search(
                [
                    ("mode", "=", "rotation"),
                    ("service_id", "=", notice.service_id.id),
                    ("company_id", "=", notice.company_id.id),
                    ("state", "in", ("published", "closed")),
                    ("ring_id", "=", False),
                    ("id", "!=", notice.id),
                ],
                limit=1,
            )
            if drawing:
                raise UserError(
                    self.env._(
                        "The ring of “%(service)s” is being drawn by %(number)s. "
                        "Publish this notice when it is decided.",
                        service=notice.service_id.name,
                        number=drawing.number,
                    )
                )

    def _ring_in_force(self):
        """The selection whose draw is the ring of this service today."""
        self.ensure_one()
        since = self._now() - relativedelta(months=self.company_id.market_ring_months)
        # Rings are public, whoever prepares the notice.
        return (
            self.env["yichuang.market.selection"]
            .sudo()
            .search(
                [
                    ("mode", "=", "rotation"),
                    ("state", "=", "published"),
                    ("notice_id.ring_id", "=", False),
                    ("notice_id.service_id", "=", self.service_id.id),
                    ("company_id", "=", self.company_id.id),
                    ("decided_on", ">=", since),
                ],
                order="decided_on desc, id desc",
                limit=1,
            )
        )

    def _values_submit(self, vals):
        self._join_ring()
        return super()._values_submit(vals)

    def _values_publish(self, vals):
        self._join_ring()
        return super()._values_publish(vals)

    def _join_ring(self):
        # The ring is another notice, which the owner may not read.
        for notice in self.sudo():
            if notice.mode != "rotation" and not notice.ring_id:
                continue
            ring = notice.mode == "rotation" and notice._ring_in_force()
            notice._write_guarded({"ring_id": ring and ring.id})

    def _ring_names(self):
        """USCC in the order of the ring; none where the ring is still to be drawn."""
        self.ensure_one()
        # The order of a ring is published; so for the next ones.
        ring = self.sudo().ring_id
        return json.loads(ring.result)["order"] if ring else []

    def _ring_agencies(self):
        """The agencies of the ring, in its order."""
        self.ensure_one()
        names = self._ring_names()
        # Agencies of the published order, for readers without rights on them.
        found = self.env["yichuang.market.agency"].sudo()
        return found.search([("uscc", "in", names)]).sorted(
            lambda agency: names.index(agency.uscc)
        )

    def _ring_renewed_on(self):
        """From which day on the next notice draws the ring anew."""
        self.ensure_one()
        # Published with the ring.
        ring = self.sudo().ring_id
        months = relativedelta(months=self.company_id.market_ring_months)
        return ring and hall_date(ring.decided_on + months)

    def _ring_content(self):
        """What the frozen notice says of its ring."""
        self.ensure_one()
        # Published with the notice that drew it.
        ring = self.sudo().ring_id
        if not ring:
            return None
        return {
            "notice": ring.notice_id.number,
            "round": ring.round,
            "result_sha256": ring.result_sha256,
            "order": self._ring_names(),
        }

    def _ring_turns(self):
        """The turns given in this ring so far, the first by the draw itself; those
        annulled do not count."""
        self.ensure_one()
        # Notices of other owners in the same ring; their outcome is published.
        ring = self.sudo().ring_id
        return ring.search(
            [
                ("state", "=", "published"),
                "|",
                ("id", "=", ring.id),
                ("notice_id.ring_id", "=", ring.id),
            ],
            order="decided_on, id",
        )

    def _turn_inputs(self):
        """Whose turn it was last, and how that came."""
        self.ensure_one()
        turns = self._ring_turns() if self.ring_id else self.ring_id
        return {
            "turns": [
                {"notice": turn.notice_id.number, "uscc": turn.winner_id.uscc}
                for turn in turns
            ],
            "last": turns[-1:].winner_id.uscc or None,
        }

    def _take_turn(self):
        """Count a turn on the ring's own row: of two selections at one moment, the
        second has to begin anew and then sees whose turn the first one took."""
        self.ensure_one()
        # Only the row is touched, by the step that decides.
        ring = self.sudo().ring_id
        if ring:
            ring._write_guarded({"turn_count": ring.turn_count + 1})

    def _turn_text(self):
        """Why it won, in words."""
        self.ensure_one()
        if not self.ring_id:
            return self.env._(
                "Place 1 of the draw that puts the ring in order; the others have "
                "their turn after it."
            )
        last = self._ring_turns()[-1:]
        return self.env._(
            "Next in the ring drawn by %(ring)s that signed up, behind %(last)s, which "
            "had its turn in %(number)s.",
            ring=self.ring_id.notice_id.number,
            last=last.winner_id.name,
            number=last.notice_id.number,
        )
