from odoo import fields, models
from odoo.exceptions import UserError


class Case(models.Model):
    """Supplements sent in online by the applicant."""

    _inherit = "yichuang.case"

    def _wanted_online(self):
        """Materials for which the applicant may send in files now: what the notice
        names and was not handed in; before a notice, what is missing.

        For the pages of the applicant, whose right to the case was checked.
        """
        self.ensure_one()
        if self.state == "supplement":
            return self.supplement_ids.filtered(
                lambda line: not line.handed_in_on
            ).material_id
        if self.state == "received":
            return self.material_ids._lacking()
        return self.env["yichuang.case.material"]

    def _take_sent_in(self, materials):
        """Note that files came for these materials; a supplement counts as handed in
        from now, provided the window finds it in due form."""
        self.ensure_one()
        now = fields.Datetime.now()
        self.supplement_ids.filtered(
            lambda line: line.material_id in materials and not line.handed_in_on
        ).write({"sent_in_on": now, "sent_in_fault": False})
        self._log_event("send_in_files", {"materials": materials.mapped("name")})

    def _check_supplements_failed(self, still_open):
        """What was sent in online in time is looked at before anybody is refused."""
        unseen = still_open.filtered(
            lambda line: line.sent_in_on and not line.handed_in_on
        )
        if unseen:
            raise UserError(
                self.env._(
                    "The applicant of %(case)s sent in %(materials)s online, and "
                    "nobody has looked at it. Take it in, or say what is not in order.",
                    case=self.display_name,
                    materials=", ".join(unseen.mapped("name")),
                )
            )
        return super()._check_supplements_failed(still_open)


class CaseSupplement(models.Model):
    """A supplement that came online waits for the window to look at it, and loses no
    time by that: it counts from the moment it was sent in."""

    _inherit = "yichuang.case.supplement"

    sent_in_on = fields.Datetime("Sent In Online", readonly=True, help="网上补正时间")
    sent_in_fault = fields.Char(
        "Not in Order Because", readonly=True, help="网上补正材料不符合要求的原因"
    )

    def action_hand_in(self):
        """Take these in; what came online counts from when it came."""
        online = self.filtered(lambda line: line.sent_in_on and not line.handed_in_on)
        result = super().action_hand_in()
        for line in online:
            # People may not write the lines of a notice; the right was checked above.
            line.sudo().handed_in_on = line.sent_in_on
        return result

    def action_send_back(self):
        """Ask what is not in order with what was sent in."""
        self.ensure_one()
        return self.case_id._open_wizard(
            "yichuang.case.send.back",
            self.env._("Not in Order"),
            supplement_id=self.id,
        )

    def _send_back(self, reason):
        """What was sent in online is not in due form: the applicant sends it again
        while there is time."""
        self.ensure_one()
        self.case_id.check_access("write")
        if self.handed_in_on or not self.sent_in_on:
            raise UserError(
                self.env._("Nothing that was sent in waits to be looked at here.")
            )
        # People may not write the lines of a notice; the right to the case was checked.
        self.sudo().write({"sent_in_on": False, "sent_in_fault": reason})
        self.case_id._log_event(
            "send_back_files", {"material": self.name, "reason": reason}
        )
