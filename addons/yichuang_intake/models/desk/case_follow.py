from odoo import models


class Case(models.Model):
    """What comes next, told to the applicant; no person, no opinion, no identity."""

    _inherit = "yichuang.case"

    def _progress_states(self):
        """An online application begins with its submission."""
        steps = super()._progress_states()
        if len(self) == 1 and self.channel == "online":
            steps = ((("submitted",), "submitted_on"), *steps)
        return steps

    def _next_words(self):
        """The next step and whose turn it is, in a sentence; empty at the end."""
        self.ensure_one()
        if self.state == "supplement":
            if self._wanted_online():
                return self.env._(
                    "Your turn: hand in what is missing by %(date)s, all of it.",
                    date=self._date_words(self.supplement_due_on),
                )
            return self.env._(
                "All supplements are in. The organ accepts the application next."
            )
        return {
            "draft": self.env._("Your turn: finish the application and submit it."),
            "submitted": self.env._(
                "The hall looks at your application by %(date)s: it gives you a "
                "receipt, or tells you what to change.",
                date=self._date_words(self.precheck_due_on),
            ),
            "received": self.env._(
                "The organ says whether it accepts the application, or tells you at "
                "once everything that is missing."
            ),
            "accepted": self.env._("The organ reviews the application next."),
            "reviewing": self.env._("The organ decides next."),
            "decided": self.env._(
                "The organ has decided. The result is made out next."
            ),
        }.get(self.state, "")

    def _missing_names(self):
        """Names of the materials the applicant still owes, for the public page."""
        self.ensure_one()
        if self.state == "supplement":
            return self._wanted_online().mapped("name")
        return self._owing().mapped("name")
