from odoo import models
from odoo.exceptions import UserError
from odoo.tools import clean_context

from ...tools import conformance
from .conformance_rate import ELEMENTS


class Service(models.Model):
    """Services that take over what the level above publishes."""

    _inherit = "yichuang.service"

    def action_adopt_from_above(self):
        """Make a draft of each of these services with the elements of the service
        above: those of the article's profile."""
        uppers = self._nearest_above()
        elements = set(conformance.PROFILES["article"])
        return self.filtered(uppers.get)._adopt_from(
            uppers, dict.fromkeys(uppers, elements)
        )

    def _adopt_from(self, uppers, elements):
        """Make a draft of each of these services that takes over elements from above.

        A service somebody is drafting is left to them.

        :param uppers: dict, service → the service above
        :param elements: dict, service → names of elements
        :return: an action that shows the drafts
        """
        self.check_access("write")
        offered = self.filtered(
            lambda service: uppers[service].sudo().current_version_id
        )
        if not offered:
            raise UserError(
                self.env._(
                    "No level above publishes this matter: there is no service of the "
                    "same basic code in a division that contains this one."
                )
            )
        contents = {
            service: set(conformance.CONTENT).intersection(elements[service])
            - ({"basis"} if service.item_bound else set())
            for service in offered
        }
        able = offered.filtered(contents.get)
        if not able:
            raise UserError(
                self.env._(
                    "Name, code and type are not part of a version, and below a bound "
                    "item neither is the basis: correct the service or its item."
                )
            )
        busy = able.version_ids.filtered(lambda version: version.state == "draft")
        drafts = self.env["yichuang.service.version"]
        plain = self.with_context(clean_context(self.env.context))
        for service in (able - busy.service_id).with_env(plain.env):
            drafts |= service._adopt(
                uppers[service].sudo().current_version_id, contents[service]
            )
        if not drafts:
            raise UserError(
                self.env._(
                    "%(draft)s is being written. Finish it, or give it up, and take "
                    "over from above then.",
                    draft=busy[0].display_name,
                )
            )
        if len(drafts) == 1:
            return drafts._open_form()
        return drafts._open_list(self.env._("Adopted from Above"))

    def _adopt(self, upper, elements):
        """A new draft of this service with these elements of the version ``upper``."""
        labels = dict(
            self.env["yichuang.conformance.rate"]
            ._fields["element"]
            ._description_selection(self.env)
        )
        note = self.env._(
            "Adopted from %(version)s of %(organ)s: %(elements)s.",
            version=upper.display_name,
            organ=upper.department_id.name,
            elements="、".join(
                labels[key] for key, _label in ELEMENTS if key in elements
            ),
        )
        versions = self.env["yichuang.service.version"]
        if self.current_version_id:
            draft = self.current_version_id.copy({"change_note": note})
        else:
            draft = versions.create({"service_id": self.id, "change_note": note})
        draft._take_over(upper, elements)
        return draft
