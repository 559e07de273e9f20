from hashlib import sha256

from babel.dates import format_skeleton

from odoo import Command, api, fields, models
from odoo.exceptions import UserError
from odoo.tools.misc import babel_locale_parse, get_lang

from ..tools.holiday_notice import read_notice, statutory_days
from .calendar_import_sentences import PROBLEMS

DAY_FORMAT = "MMMEd"  # 2月14日周六, Sat, Feb 14


class CalendarImport(models.TransientModel):
    """Take the State Council's next notice on rest days into the calendar.

    The text is pasted and read; a preview shows what was understood, beside what
    the notice says of itself. It can be imported only when everything agrees, for
    every deadline of the year will be counted by it.
    """

    _name = "yichuang.calendar.import"
    _description = "Import of a notice on rest days"

    text = fields.Text("Text of the Notice", required=True)
    state = fields.Selection(
        [("text", "Text"), ("preview", "Preview")], default="text", readonly=True
    )
    digest = fields.Char(readonly=True, help="Of the text that was previewed.")

    # What was read
    year = fields.Integer(readonly=True)
    number = fields.Char(readonly=True, help="文号")
    issued_on = fields.Date(readonly=True)
    statutory = fields.Integer(
        "Statutory Holidays",
        help="Days off by law in that year (全国年节及纪念日放假办法, Art. 2: 13 since "
        "2025). The weekdays off, less the make-up days, must come to this number.",
    )
    line_ids = fields.One2many("yichuang.calendar.import.line", "import_id", "Preview")
    problems = fields.Text(readonly=True)
    unchecked = fields.Boolean(readonly=True)
    worked_count = fields.Integer("Working Days", readonly=True)
    changed_days = fields.Text("Days That Change", readonly=True)

    # When the year has been announced already
    former_id = fields.Many2one("yichuang.calendar.notice", readonly=True)
    replace = fields.Boolean("Replace the notice in force")
    reason = fields.Char("Reason for Replacing")

    def action_read(self):
        """Read the text and show what was understood."""
        self.ensure_one()
        self.check_access("write")
        reading = read_notice(self.text or "")
        if self.year != reading.year:
            self.statutory = statutory_days(reading.year) if reading.year else 0
        elif self.statutory:
            reading = self._reading()
        self.write(
            {
                "state": "preview",
                "digest": self._text_digest(),
                "year": reading.year,
                "number": reading.number,
                "issued_on": reading.issued_on,
                "line_ids": [
                    Command.clear(),
                    *(Command.create(line) for line in self._preview_lines(reading)),
                ],
                "problems": self._sentences(reading, ""),
                "unchecked": any(holiday.unchecked for holiday in reading.holidays),
                "former_id": self.env["yichuang.calendar.notice"]
                ._in_force(reading.year)
                .id,
                **self._preview_effect(reading),
            }
        )
        return self._reopen()

    def action_edit(self):
        """Go back to the text."""
        self.ensure_one()
        self.check_access("write")
        self.state = "text"
        return self._reopen()

    def action_import(self):
        """Put the notice into force."""
        self.ensure_one()
        self.check_access("write")
        if self.state != "preview" or self.digest != self._text_digest():
            raise UserError(
                self.env._("The text was changed. Read it again and check the preview.")
            )
        reading = self._reading()
        if reading.problems:
            raise UserError(
                self.env._(
                    "The notice cannot be imported: it contradicts itself, or was not "
                    "pasted whole. Compare the text with the published notice."
                )
            )
        if not self.replace:
            self.reason = False
        notice = (
            self.env["yichuang.calendar.notice"]
            .sudo()
            ._announce(
                {
                    "title": self._title(reading),
                    "number": reading.number,
                    "year": reading.year,
                    "issued_on": reading.issued_on,
                    "text": self.text,
                },
                reading.days(),
                self.reason,
            )
        )
        return {
            "type": "ir.actions.act_window",
            "res_model": notice._name,
            "res_id": notice.id,
            "view_mode": "form",
        }

    def _reading(self):
        return read_notice(self.text or "", statutory=self.statutory or None)

    def _text_digest(self):
        return sha256(f"{self.statutory}\n{self.text}".encode()).hexdigest()

    @api.model
    def _title(self, reading):
        return f"国务院办公厅关于{reading.year}年部分节假日安排的通知"

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Import a Notice"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
        }

    def _preview_lines(self, reading):
        """One line per holiday of the notice, and per holiday that is missing."""
        lines = [
            {
                "name": holiday.name,
                "rest": self._day_list(holiday.off),
                "rest_count": len(holiday.off),
                "stated_count": holiday.stated,
                "makeup": self._day_list(holiday.makeup),
                "problems": self._sentences(reading, holiday.name),
            }
            for holiday in reading.holidays
        ]
        read = {line["name"] for line in lines}
        missing = {
            problem.holiday
            for problem in reading.problems
            if problem.holiday and problem.holiday not in read
        }
        return lines + [
            {"name": name, "problems": self._sentences(reading, name)}
            for name in sorted(missing)
        ]

    def _preview_effect(self, reading):
        """Working days of the year, and announced days that would change."""
        if reading.problems or not reading.year:
            return {"worked_count": 0, "changed_days": False}
        notice = self.env["yichuang.calendar.notice"].new({"year": reading.year})
        arrangement = notice._all_days(reading.days())
        days = self.env["yichuang.calendar.day"].search(
            [("date", "in", list(arrangement))]
        )
        changed = [
            self.env._("%(day)s becomes a working day", day=self._day(day.date))
            if arrangement[day.date][0]
            else self.env._("%(day)s becomes a day of rest", day=self._day(day.date))
            for day in days
            if day.announced != arrangement[day.date][0]
        ]
        return {
            "worked_count": sum(
                worked
                for day, (worked, _name) in arrangement.items()
                if day.year == reading.year
            ),
            "changed_days": "\n".join(changed),
        }

    def _sentences(self, reading, holiday):
        """The problems of one paragraph, or of the whole, one sentence per line."""
        return "\n".join(
            str(PROBLEMS[problem.code])
            % {
                name: self._day(value) if hasattr(value, "isoformat") else value
                for name, value in problem.values.items()
            }
            for problem in reading.problems
            if problem.holiday == holiday
        )

    def _day_list(self, days):
        """Days in words, runs of them as “first – last”."""
        runs = []
        for day in sorted(set(days)):
            if runs and (day - runs[-1][1]).days == 1:
                runs[-1][1] = day
            else:
                runs.append([day, day])
        return "; ".join(" – ".join(dict.fromkeys(map(self._day, run))) for run in runs)

    def _day(self, day):
        locale = babel_locale_parse(get_lang(self.env).code)
        return format_skeleton(DAY_FORMAT, day, locale=locale)
