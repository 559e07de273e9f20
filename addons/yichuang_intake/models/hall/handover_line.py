from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

TICKED = {"arrived", "discrepancy"}


class HandoverLine(models.Model):
    """A bag on a list: the papers of one case, known by the receipt number on it."""

    _name = "yichuang.handover.line"
    _description = "Bag of a hand-over"
    _order = "handover_id, id"
    _rec_name = "barcode"
    _check_company_auto = True

    handover_id = fields.Many2one(
        "yichuang.handover", required=True, ondelete="cascade", index=True
    )
    company_id = fields.Many2one(
        related="handover_id.company_id", store=True, index=True, precompute=True
    )
    case_id = fields.Many2one(
        "yichuang.case",
        required=True,
        ondelete="restrict",
        index=True,
        check_company=True,
        help="办件",
    )
    barcode = fields.Char(
        related="case_id.receipt_number", string="On the Bag", help="袋号条码: 收件号"
    )
    applicant_name = fields.Char(related="case_id.applicant_name", string="Applicant")
    service_id = fields.Many2one(related="case_id.service_id")
    sheets = fields.Char(compute="_compute_sheets", help="材料份数: 原件 / 复印件 / 页")
    arrived = fields.Boolean("Came", help="已签收: scanned or ticked by who takes it.")
    discrepancy = fields.Char(
        "Not As Listed", help="不符情况: missing, damaged, other than listed → 退回."
    )

    _default_order_idx = models.Index("(handover_id, id)")
    _case_uniq = models.UniqueIndex(
        "(handover_id, case_id)", "This case is on the list already."
    )

    @api.depends("case_id.material_ids.received")
    def _compute_sheets(self):
        for line in self:
            taken = line.case_id.material_ids.filtered("received")
            counts = (sum(taken.mapped(n)) for n in ("originals", "copies", "pages"))
            line.sheets = " / ".join(map(str, counts))

    @api.constrains("case_id", "handover_id")
    def _check_organ(self):
        for line in self:
            if line.handover_id.department_id not in line.case_id._organs():
                raise ValidationError(
                    self.env._(
                        "%(case)s is no matter of %(organ)s.",
                        case=line.case_id.display_name,
                        organ=line.handover_id.department_id.name,
                    )
                )

    @api.model_create_multi
    def create(self, vals_list):
        lines = super().create(vals_list)
        if any(vals.get(name) for vals in vals_list for name in TICKED):
            lines._check_ticking()
        lines._check_listing()
        return lines

    def write(self, vals):
        if TICKED.intersection(vals):
            self._check_ticking()
        if set(vals) - TICKED:
            self._check_listing()
        return super().write(vals)

    @api.ondelete(at_uninstall=False)
    def _unlink_only_drafts(self):
        self._check_listing()

    def _check_listing(self):
        """What is on a list is settled when it is sent."""
        for handover in self.handover_id:
            if handover.state != "draft":
                raise UserError(
                    self.env._(
                        "%(list)s was sent: what is on it stays. Write what is not as "
                        "listed beside the bag.",
                        list=handover.display_name,
                    )
                )

    def _check_ticking(self):
        """Only the side that takes says what came, while it is on its way."""
        for handover in self.handover_id:
            if handover.state != "sent" or not handover._takes(self.env.user):
                raise UserError(
                    self.env._(
                        "What came is ticked by the side that takes %(list)s over, "
                        "once it was sent and until it is signed for.",
                        list=handover.display_name,
                    )
                )
