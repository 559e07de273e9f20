from datetime import UTC, datetime

from odoo.exceptions import UserError
from odoo.http import request

from odoo.addons.yichuang_catalog.tools.workdays import HALL_ZONE

from ..tools.money import parse_fen

# Signs that a text of a notice may have; the forms say the same.
LONGEST = {"title": 200, "event_label": 60, "content": 50_000}


class Reading:
    """Reads what was typed into the form of a notice. What cannot be read is named by
    the field's own label, as the form shows it."""

    def _typed_text(self, form, name):
        text = (form.get(name) or "").strip()
        most = LONGEST.get(name)
        if most and len(text) > most:
            raise UserError(
                request.env._(
                    "“%(field)s” is too long: at most %(most)s characters.",
                    field=self._label_of(name),
                    most=most,
                )
            )
        return text

    def _typed_whole(self, form, name):
        text = (form.get(name) or "").strip()
        if not text.isdecimal() or len(text) > len("9999"):
            raise UserError(
                request.env._(
                    "“%(field)s” is a whole number; “%(text)s” is none.",
                    field=self._label_of(name),
                    text=text[:30],
                )
            )
        return int(text)

    def _typed_fen(self, form, name, field):
        text = (form.get(name) or "").strip()
        try:
            return parse_fen(text)
        except ValueError as error:
            raise UserError(
                request.env._(
                    "“%(field)s” is in yuan with at most two decimals, such as "
                    "12,345.60; “%(text)s” cannot be read.",
                    field=self._label_of(field),
                    text=text[:30],
                )
            ) from error

    def _typed_moment(self, form, name):
        try:
            local = datetime.fromisoformat(form.get(name) or "")
            moment = local.replace(tzinfo=HALL_ZONE).astimezone(UTC)
        except (ValueError, OverflowError) as error:
            raise UserError(
                request.env._(
                    "“%(field)s” needs day and time.", field=self._label_of(name)
                )
            ) from error
        return moment.replace(tzinfo=None)

    def _label_of(self, name):
        field = request.env["yichuang.market.notice"]._fields[name]
        return field._description_string(request.env)
