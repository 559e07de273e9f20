from odoo import fields, models
from odoo.exceptions import UserError

# Not handed in yet, or handed in and not in order.
SUPPLEMENT_OPEN = [
    "|",
    ("handed_in_on", "=", False),
    ("material_id.defect", "!=", False),
]


class CaseSupplement(models.Model):
    """One defect that the supplement notice names (补正内容).

    The notice is given once and whole (行政许可法 Art. 32(4)): its lines are written
    with it and never change; only the day each was made good is added.
    """

    _name = "yichuang.case.supplement"
    _description = "Line of a supplement notice"
    _order = "case_id.id, id"
    _rec_name = "name"

    case_id = fields.Many2one(
        "yichuang.case", required=True, readonly=True, ondelete="cascade", index=True
    )
    material_id = fields.Many2one(
        "yichuang.case.material",
        "Listed Material",
        required=True,
        readonly=True,
        ondelete="restrict",
        index=True,
        help="Of the published list: nothing beyond it may be asked for (Art. 31).",
    )
    name = fields.Char("Material", related="material_id.name")
    problem = fields.Char(required=True, readonly=True, help="存在的问题")
    correction = fields.Char(
        "How to Correct It", required=True, readonly=True, help="补正方式"
    )
    handed_in_on = fields.Datetime("Handed In", readonly=True, help="补正提交时间")

    _material_uniq = models.UniqueIndex(
        "(case_id, material_id)", "The notice names each material once."
    )

    def _still_open(self):
        """Those that are not handed in, or not in order."""
        return self.filtered_domain(SUPPLEMENT_OPEN)

    def action_hand_in(self):
        """Take these supplements in, in due form; what turned out not to be in order
        is handed in anew."""
        self.case_id.check_access("write")
        for line in self:
            if line.case_id.state != "supplement":
                raise UserError(
                    self.env._(
                        "%(case)s does not wait for supplements.",
                        case=line.case_id.display_name,
                    )
                )
        mine = self._still_open()
        mine.material_id.write({"defect": False})
        mine.material_id.filtered(lambda line: not line.received)._take()
        # People may not write the lines of a notice; the right to the case was checked.
        mine.sudo().write({"handed_in_on": fields.Datetime.now()})
        for case in mine.case_id:
            case._log_event(
                "hand_in_supplements",
                {"materials": [line.name for line in mine if line.case_id == case]},
            )
        return True
