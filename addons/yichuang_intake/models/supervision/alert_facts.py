from odoo import api, fields, models


class Alert(models.Model):
    """The facts of a card in words: kept as they were found, read in the language of
    whoever looks."""

    _inherit = "yichuang.alert"

    facts_words = fields.Text(
        "What Was Found", compute="_compute_facts_words", help="监察内容"
    )

    @api.depends("facts")
    @api.depends_context("lang")
    def _compute_facts_words(self):
        labels = self._fact_labels()
        for alert in self:
            facts = alert.facts or {}
            # In the order of the labels: the database keeps none.
            names = sorted(facts, key=[*labels, *facts].index)
            alert.facts_words = "\n".join(
                self.env._(
                    "%(label)s: %(value)s",
                    label=labels.get(name, name),
                    value=alert._fact_value(name, facts[name]),
                )
                for name in names
                if facts[name] not in (None, "", False)
            )

    @api.model
    def _fact_labels(self):
        """What the facts of cards are called."""
        return {
            "due": self.env._("Last day"),
            "days": self.env._("Length"),
            "unit": self.env._("Counted in"),
            "stopped": self.env._("Done on"),
            "step": self.env._("Step"),
            "received": self.env._("Received"),
            "accepted": self.env._("Accepted"),
            "decided": self.env._("Decided"),
            "notices": self.env._("Notices given"),
            "numbers": self.env._("Numbers"),
            "number": self.env._("Number"),
            "from": self.env._("From"),
            "to": self.env._("To"),
            "until": self.env._("Open until"),
            "ground": self.env._("Ground"),
            "reason": self.env._("Reason"),
            "officers": self.env._("Officers"),
            "outcome": self.env._("Outcome"),
            "received_by": self.env._("Received by"),
            "accepted_by": self.env._("Accepted by"),
            "reviewed_by": self.env._("Reviewed by"),
            "decided_by": self.env._("Decided by"),
            "before": self.env._("Accepted before it"),
            "later": self.env._("Accepted later with the same materials"),
            "record": self.env._("Record"),
            "finished": self.env._("Finished"),
            "bypassed": self.env._("Without a step in the hall"),
            "returned": self.env._("Sent back"),
            "share": self.env._("Per cent"),
            "turned_away": self.env._("Times turned away"),
            "organs": self.env._("Organs"),
            "within": self.env._("Within days"),
            "figure": self.env._("Figure"),
            "value": self.env._("Value"),
            "low": self.env._("Usually from"),
            "high": self.env._("Usually to"),
            "digest": self.env._("SHA-256 now"),
        }

    def _fact_value(self, name, value):
        """A fact as people read it."""
        if name.endswith("_by"):
            # Who it was stands on the card; whether they still work here matters not.
            return self.env["res.users"].sudo().browse(value).name
        if name == "unit":
            units = self.env["yichuang.clock"]._fields["unit"]
            return dict(units._description_selection(self.env)).get(value, value)
        if name == "outcome":
            outcomes = self.env["yichuang.case"]._fields["outcome"]
            words = dict(outcomes._description_selection(self.env))
            return words.get(value) or self.env._("Not accepted")
        if name == "figure":
            figures = {
                "decided": self.env._("Matters decided in the week"),
                "duration": self.env._("Days from acceptance to decision, on average"),
            }
            return figures.get(value, value)
        if name in ("received", "accepted") and "T" in str(value):
            moment = fields.Datetime.to_datetime(value.replace("T", " ").split(".")[0])
            return self.env["yichuang.case"]._hall_time(moment)
        return value
