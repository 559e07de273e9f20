from odoo import api, fields, models

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools import benchmark
from ...tools.money import fen_text


class Service(models.Model):
    """What a service usually costs and takes, from the contracts of the last two years
    (参考价与参考工期). A reference only: prices are left to the parties."""

    _inherit = "yichuang.market.service"

    benchmark = fields.Text(
        "Usual Fee and Time",
        compute="_compute_benchmark",
        help="参考价与参考工期: quartiles of the last two years, a reference only.",
    )

    @api.depends_context("lang")
    def _compute_benchmark(self):
        found = self._benchmark()
        for service in self:
            service.benchmark = service._benchmark_words(
                found.get(service._origin.id or service.id, {"n": 0, "fee": None})
            )

    def _benchmark_words(self, found):
        """The quartiles in two lines; why there are none, where there are too few."""
        if not found["fee"]:
            return self.env._(
                "%(n)s finished contracts in two years: too few to say.", n=found["n"]
            )
        fee, days = found["fee"], found["days"]
        return self.env._(
            "Fee: %(p25)s / %(p50)s / %(p75)s yuan (a quarter, half, three quarters "
            "of %(n)s contracts)\nTime: %(d25)s / %(d50)s / %(d75)s working days",
            p25=fen_text(fee.p25),
            p50=fen_text(fee.p50),
            p75=fen_text(fee.p75),
            n=found["n"],
            d25=days.p25,
            d50=days.p50,
            d75=days.p75,
        )

    def _benchmark(self):
        """Quartiles of fee and working days by service.

        :return: by id a dict with ``n`` and, of five contracts and more, ``fee``
            (in fen) and ``days``, each as :class:`benchmark.Quartiles`, and ``floor``,
            the fee that a twentieth does not exceed
        """
        since = fields.Date.subtract(hall_date(), months=benchmark.MONTHS)
        # Figures without names, of all halls' contracts; nobody's contract is told.
        contracts = (
            self.env["yichuang.market.contract"]
            .sudo()
            .search_fetch(
                [
                    ("service_id", "in", self.ids),
                    ("state", "in", ("accepted", "closed")),
                    ("accepted_on", ">=", since),
                ],
                ["service_id", "amount_fen"],
            )
        )
        worked = dict(
            self.env["yichuang.market.clock.segment"]
            .sudo()
            ._read_group(
                [
                    ("contract_id", "in", contracts.ids),
                    ("party", "=", "agency"),
                ],
                ["contract_id"],
                ["days:sum"],
            )
        )
        found = {}
        for service in self:
            mine = contracts.filtered(lambda one, own=service: one.service_id == own)
            found[service.id] = {
                "n": len(mine),
                "floor": benchmark.floor(mine.mapped("amount_fen")),
                "fee": benchmark.quartiles(mine.mapped("amount_fen")),
                "days": benchmark.quartiles([worked.get(one, 0) for one in mine]),
            }
        return found
