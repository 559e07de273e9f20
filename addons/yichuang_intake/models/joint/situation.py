from odoo import models

from odoo.addons.yichuang_catalog.tools import joint_form


class Situation(models.Model):
    """A question that several guides put is put once where they are handled as one."""

    _inherit = "yichuang.situation"

    def _each_once(self):
        """These without those all of whose answers one before them offers."""
        found = self.browse()
        offered = {}
        for question in self:
            key = joint_form.key(question.name)
            answers = {joint_form.key(answer.name) for answer in question.answer_ids}
            if not answers <= offered.get(key, set()):
                found |= question
                offered.setdefault(key, set()).update(answers)
        return found
