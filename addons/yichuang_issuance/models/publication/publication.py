from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_date
from odoo.addons.yichuang_intake.tools import document_kinds

from ...tools import published
from ...tools.certificate_status import STATUS

MANAGER = "yichuang_catalog.group_manager"
DECIDER = "yichuang_intake.group_decider"
BATCH = 200


class Publication(models.Model):
    """A granted licence on the public list (行政许可公示, 双公示):
    waiting → published → taken down, or withheld.

    A licence that was granted is published, and anybody may look it up (行政许可法
    Art. 40); state secrets, business secrets and private matters are not (Art. 5). What
    is shown is copied when it is published. A scheduled job publishes in time, so that
    nothing depends on somebody thinking of it; who holds a publication back says why.
    """

    _name = "yichuang.publication"
    _description = "Published licence"
    _inherit = ["yichuang.case.part", "yichuang.lifecycle"]
    _order = "id desc"
    _rec_name = "decision_number"

    _transitions = (
        Transition("publish", ("waiting", "withheld"), "published", groups=MANAGER),
        Transition(
            "withhold",
            "waiting",
            "withheld",
            groups=(MANAGER, DECIDER),
            guards=("_guard_member_or_manager", "_guard_ground"),
        ),
        Transition(
            "take_down",
            "published",
            "taken_down",
            groups=MANAGER,
            guards="_guard_ground",
        ),
    )
    _guarded_fields = frozenset(
        {
            "case_id",
            "due_on",
            "published_on",
            "taken_down_on",
            "reason",
            "ground",
            "certificate_id",
            *(name for name, _title in published.COLUMNS),
        }
    )
    _open_states = ()

    state = fields.Selection(
        [
            ("waiting", "To Be Published"),
            ("published", "Published"),
            ("withheld", "Withheld"),
            ("taken_down", "Taken Down"),
        ],
        required=True,
        default="waiting",
        copy=False,
        index=True,
        help="待公示, 已公示, 不予公示, 已撤下.",
    )
    due_on = fields.Date("To Be Published By", readonly=True, help="公示期限届满日")
    published_on = fields.Datetime(readonly=True, copy=False, help="公示时间")
    taken_down_on = fields.Datetime(readonly=True, copy=False, help="撤下时间")
    ground = fields.Selection(
        [
            ("state_secret", "State Secret"),
            ("business_secret", "Business Secret"),
            ("privacy", "Private Matter"),
            ("mistake", "Published by Mistake"),
            ("ended", "Revoked or No Longer in Force"),
        ],
        readonly=True,
        copy=False,
        help="国家秘密, 商业秘密, 个人隐私 (Art. 5); 信息有误, 许可已失效.",
    )
    reason = fields.Char("Why Not Shown", readonly=True, copy=False, help="不公示理由")
    certificate_id = fields.Many2one(
        "yichuang.certificate", readonly=True, index="btree_not_null"
    )

    # What is shown, as it was when it was published
    holder_name = fields.Char(
        "Holder", readonly=True, copy=False, index="trigram", help="行政相对人名称"
    )
    holder_kind = fields.Char("Kind of Holder", readonly=True, copy=False)
    holder_code = fields.Char("Holder's Code", readonly=True, copy=False)
    legal_representative = fields.Char(readonly=True, copy=False, help="法定代表人")
    decision_title = fields.Char(readonly=True, copy=False)
    decision_number = fields.Char(
        readonly=True, copy=False, index="trigram", help="行政许可决定文书号"
    )
    licence_kind = fields.Char(readonly=True, copy=False, help="许可类别")
    certificate_title = fields.Char(readonly=True, copy=False)
    certificate_number = fields.Char(
        readonly=True, copy=False, index="trigram", help="许可编号"
    )
    content = fields.Char("What Is Granted", readonly=True, copy=False, help="许可内容")
    decided_on = fields.Date(
        "Date of Decision", readonly=True, copy=False, help="许可决定日期"
    )
    valid_from = fields.Date("In Force From", readonly=True, copy=False)
    valid_until = fields.Date(readonly=True, copy=False)
    organ_name = fields.Char("Granting Organ", readonly=True, copy=False)
    organ_code = fields.Char("Organ's Code", readonly=True, copy=False)
    status = fields.Char("Current State", readonly=True, copy=False, help="当前状态")

    _case_uniq = models.UniqueIndex("(case_id)", "This licence is on the list already.")
    _public_idx = models.Index("(published_on DESC, id) WHERE state = 'published'")
    _waiting_idx = models.Index("(due_on, id) WHERE state = 'waiting'")

    @api.depends("decision_number", "case_id.display_name")
    def _compute_display_name(self):
        """By its decision, and by its matter until that is copied."""
        for publication in self:
            # Whoever may read the publication may know which matter it is.
            matter = publication.case_id.sudo().display_name
            publication.display_name = publication.decision_number or matter

    def _guard_member_or_manager(self, vals):
        if self.env.user.has_group(MANAGER):
            return
        for publication in self:
            organ = publication.department_id.sudo()
            if self.env.user not in organ.member_ids:
                raise UserError(
                    self.env._(
                        "%(organ)s itself holds a publication back; you are not one "
                        "of its members.",
                        organ=organ.name,
                    )
                )

    def _guard_ground(self, vals):
        if not vals.get("ground") or not (vals.get("reason") or "").strip():
            raise UserError(
                self.env._(
                    "Licences are public (行政许可法 Art. 40). Say on which ground "
                    "this one is not shown, and why."
                )
            )

    def _values_publish(self, vals):
        vals.update(published_on=fields.Datetime.now(), ground=False, reason=False)
        # What is published belongs to the case, whoever may read it.
        return {
            publication.id: publication.sudo()._public_values() for publication in self
        }

    def _values_take_down(self, vals):
        vals["taken_down_on"] = fields.Datetime.now()

    def _public_values(self):
        """What is shown of the licence."""
        self.ensure_one()
        case = self.case_id
        decision = case.document_ids.filtered(
            lambda document: (
                document.kind in ("grant", "deemed_renewal")
                and document.state == "issued"
            )
        )[:1]
        certificate = case.certificate_ids.filtered(
            lambda certificate: certificate.state != "draft"
        )[:1]
        natural = case.applicant_kind == "natural"
        titles = dict(document_kinds.titles())
        guide = case.version_id
        return {
            "holder_name": published.masked(
                case.applicant_name or "", case.applicant_kind
            ),
            "holder_kind": published.KINDS[case.applicant_kind],
            "holder_code": "" if natural else case.id_number or "",
            "legal_representative": published.masked(
                case.legal_representative or "", "natural"
            ),
            "decision_title": titles.get(decision.kind, ""),
            "decision_number": decision.number or "",
            "licence_kind": case.service_id.item_id.name or case.service_id.name,
            "certificate_id": certificate.id,
            "certificate_title": certificate.title or "",
            "certificate_number": certificate.number or "",
            "content": guide.result_name or case.service_id.name,
            "decided_on": hall_date(case.decided_on),
            "valid_from": certificate.issued_on or hall_date(case.decided_on),
            "valid_until": certificate.valid_until,
            "organ_name": case.department_id.name,
            "organ_code": case.department_id.uscc or "",
            "status": STATUS[certificate.state or "valid"].name,
        }

    @api.model
    def _cron_publish(self):
        """Publish what is due, and bring what is shown up to date."""
        commit = self.env["ir.cron"]._commit_progress
        waiting = [("state", "=", "waiting")]
        last = 0
        while found := self.search(
            [*waiting, ("id", ">", last)], order="id", limit=BATCH
        ):
            last = found[-1].id
            mine = found.try_lock_for_update(allow_referencing=True)
            mine.invalidate_recordset()
            mine.filtered_domain(waiting)._publish_due()
            if not commit(len(found)):
                return
        self._refresh()

    def _publish_due(self):
        """Publish those whose certificate is there, or whose time ends."""
        today = hall_date()
        ready = self.filtered(
            lambda one: (
                one.company_id.sudo().publish_by_itself
                and (
                    one.due_on <= today
                    or not one.case_id._owes_certificate()
                    or one.case_id.certificate_ids.filtered(
                        lambda certificate: certificate.state != "draft"
                    )
                )
            )
        )
        ready._transition("publish")

    @api.model
    def _refresh(self):
        """Certificates that came later or changed are shown as they are now."""
        commit = self.env["ir.cron"]._commit_progress
        in_force = STATUS["valid"].name
        came = Domain("certificate_id", "=", False) & Domain(
            "case_id.certificate_ids.state", "in", list(STATUS)
        )
        ended = Domain("status", "=", in_force) & Domain(
            "certificate_id.state",
            "in",
            [state for state in STATUS if state != "valid"],
        )
        suspended = Domain("status", "=", STATUS["suspended"].name)
        changed = Domain("state", "=", "published") & (came | ended | suspended)
        last = 0
        while found := self.search(
            changed & Domain("id", ">", last), order="id", limit=BATCH
        ):
            last = found[-1].id
            for publication in found.try_lock_for_update(allow_referencing=True):
                publication._refresh_one()
            if not commit(len(found)):
                return

    def _refresh_one(self):
        values = self._public_values()
        # Both are read the same way: a record by its id, what is empty as False.
        shown = self._read_format(list(values), load=None)[0]
        changed = {
            name: value
            for name, value in values.items()
            if (value or False) != (shown[name] or False)
        }
        if changed:
            self._write_guarded(changed)
            self._log_event("refresh", {"status": values["status"]})

    def action_publish(self):
        """Show it now."""
        return self._step("publish")

    def action_withhold(self):
        """Ask why it is not shown."""
        self.check_access("read")
        return self._dialog(
            "yichuang.publication.reason",
            self.env._("Withhold"),
            publication_id=self.id,
            step="withhold",
        )

    def action_take_down(self):
        """Ask why it is not shown any more."""
        self.check_access("read")
        return self._dialog(
            "yichuang.publication.reason",
            self.env._("Take Down"),
            publication_id=self.id,
            step="take_down",
        )

    @api.model
    def _public(self, query="", organ=""):
        """Domain of what a visitor sees."""
        domain = Domain("state", "=", "published")
        if query:
            domain &= Domain.OR(
                [(name, "ilike", query)]
                for name in ("holder_name", "decision_number", "certificate_number")
            )
        if organ:
            domain &= Domain("organ_name", "ilike", organ)
        return domain
