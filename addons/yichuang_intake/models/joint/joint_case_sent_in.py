from odoo import fields, models


class JointCase(models.Model):
    """The files of a joint case, sent in once for all matters (一套材料), with the
    application or for the one notice of what is missing."""

    _inherit = "yichuang.joint.case"

    file_ids = fields.One2many(
        "yichuang.joint.file", "joint_id", "Files", readonly=True, copy=False
    )

    def _files_lacking(self):
        """What the organs pass on among themselves is sent in by nobody."""
        return super()._files_lacking().filtered(lambda line: not line.passed_on)

    def _wanted_in_cases(self):
        """Materials of its cases that wait for files of the applicant."""
        return self.env["yichuang.case.material"].union(
            *(case._wanted_online() for case in self._live())
        )

    def _wanted_online(self):
        """Materials of the one set for which the applicant may send in files now.

        For the pages of the applicant, whose right to the joint case was checked.
        """
        self.ensure_one()
        return self._wanted_in_cases().joint_material_id.sorted("sequence")

    def _notice_lines_of(self, material):
        """What the one notice says of this material of the one set."""
        self.ensure_one()
        return self.supplement_ids.filtered(
            lambda row: row.material_id in material.line_ids
        )

    def _take_sent_in(self, materials):
        """Note that files came for these materials of the one set, in every case that
        waits for them."""
        self.ensure_one()
        wanted = self._wanted_in_cases() & materials.line_ids
        self.file_ids._hand_on()
        for case, lines in wanted.grouped("case_id").items():
            case._take_sent_in(lines)
        self._log_event("send_in_files", {"materials": materials.mapped("name")})
