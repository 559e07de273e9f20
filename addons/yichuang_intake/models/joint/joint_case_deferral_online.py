from odoo import models

from ...tools.undertaking import Later


class JointCase(models.Model):
    """What may follow later in an online application for several matters: one
    undertaking, which says for each matter what follows and until when."""

    _inherit = "yichuang.joint.case"

    def _lines_to_follow(self):
        """What the organs pass on among themselves follows from nobody."""
        return super()._lines_to_follow().filtered(lambda line: not line.passed_on)

    def _later(self, lines):
        inside = self._passed_inside()
        later = []
        for matter in self._lines():
            asked = self._asked(matter).filtered(
                lambda one, of=matter.service_id: (
                    one.material_id in lines.material_id
                    and one.necessity == "deferrable"
                    and (of, one.material_id) not in inside
                )
            )
            if asked:
                names = tuple(asked.material_id.mapped("name"))
                later.append(
                    Later(matter.service_id.name, names, asked._deferral_days())
                )
        return later

    def _beyond_undertaking(self, lacking):
        # Clerks read the one set; it is the list that the applicant signed for.
        return lacking.filtered(
            lambda line: not line.sudo().joint_material_id.undertaken
        )
