from odoo import api, fields, models
from odoo.exceptions import UserError


class CaseMaterial(models.Model):
    """A material of one matter that stands for one of the whole, or that another
    matter produces."""

    _inherit = "yichuang.case.material"
    _line_open_states = ("draft", "received", "supplement")

    joint_material_id = fields.Many2one(
        "yichuang.joint.material",
        "In the One Set",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
        groups="yichuang_intake.group_clerk",
    )
    passed_on = fields.Boolean(
        readonly=True,
        copy=False,
        help="内部流转: another matter of the joint case produces it, so the organs "
        "pass it on and nobody asks the applicant for it.",
    )

    @api.depends("passed_on")
    def _compute_status(self):
        super()._compute_status()
        for line in self:
            if line.passed_on and line.status == "missing":
                line.status = "optional"

    def _lacking(self):
        """What another matter produces is not asked for."""
        return super()._lacking().filtered(lambda line: not line.passed_on)

    def _named_in_full(self):
        """In a joint case, also for which matter."""
        return [
            f"{line.name}（{line.case_id.service_id.name}）"
            if line.case_id.parent_id
            else line.name
            for line in self
        ]

    def _receive_passed_on(self):
        """What the matters before produced has come, from the organ itself."""
        self.write({"received": True, "grade": "a"})

    def write(self, vals):
        links = {"joint_material_id", "passed_on"}.intersection(vals)
        if links and not self._has_line_pass():
            self._refuse_links()
        return super().write(vals)

    @api.model_create_multi
    def create(self, vals_list):
        if any(
            vals.get("joint_material_id") or vals.get("passed_on") for vals in vals_list
        ):
            self._refuse_links()
        return super().create(vals_list)

    def _refuse_links(self):
        raise UserError(
            self.env._(
                "What is passed on between the matters of a joint case follows from "
                "its theme; it is not chosen on the list."
            )
        )
