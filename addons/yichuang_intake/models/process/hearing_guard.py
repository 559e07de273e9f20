from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools.hearing import earliest_day


class HearingGuard(models.AbstractModel):
    """What the law asks at each step of a hearing (行政许可法 Art. 46–48)."""

    _name = "yichuang.hearing.guard"
    _description = "Rules of a hearing"

    def _guard_case_open(self, vals):
        for hearing in self:
            if hearing.case_id.state not in hearing.case_id._hearing_states():
                raise UserError(
                    self.env._(
                        "%(case)s is not being examined, so no hearing takes its "
                        "course on it.",
                        case=hearing.case_id.display_name,
                    )
                )
            hearing.case_id._guard_member({})

    def _guard_tell(self, vals):
        self._guard_case_open(vals)
        self._ask_for(("matter", "told_to"))

    def _guard_right(self, vals):
        for hearing in self:
            if hearing.kind == "public":
                raise UserError(
                    self.env._(
                        "This hearing is required by law or by a major public interest "
                        "(行政许可法 Art. 46); nobody can waive it. Schedule it."
                    )
                )

    def _guard_window(self, vals):
        self._guard_right(vals)
        for hearing in self:
            if hall_date() > hearing.request_until:
                raise UserError(
                    self.env._(
                        "The hearing could be requested until %(day)s (行政许可法 Art. "
                        "47). Record that it was not requested.",
                        day=hearing.request_until,
                    )
                )

    def _guard_lapse(self, vals):
        self._guard_right(vals)
        for hearing in self:
            if hall_date() <= hearing.request_until:
                raise UserError(
                    self.env._(
                        "The hearing may still be requested until %(day)s (行政许可法 "
                        "Art. 47).",
                        day=hearing.request_until,
                    )
                )

    def _guard_asked(self, vals):
        for hearing in self:
            if hearing.state == "told" and hearing.kind == "interest":
                raise UserError(
                    self.env._(
                        "Nobody has requested this hearing (行政许可法 Art. 47). "
                        "Record the request first."
                    )
                )

    def _guard_chair(self, vals):
        self._ask_for(("chair_id",))
        for hearing in self:
            if hearing.chair_id in hearing.case_id._handlers():
                raise UserError(
                    self.env._(
                        "%(chair)s handles %(case)s, and whoever examines an "
                        "application does not chair its hearing (行政许可法 Art. 48). "
                        "Name somebody else.",
                        chair=hearing.chair_id.name,
                        case=hearing.case_id.display_name,
                    )
                )

    def _guard_day(self, vals):
        self._ask_for(("held_at", "place"))
        workdays = self.env["yichuang.calendar.day"]._workdays()
        for hearing in self:
            first = earliest_day(hall_date(), workdays, hearing._unit()).date
            if hall_date(hearing.held_at) < first:
                raise UserError(
                    self.env._(
                        "Time and place are notified seven days before (行政许可法 "
                        "Art. 48): the hearing can be on %(day)s at the earliest.",
                        day=first,
                    )
                )

    def _guard_transcript(self, vals):
        self._ask_for(("transcript", "participant_ids"))
        for hearing in self:
            if hearing.held_at > fields.Datetime.now():
                raise UserError(
                    self.env._("The hearing is still to come. Record it afterwards.")
                )
            open_lines = hearing.participant_ids.filtered(
                lambda line: not line.signed and not line.unsigned_reason
            )
            if open_lines:
                raise UserError(
                    self.env._(
                        "The participants sign the transcript (行政许可法 Art. 48). "
                        "Missing, without a reason: %(names)s.",
                        names=", ".join(open_lines.mapped("name")),
                    )
                )

    def _guard_consider(self, vals):
        self._ask_for(("record_basis",))
        for hearing in self:
            hearing.case_id._guard_member({})
            hearing.case_id._guard_separation({})

    def _ask_for(self, names):
        for hearing in self:
            lacking = [
                self._fields[name]._description_string(self.env)
                for name in names
                if not hearing[name]
            ]
            if lacking:
                raise UserError(
                    self.env._(
                        "The hearing lacks something it must have (行政许可法 Art. "
                        "46–48). Fill in: %(fields)s.",
                        fields=", ".join(lacking),
                    )
                )
