import base64
import hashlib
import io
import json
from pathlib import Path

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools import pdf_page

from ..models.figures.figure_dashboard import ONE_DAY, TABLE_COUNTERS, TABLE_FIGURES
from ..models.figures.figure_work import WORK_RATIOS
from ..tools import figure_book
from ..tools.figures import RATIOS

STYLE = Path(__file__).parents[1] / "tools" / "figure_page.css"
WINDOW_COUNTERS = ("received", "work_points", "tickets", "served")


class FigureReport(models.TransientModel):
    """The report of a month (统计月报), as a workbook with charts or as a PDF.

    Its numbers are the dashboard's, read under the rights of whoever asks for it; their
    SHA-256 stands on it and in the event log, so that a sheet can be told from a forged
    one.
    """

    _name = "yichuang.figure.report"
    _description = "Report of figures"

    first_on = fields.Date(
        "From",
        required=True,
        default=lambda self: self._last_month()[0],
        help="报告期起",
    )
    last_on = fields.Date(
        "To",
        required=True,
        default=lambda self: self._last_month()[1],
        help="报告期止",
    )
    department_id = fields.Many2one(
        "yichuang.department", "Organ", help="Empty for the whole hall."
    )
    content = fields.Binary("File", readonly=True, attachment=False)

    @api.model
    def _last_month(self):
        figures = self.env["yichuang.figure.day"]
        return figures._month(figures._today().replace(day=1) - ONE_DAY)

    def action_before(self):
        """Go a month back."""
        return self._go(-1)

    def action_after(self):
        """Go a month on."""
        return self._go(1)

    def _go(self, months):
        self.ensure_one()
        month = self.first_on + relativedelta(months=months)
        first, last = self.env["yichuang.figure.day"]._month(month)
        self.write({"first_on": first, "last_on": last, "content": False})
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Report of Figures"),
            "res_model": self._name,
            "res_id": self.id,
            "views": [(False, "form")],
            "target": "new",
        }

    def action_workbook(self):
        """Write the workbook and hand it over."""
        file = io.BytesIO()
        figure_book.write(file, self._report())
        return self._hand_over(file.getvalue(), "xlsx")

    def action_pdf(self):
        """Print the report and hand it over."""
        html = self.env["ir.qweb"]._render(
            "yichuang_intake.figure_report_page",
            {"report": self._report(), "shown": self._shown},
        )
        try:
            data = pdf_page.render(str(html), STYLE.read_text(encoding="utf-8"))
        except pdf_page.RenderError as error:
            words = self.env["yichuang.rendered.file"]._worded(error.code, error.facts)
            raise UserError(words) from error
        return self._hand_over(data, "pdf")

    def _hand_over(self, data, kind):
        self.content = base64.b64encode(data)
        name = f"figures-{self.first_on:%Y%m%d}-{self.last_on:%Y%m%d}.{kind}"
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/content"
            f"?download=true&filename={name}",
            "target": "download",
        }

    def _numbers(self):
        """The dashboard's data of this period."""
        self.ensure_one()
        filters = {"first": self.first_on, "last": self.last_on}
        if self.department_id:
            filters["department_id"] = self.department_id.id
        return self.env["yichuang.figure.day"]._read_report(filters)

    def _report(self):
        """What is on the report, and its digest, which is entered in the event log."""
        numbers = self._numbers()
        text = json.dumps(numbers, sort_keys=True, ensure_ascii=False)
        digest = hashlib.sha256(text.encode()).hexdigest()
        self.env["yichuang.event"]._append(
            [
                (
                    self.env.company,
                    "report_figures",
                    {
                        "first": str(self.first_on),
                        "last": str(self.last_on),
                        "department": self.department_id.id,
                        "sha256": digest,
                    },
                )
            ]
        )
        env = self.env
        label = env["yichuang.figure.day"]._label
        whole_hall = env._("the whole hall")
        facts = [
            (env._("Hall"), env.company.name),
            (env._("Organ"), self.department_id.name or whole_hall),
            (env._("Days Reported"), f"{self.first_on} – {self.last_on}"),
            (env._("Compared With"), " – ".join(numbers["compared"])),
            (env._("Counted At"), numbers["as_of"] or ""),
            ("SHA-256", digest),
        ]
        return {
            "title": env._("Report of Figures"),
            "facts": facts,
            "digest": digest,
            "sheets": [
                self._sheet_of_figures(numbers, label),
                self._sheet_of_counters(numbers, label),
                self._sheet_of_trend(numbers, label),
                self._sheet_of_groups(
                    numbers, "organs", env._("By organ"), env._("Organ")
                ),
                self._sheet_of_groups(
                    numbers, "services", env._("By service"), env._("Service")
                ),
                self._sheet_of_groups(
                    numbers, "levels", env._("By level"), env._("Level")
                ),
                self._sheet_of_windows(numbers, label),
            ],
        }

    def _sheet_of_figures(self, numbers, label):
        env = self.env
        sign = env["yichuang.figure.day"]._sign
        ratios = [
            [
                label(name),
                found["value"],
                self._in_minutes(found["above"], RATIOS[name].above),
                self._in_minutes(found["below"], RATIOS[name].below),
                found["before"],
                found["target"],
                sign(name)["unit"],
            ]
            for name, found in numbers["figures"].items()
        ]
        others = [
            [
                label(name),
                one["value"],
                None,
                one.get("n"),
                numbers["others_before"].get(name, {}).get("value"),
                None,
                sign(name)["unit"],
            ]
            for name, one in numbers["others"].items()
        ]
        return {
            "name": env._("Key Figures"),
            "head": [
                env._("Figure"),
                env._("Value"),
                env._("Part"),
                env._("Whole"),
                env._("Period before"),
                env._("Target"),
            ],
            "units": ["text", 6, "count", "count", 6, 6, "hidden"],
            "rows": [*ratios, *others],
        }

    def _sheet_of_counters(self, numbers, label):
        env = self.env
        stock = numbers["balance"]
        rows = [
            [env._("In hand before"), stock["opening"], None],
            [env._("+ accepted in this time"), stock["accepted"], None],
            [env._("− finished in this time"), stock["finished"], None],
            [env._("= in hand after"), stock["closing"], None],
        ]
        rows += [
            [label(name), value, numbers["before"][name]]
            for name, value in numbers["counters"].items()
        ]
        return {
            "name": env._("Numbers of the Time"),
            "head": [
                env._("What Is Counted"),
                env._("How Many"),
                env._("Period before"),
            ],
            "units": ["text", "count", "count"],
            "rows": rows,
        }

    @api.model
    def _in_minutes(self, number, names):
        """A sum of seconds in minutes: nobody reads seconds."""
        if any(name.endswith("_seconds") for name in names):
            return round(number / 60)
        return number

    def _sheet_of_trend(self, numbers, label):
        env = self.env
        return {
            "name": env._("Over time"),
            "head": [
                env._("Day or month"),
                label("accepted"),
                label("decided"),
                label("in_promise_rate"),
            ],
            "units": ["text", "count", "count", "percent"],
            "rows": [
                [
                    row["label"],
                    row["accepted"],
                    row["decided"],
                    row["in_promise_rate"],
                ]
                for row in numbers["trend"]
            ],
            "chart": {
                "kind": "column",
                "title": env._("Accepted and decided"),
                "columns": [1, 2],
            },
        }

    def _sheet_of_groups(self, numbers, by, name, first):
        rows, whole = numbers[by], numbers["whole"]
        label = self.env["yichuang.figure.day"]._label
        units = [
            "mean" if RATIOS[one].kind == "mean" else "percent" for one in TABLE_FIGURES
        ]
        return {
            "name": name,
            "head": [first, *(label(one) for one in (*TABLE_COUNTERS, *TABLE_FIGURES))],
            "units": ["text", "count", "count", "count", *units],
            "rows": [
                [row["name"], *(row[one] for one in (*TABLE_COUNTERS, *TABLE_FIGURES))]
                for row in rows
            ],
            "total": [
                self.env._("Total"),
                *(whole[one] for one in (*TABLE_COUNTERS, *TABLE_FIGURES)),
            ],
            "chart": {"kind": "bar", "title": name, "columns": [3]},
        }

    def _sheet_of_windows(self, numbers, label):
        """窗口工作量: what each window did."""
        rows = numbers["windows"]
        counted = (*WINDOW_COUNTERS, "serve_minutes")
        return {
            "name": self.env._("By window"),
            "head": [
                self.env._("Window"),
                *(label(one) for one in WINDOW_COUNTERS),
                self.env._("Minutes at work"),
                *(label(one) for one in WORK_RATIOS),
            ],
            "units": [
                "text",
                *["count"] * (len(WINDOW_COUNTERS) + 1),
                "mean",
                "percent",
            ],
            "rows": [
                [
                    row["name"],
                    *(row[one] for one in (*counted, *WORK_RATIOS)),
                ]
                for row in rows
            ],
            "total": [
                self.env._("Total"),
                *(sum(row[one] for row in rows) for one in counted),
                *(numbers["figures"][one]["value"] for one in WORK_RATIOS),
            ],
            "chart": {
                "kind": "bar",
                "title": self.env._("Work of the windows"),
                "columns": [1, 2],
            },
        }

    @api.model
    def _shown(self, value, unit):
        """A cell of the printed report."""
        if value is None:
            return "—"
        if isinstance(value, str):
            return value
        if unit == "count":
            return f"{value:,}"
        return f"{value:.2f}" if unit == "mean" else f"{value:.1f} %"
