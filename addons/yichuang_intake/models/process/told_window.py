from odoo import api, models


class ToldWindow(models.AbstractModel):
    """Something that people were told they may answer until a day.

    When the calendar changes the window gets longer, never shorter: whoever was told
    of a day relies on it.

    Class option: ``_window_field``, the last day of it.
    """

    _name = "yichuang.told.window"
    _description = "Window of whoever was told"

    _window_field = None

    def _window(self, told_on, workdays):
        """The fields of the window of one who is told on this day, as values."""
        raise NotImplementedError

    @api.model
    def _rederive_windows(self, first):
        """Derive the open windows that end on or after a changed day anew.

        :param first: the first day that changed
        """
        workdays = self.env["yichuang.calendar.day"]._workdays()
        last = self._window_field
        # Whoever keeps the calendar need not see what waits.
        for told in self.sudo().search([("state", "=", "told"), (last, ">=", first)]):
            window = told._window(told.told_on, workdays)
            window[last] = max(window[last], told[last])
            if any(told[name] != value for name, value in window.items()):
                told._write_guarded(window)
