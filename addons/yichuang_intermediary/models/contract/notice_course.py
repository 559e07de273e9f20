from odoo import api, fields, models

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools import course

# What each stretch of a contract's time is in the bar of the case.
KIND_OF_SEGMENT = {
    "contract": "contract",
    "wait_data": "waiting",
    "work": "work",
    "suspended": "suspended",
    "disputed": "suspended",
    "acceptance": "acceptance",
    "rework": "rework",
}
# Where an intermediary service of a case stands, by state of notice and contract.
STAGE_OF_NOTICE = {
    "draft": "planned",
    "submitted": "planned",
    "approved": "planned",
    "published": "open",
    "closed": "selecting",
    "opened": "selecting",
    "selected": "selected",
    "awarded": "signing",
    "contracted": "signing",
    "failed": "failed",
    "cancelled": "failed",
    "annulled": "failed",
}
STAGE_OF_CONTRACT = {
    "to_sign": "signing",
    "to_confirm": "signing",
    "active": "service",
    "suspended": "paused",
    "delivered": "delivered",
    "rework": "service",
    "accepted": "accepted",
    "closed": "accepted",
    "terminated": "failed",
    "disputed": "paused",
}


class Notice(models.Model):
    """What a notice and its contract take of a case's time, and where they stand."""

    _inherit = "yichuang.market.notice"

    _guarded_fields = frozenset({"told_stage"})

    told_stage = fields.Char(
        "Stage Told to the Case", readonly=True, copy=False, help="已告知办件的阶段"
    )
    task_id = fields.Many2one(
        "yichuang.case.task",
        "Step of the Case",
        domain="[('case_id', '=', case_id)]",
        index="btree_not_null",
        ondelete="set null",
        help="办件环节: the expert review or special procedure it is for.",
    )
    stage = fields.Selection(
        [
            ("planned", "To be Published"),
            ("open", "Open for Sign-up"),
            ("selecting", "To be Selected"),
            ("selected", "Selected"),
            ("signing", "To be Signed"),
            ("service", "In Service"),
            ("paused", "Standing Still"),
            ("delivered", "Delivered"),
            ("accepted", "Accepted"),
            ("failed", "Without Result"),
        ],
        compute="_compute_stage",
        store=True,
        help="待发布, 报名中, 待选取, 已选取, 待合同, 服务中, 已暂停, 成果已交, "
        "已验收, 未成交",
    )

    @api.depends("state", "contract_ids.state")
    def _compute_stage(self):
        for notice in self:
            contract = notice.contract_ids.sorted("id")[-1:]
            stage = STAGE_OF_NOTICE.get(notice.state, "planned")
            if contract and notice.state in ("awarded", "contracted"):
                stage = STAGE_OF_CONTRACT[contract.state]
            notice.stage = stage

    def _stage_label(self):
        self.ensure_one()
        labels = self._fields["stage"]._description_selection(self.env)
        return dict(labels).get(self.stage, "")

    def _course_stages(self, workdays):
        """The stretches of selecting and of each contract."""
        self.ensure_one()
        begin = hall_date(self.published_on)
        publicity = self.company_id._market_publicity_workdays(self.funding)
        planned = workdays.count(begin, hall_date(self.sign_close)) + publicity
        over = min(
            self.contract_ids.segment_ids.filtered(
                lambda one: one.kind == "contract"
            ).mapped("start_on"),
            default=None,
        )
        if not over and self.state in ("failed", "cancelled"):
            over = hall_date(self.closed_on or self.write_date)
        yield course.Stage("selection", "hall", planned, begin, over)
        served = self.contract_ids.segment_ids.filtered(
            lambda one: one.kind != "select"
        )
        for segment in served.sorted("id"):
            yield course.Stage(
                KIND_OF_SEGMENT[segment.kind],
                segment.party,
                segment.planned_days,
                segment.start_on,
                segment.end_on or None,
            )

    def _call_hook(self, name, vals):
        result = super()._call_hook(name, vals)
        if name.startswith("_after_"):
            self._tell_case()
        return result

    def _tell_case(self):
        """Each new stage stands in the history of the case."""
        for notice in self.sudo().filtered("case_id"):
            if notice.stage != notice.told_stage:
                notice._write_guarded({"told_stage": notice.stage})
                notice.case_id._log_event(
                    "market", {"notice": notice.number, "stage": notice.stage}
                )
