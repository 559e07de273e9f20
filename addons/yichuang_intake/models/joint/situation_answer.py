from odoo import models

from odoo.addons.yichuang_catalog.tools import joint_form


class SituationAnswer(models.Model):
    """An answer that is the same in several guides is given once."""

    _inherit = "yichuang.situation.answer"

    def _in_other_guides(self, versions):
        """These answers, and the same ones to the same questions of these guides."""
        said = {answer._key() for answer in self}
        asked = versions.situation_ids.answer_ids
        return self | asked.filtered(lambda answer: answer._key() in said)

    def _key(self):
        """What the same answer to the same question has in common."""
        self.ensure_one()
        return joint_form.key(self.situation_id.name), joint_form.key(self.name)
