from odoo import api, fields, models
from odoo.exceptions import UserError


class Alert(models.Model):
    """That a letter arrived: the organ signs for it, at the latest with its answer."""

    _inherit = "yichuang.alert"

    letter_delivery_ids = fields.One2many(
        "yichuang.document.delivery",
        "alert_id",
        "Deliveries of Letters",
        readonly=True,
        help="督办函送达记录",
    )
    letter_open = fields.Boolean(
        "Letter Not Signed For",
        compute="_compute_letter_open",
        help="待签收: a letter is under way.",
    )

    @api.depends("document_ids.to_serve", "document_ids.served_on")
    def _compute_letter_open(self):
        for alert in self:
            # Whoever reads the card may know that a letter is under way.
            alert.letter_open = bool(alert.sudo()._letters_under_way())

    def _letters_under_way(self):
        """Letters on these cards that nobody has signed for."""
        return self.document_ids.filtered(
            lambda letter: letter.to_serve and not letter.served_on
        )

    def _letter_to_deliver(self):
        """The letter that is under way.

        :raises UserError: none is
        """
        self.ensure_one()
        self.check_access("read")
        # The right to the card was checked; its letters go with it.
        letter = self.sudo()._letters_under_way()[-1:]
        if not letter:
            raise UserError(self.env._("No letter on this card is under way."))
        return letter

    def action_sign_letter(self):
        """Sign for the letter, which was served by that."""
        letter = self._letter_to_deliver()
        self._sign_for(letter)
        return True

    def _sign_for(self, letters):
        """The one at work signs for these letters; the step asks whether they may."""
        deliveries = (
            self.env["yichuang.document.delivery"]
            # Written by this step alone, also for those who may create none.
            .sudo()
            .create(
                [
                    {
                        "document_id": letter.id,
                        "way": "electronic",
                        "address": self.env.user.login,
                        "recipient": self.env.user.name,
                        "served_on": fields.Datetime.now(),
                    }
                    for letter in letters
                ]
            )
        )
        deliveries._transition("sign")
        return deliveries

    def action_hand_over(self):
        """Ask how the letter was handed over on paper."""
        letter = self._letter_to_deliver()
        return self._dialog(
            "yichuang.alert.hand.over",
            self.env._("Delivery of the Letter"),
            alert_id=self.id,
            recipient=letter.addressee,
        )

    def _after_answer(self, vals):
        # Whoever answers a letter has it.
        self._sign_for(self.sudo()._letters_under_way())
        return super()._after_answer(vals)
