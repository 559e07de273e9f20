from odoo import fields, models
from odoo.exceptions import UserError


class ServiceChange(models.Model):
    """What a decision does to the version in force on its day."""

    _inherit = "yichuang.service.change"

    def _guard_possible(self, vals):
        """The service stands as the proposal supposes, and nothing is planned that
        would undo it."""
        standing = self._standing()
        for change in self:
            version = standing.get(change.service_id)
            wanted = "suspended" if change.verb == "resume" else "published"
            states = ("published", "suspended") if change.verb == "cancel" else wanted
            if not version or version.state not in states:
                raise UserError(
                    self.env._(
                        "“%(change)s” is not possible: the service is “%(state)s” now.",
                        change=change.display_name,
                        state=change._status_label(),
                    )
                )
            if change.verb == "cancel":
                change._check_nothing_scheduled()

    def _status_label(self):
        field = self.service_id._fields["status"]
        return dict(field._description_selection(self.env))[self.service_id.status]

    def _check_nothing_scheduled(self):
        later = self.service_id.version_ids.filtered(
            lambda version: (
                version.state == "scheduled"
                and version.effective_on >= self.effective_on
            )
        )
        if later:
            raise UserError(
                self.env._(
                    "%(version)s takes effect on %(day)s, after the cancellation. "
                    "Call it back first.",
                    version=later[0].display_name,
                    day=later[0].effective_on,
                )
            )

    def _standing(self):
        versions = self.env["yichuang.service.version"]._standing(self.service_id)
        return versions.grouped("service_id")

    def _units(self):
        return list(self)

    def _happen(self):
        """Do what was decided; what has become without object lapses."""
        standing = self._standing()
        for (verb, *_same), changes in self._alike().items():
            able = changes.filtered(lambda change: change._applies(standing))
            versions = self.env["yichuang.service.version"].union(
                *(standing[change.service_id] for change in able)
            )
            (changes - able)._lapse()
            if able:
                getattr(able, f"_{verb}")(versions)
                able._transition("happen")

    def _alike(self):
        """These changes in sets that do the same for the same reason."""
        return self.grouped(
            lambda change: (
                change.verb,
                change.reason,
                change.resume_on,
                change.effective_on,
            )
        )

    def _applies(self, standing):
        version = standing.get(self.service_id)
        if not version:
            return False
        return self.verb == "cancel" or (
            version.state == ("suspended" if self.verb == "resume" else "published")
        )

    def _lapse(self):
        self._transition(
            "lapse",
            {
                "decision_reason": self.env._(
                    "When its day came, the service no longer stood as the decision "
                    "supposed."
                )
            },
        )

    def _suspend(self, versions):
        versions._transition(
            "suspend",
            {
                "suspended_on": fields.Datetime.now(),
                "resume_on": self[0].resume_on,
                "reason": self[0].reason,
            },
            payload=self._facts(),
        )

    def _resume(self, versions):
        versions._transition(
            "resume",
            {"suspended_on": False, "resume_on": False, "reason": self[0].reason},
            payload=self._facts(),
        )

    def _cancel(self, versions):
        versions._retire(
            self[0].reason, self[0].effective_on, changes=self.ids, verb="cancel"
        )

    def _facts(self):
        return {"reason": self[0].reason, "verb": self[0].verb, "changes": self.ids}
