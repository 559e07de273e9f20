from odoo import fields, models

from ...tools import enumerations


class ServiceMaterial(models.Model):
    """One material that a version asks for, and how it is to be handed in.

    What is left empty here is as the library of materials has it.
    """

    _name = "yichuang.service.material"
    _description = "Required Material"
    _inherit = ["yichuang.version.line"]
    _compared_by = "material_id"

    material_id = fields.Many2one(
        "yichuang.material", required=True, ondelete="restrict", index=True
    )
    name = fields.Char(related="material_id.name")
    necessity = fields.Selection(
        selection=enumerations.selection("necessity"),
        required=True,
        default="required",
        help="材料必要性: 必要, 非必要, 容缺后补",
    )
    defer_days = fields.Integer(
        string="May Follow Within",
        help="容缺补齐期限: working days in which a material that may follow later is "
        "handed in.",
    )
    originals = fields.Integer(default=1, help="原件份数")
    copies = fields.Integer(default=0, help="复印件份数")
    receive_mode = fields.Selection(
        selection=enumerations.selection("receive_mode"),
        required=True,
        default="original",
        help="收取方式: 收原件, 验原件收复印件, 收原件及复印件",
    )
    note = fields.Char(help="What the applicant should mind (填报须知).")
    service_id = fields.Many2one(
        related="version_id.service_id", store=True, index=True, precompute=True
    )
    version_state = fields.Selection(related="version_id.state", string="State")

    # What this service says differently
    source = fields.Selection(
        selection=enumerations.selection("material_source"),
        help="来源渠道, where it is not that of the library.",
    )
    source_note = fields.Char(
        string="Where to Get It", help="来源渠道说明: where and how one gets it."
    )
    issuer = fields.Char(help="出具机构, where it is not that of the library.")
    issued_time = fields.Char(
        string="Issued When", help="出具时间要求, where it is not that of the library."
    )
    spec = fields.Char(
        string="Specification", help="规格, where it is not that of the library."
    )
    acceptance_standard = fields.Text(
        string="Accepted When", help="受理标准, where it is not that of the library."
    )
    basis = fields.Char(
        help="要求提供的依据: the article by which this service demands it."
    )

    _material_uniq = models.UniqueIndex(
        "(version_id, material_id)",
        "This material is in the list already. Ask for it once (一次告知).",
    )
    _counts_positive = models.Constraint(
        "CHECK (originals >= 0 AND copies >= 0 AND defer_days >= 0)",
        "The numbers of originals, copies and days cannot be negative.",
    )

    def _told(self, name):
        """What people are told of the field ``name``, in words: what this service
        says of it, or else the library."""
        self.ensure_one()
        return self._said(name) or self.material_id._told(name)

    def _told_at_window(self):
        """What the clerk is shown of this material, in words."""
        self.ensure_one()
        material = self.material_id
        told = {
            name: self._told(name)
            for name in ("issued_time", "spec", "acceptance_standard", "basis")
        }
        return {
            **told,
            "name": material.name,
            "necessity": self.necessity,
            "necessity_label": self._said("necessity"),
            "defer_words": self._defer_words(),
            "originals": self.originals,
            "copies": self.copies,
            "receive_mode": self._said("receive_mode"),
            "source": self._told("source"),
            "issuer": self._told("issuer"),
            "source_note": self.source_note or "",
            "note": self.note or "",
            "common_mistakes": material.common_mistakes or "",
            "blank_form": material._file_url("blank_form"),
            "filled_sample": material._file_url("filled_sample"),
        }

    def _defer_words(self):
        """How long it may follow later; empty where that is not said."""
        self.ensure_one()
        if self.necessity != "deferrable" or not self.defer_days:
            return ""
        return self.env._(" within %(number)s working days", number=self.defer_days)

    def copy_data(self, default=None):
        """A new version asks for what has taken the place of a material meanwhile,
        unless it asks for that already."""
        copies = super().copy_data(default)
        for line, vals in zip(self, copies, strict=True):
            latest = line.material_id._latest()
            if latest not in line.version_id.material_line_ids.material_id:
                vals["material_id"] = latest.id
        return copies

    def _replace_material(self, kept):
        """Ask for ``kept`` instead; where a version asks for several of them, its
        lines become one, in the largest number that any of them wants."""
        for version, lines in self.grouped("version_id").items():
            lines |= version.material_line_ids.filtered(
                lambda line: line.material_id == kept
            )
            first, others = lines[0], lines[1:]
            first._take_over(others)
            others.unlink()
            if first.material_id != kept:
                first.material_id = kept

    def _take_over(self, others):
        """Let this line ask for what the others asked for; called before they go."""
        if not others:
            return
        lines = self | others
        self.write(
            {
                "originals": max(lines.mapped("originals")),
                "copies": max(lines.mapped("copies")),
                "note": "；".join(
                    dict.fromkeys(line.note for line in lines if line.note)
                )
                or False,
            }
        )
