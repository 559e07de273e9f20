from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.yichuang_catalog.tools.workdays import hall_day_start

from .figure_refresh import GRAIN, ONE_DAY
from .measures import MEASURES, MOMENTS

# Who sees the figures of the whole hall, of an organ, of the own work: as the record
# rules of the rollup have it.
HALL = (
    "yichuang_intake.group_statistician",
    "yichuang_catalog.group_manager",
    "yichuang_catalog.group_supervisor",
    "yichuang_catalog.group_approver",
)
ORGAN = ("yichuang_intake.group_reviewer", "yichuang_intake.group_decider")
OWN = "yichuang_intake.group_clerk"
DIMENSIONS = [name for name in GRAIN if name.endswith("_id")]


class FigureDay(models.Model):
    """From a number to the rows it counts.

    What the rows are looked up by is built from the same table of measures that the
    rollup is filled by; people see those of them that their own rights let them see,
    and of these no others than their figures count.
    """

    _inherit = "yichuang.figure.day"

    @api.model
    def _drill(self, measure, first, last, filters, without=None):
        """Model and domain of the raw rows behind a counter.

        :param first: first and ``last`` day, both included
        :param filters: value by dimension; ``False`` asks for rows that have none
        """
        counted = MEASURES[measure]
        moment = MOMENTS[counted.moment]
        rows = f"{measure} -{without}" if without else measure
        domain = Domain("counted_as", "=", rows)
        if self.env[moment.model]._fields[moment.field].type == "date":
            domain &= Domain(moment.field, ">=", first)
            domain &= Domain(moment.field, "<=", last)
        else:
            domain &= Domain(moment.field, ">=", hall_day_start(first))
            domain &= Domain(moment.field, "<", hall_day_start(last + ONE_DAY))
        paths = {**dict(moment.paths), "user_id": moment.who_field}
        domain &= self._counted_for_me(paths)
        for name, value in filters.items():
            path = paths.get(name)
            if path:
                mine = Domain(path, "=", value)
                if "." in path and not value:
                    mine |= Domain(path.partition(".")[0], "=", False)
                domain &= mine
            elif value:
                domain &= Domain.FALSE  # rows of this kind have no such thing
        return moment.model, domain

    @api.model
    def _sees(self):
        """Whose figures this person sees beside others': ``organ`` and ``own``; of who
        sees the whole hall nothing is to be left out."""
        user = self.env.user
        if self.env.su or any(user.has_group(group) for group in HALL):
            return set()
        sees = {"organ"} if any(user.has_group(group) for group in ORGAN) else set()
        return sees | ({"own"} if user.has_group(OWN) else set())

    @api.model
    def _counted_for_me(self, paths):
        """The raw rows that this person's figures count, by the fields they have."""
        sees, mine = self._sees(), Domain.FALSE
        if not sees:
            return Domain.TRUE
        if "organ" in sees:
            mine |= Domain(f"{paths['department_id']}.member_ids", "in", self.env.uid)
        if "own" in sees and paths.get("user_id"):
            mine |= Domain(paths["user_id"], "=", self.env.uid)
        return mine

    def action_open_rows(self):
        """Open the rows that a counter of this line counts; the context says which."""
        self.ensure_one()
        self.check_access("read")
        filters = {"level": self.level}
        for name in DIMENSIONS:
            filters[name] = self[name].id
        return self._open_drill(
            self.env.context.get("measure"), self.day, self.day, filters
        )

    @api.model
    def _open_drill(self, measure, first, last, filters, without=None):
        """The list of what a counter counts, ``without`` what another one counts."""
        if not {measure, without or measure} <= MEASURES.keys():
            raise UserError(self.env._("There is no such counter. Reload the page."))
        model, domain = self._drill(measure, first, last, filters, without)
        name = self._fields[measure]._description_string(self.env)
        if without:
            name = self.env._(
                "%(counted)s, but not: %(left_out)s",
                counted=name,
                left_out=self._fields[without]._description_string(self.env),
            )
        self.env[model].check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": name,
            "res_model": model,
            "views": [(False, "list"), (False, "form")],
            "domain": list(domain),
            "context": {"create": False},
        }

    @api.model
    def _day(self, value):
        """A day that a client sent.

        :raises UserError: it is none
        """
        try:
            day = fields.Date.to_date(value)
        except (TypeError, ValueError):
            day = None
        if not day:
            raise UserError(
                self.env._("Choose the first and the last day of the period.")
            )
        return day
