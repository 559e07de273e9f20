from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

CLERK = "yichuang_intake.group_clerk"
REVIEWER = "yichuang_intake.group_reviewer"
DECIDER = "yichuang_intake.group_decider"
ORGAN = (REVIEWER, DECIDER)


class Handover(models.Model):
    """Papers handed over by a list, from the window to an organ or back (部门交接清单):
    draft → sent → signed.

    The side that takes them signs for every bag on the list by scanning it, or says
    what is not as listed; what did not come stays with the side that sent it.
    """

    _name = "yichuang.handover"
    _description = "Hand-over of papers"
    _inherit = ["yichuang.lifecycle", "mail.thread"]
    _order = "id desc"
    _rec_names_search = ["number"]
    _check_company_auto = True

    _transitions = (
        Transition(
            "send",
            "draft",
            "sent",
            groups=(CLERK, *ORGAN),
            guards=("_guard_giver", "_guard_lines", "_guard_holds"),
        ),
        Transition(
            "sign",
            "sent",
            "signed",
            groups=(CLERK, *ORGAN),
            guards=("_guard_taker", "_guard_every_line"),
        ),
    )
    _guarded_fields = frozenset(
        {"number", "sent_on", "sent_by_id", "signed_on", "signed_by_id", "contents"}
    )
    _open_states = ("draft", "sent")

    number = fields.Char("List Number", readonly=True, copy=False, help="清单编号")
    direction = fields.Selection(
        [("to_organ", "To the Organ"), ("to_hall", "Back to the Hall")],
        required=True,
        default="to_organ",
        help="大厅至部门, 部门至大厅",
    )
    department_id = fields.Many2one(
        "yichuang.department",
        "Organ Across the Counter",
        required=True,
        ondelete="restrict",
        index=True,
        check_company=True,
        help="交接部门",
    )
    company_id = fields.Many2one(
        related="department_id.company_id", store=True, index=True, precompute=True
    )
    state = fields.Selection(
        [
            ("draft", "Draft"),
            ("sent", "Between Both Sides"),
            ("signed", "Signed and Taken"),
        ],
        required=True,
        default="draft",
        copy=False,
        tracking=True,
        help="草稿, 移交中, 已签收",
    )
    line_ids = fields.One2many("yichuang.handover.line", "handover_id", "Bags")
    sent_on = fields.Datetime(
        "List Given On", readonly=True, copy=False, help="移交时间"
    )
    sent_by_id = fields.Many2one(
        "res.users", "List Given By", readonly=True, copy=False, help="移交人"
    )
    signed_on = fields.Datetime(readonly=True, copy=False, help="签收时间")
    signed_by_id = fields.Many2one(
        "res.users", "List Signed By", readonly=True, copy=False, help="签收人"
    )
    contents = fields.Json(readonly=True, copy=False)
    scan = fields.Char(
        "Scan a Bag",
        store=False,
        copy=False,
        help="扫码签收: the receipt number on the bag; each scan ticks its line.",
    )
    scan_problem = fields.Char("Scan Says", store=False, copy=False)
    came_words = fields.Char(
        "Bags Came", compute="_compute_came_words", help="已签收袋数 / 清单袋数"
    )

    _sent_idx = models.Index("(company_id, id DESC) WHERE state = 'sent'")

    @api.depends("number", "department_id.name")
    def _compute_display_name(self):
        for handover in self:
            handover.display_name = handover.number or self.env._(
                "New: %(organ)s", organ=handover.department_id.name or ""
            )

    @api.depends("line_ids.arrived")
    def _compute_came_words(self):
        for handover in self:
            came = handover.line_ids.filtered("arrived")
            handover.came_words = f"{len(came)} / {len(handover.line_ids)}"

    @api.onchange("scan")
    def _onchange_scan(self):
        code, self.scan, self.scan_problem = (self.scan or "").strip(), False, False
        if not code:
            return
        line = self.line_ids.filtered(lambda line: line.barcode == code.upper())[:1]
        if not line:
            self.scan_problem = self.env._(
                "%(code)s is not on this list. Put the bag aside and ask who brought "
                "it.",
                code=code,
            )
            return
        line.arrived = True

    def _check_write_guarded(self, vals):
        super()._check_write_guarded(vals)
        fixed = {"direction", "department_id"}.intersection(vals)
        if fixed and any(handover.line_ids for handover in self):
            self._refuse_guarded(fixed)

    def _gives(self, user):
        """Whether somebody is of the side that hands over."""
        return self._is_of("to_organ", user)

    def _takes(self, user):
        """Whether somebody is of the side that takes over."""
        return self._is_of("to_hall", user)

    def _is_of(self, hall_direction, user):
        self.ensure_one()
        if self.direction == hall_direction:
            # A keeper's points are looked at whatever the person may read.
            return user.has_group(CLERK) and not user.sudo().reception_point_ids
        return user in self.department_id.member_ids

    def _guard_giver(self, vals):
        for handover in self:
            if not handover._gives(self.env.user):
                raise UserError(
                    self.env._(
                        "%(list)s is sent by the side that has the papers: the clerks "
                        "of the hall, or on the way back the members of %(organ)s.",
                        list=handover.display_name,
                        organ=handover.department_id.name,
                    )
                )

    def _guard_taker(self, vals):
        for handover in self:
            if self.env.user == handover.sent_by_id or not handover._takes(
                self.env.user
            ):
                raise UserError(
                    self.env._(
                        "%(list)s is signed for by the other side, and not by who sent "
                        "it.",
                        list=handover.display_name,
                    )
                )

    def _guard_lines(self, vals):
        for handover in self:
            if not handover.line_ids:
                raise UserError(
                    self.env._("There is nothing on the list yet. Add the papers.")
                )

    def _guard_holds(self, vals):
        for handover in self:
            holder = "hall" if handover.direction == "to_organ" else "organ"
            for case in handover.line_ids.case_id:
                if case.held_by != holder or (
                    holder == "organ"
                    and case.held_department_id != handover.department_id
                ):
                    raise UserError(
                        self.env._(
                            "The papers of %(case)s are not here to be handed over. "
                            "Take it off the list; the search for papers says who has "
                            "them.",
                            case=case.display_name,
                        )
                    )

    def _guard_every_line(self, vals):
        for line in self.line_ids:
            if not line.arrived and not (line.discrepancy or "").strip():
                raise UserError(
                    self.env._(
                        "%(barcode)s is neither scanned nor said to be missing. Scan "
                        "the bag, or write what is not as listed.",
                        barcode=line.barcode,
                    )
                )

    def _values_send(self, vals):
        vals.update(sent_on=fields.Datetime.now(), sent_by_id=self.env.uid)
        values = {}
        year = hall_date().year
        for handover in self:
            organ = handover.department_id
            [serial] = self.env["yichuang.counter"]._next(
                f"handover/{organ.id}/{year}", 1
            )
            values[handover.id] = {
                "number": f"{organ.short_name or organ.name}交〔{year}〕{serial:04}号",
                "contents": [line.case_id._bundle_row() for line in handover.line_ids],
            }
        return values

    def _after_send(self, vals):
        for handover in self:
            handover.line_ids.case_id._papers_with("way", handover)

    def _values_sign(self, vals):
        vals.update(signed_on=fields.Datetime.now(), signed_by_id=self.env.uid)

    def _after_sign(self, vals):
        for handover in self:
            sides = ("organ", "hall")
            taker, giver = (
                sides if handover.direction == "to_organ" else reversed(sides)
            )
            came = handover.line_ids.filtered("arrived")
            came.case_id._papers_with(taker, handover)
            (handover.line_ids - came).case_id._papers_with(giver, handover)

    def action_fill(self):
        """Put everything on the list that waits to go this way."""
        self.ensure_one()
        self.check_access("write")
        cases = self.env["yichuang.case"]._to_hand_over(self)
        self.line_ids = [
            Command.create({"case_id": case.id})
            for case in cases - self.line_ids.case_id
        ]
        return True

    def action_send(self):
        """Hand the papers over."""
        return self._step("send")

    def action_sign(self):
        """Sign for what came."""
        return self._step("sign")
