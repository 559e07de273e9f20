import logging

from psycopg2 import OperationalError

from odoo import SUPERUSER_ID, api, fields, models
from odoo.fields import Domain

_logger = logging.getLogger(__name__)

PROFILES = [
    ("official", "The Official Four"),
    ("article", "The Article's Five"),
    ("national", "The Unified Six"),
]
# Services that are compared at once while somebody waits; more go to the background.
AT_ONCE = 5000
CRON = "yichuang_catalog.cron_conformance_work"
# Runs of one scope whose differences are kept; of older ones the rates remain.
KEPT = 3


class ConformanceRun(models.Model):
    """One comparison of all services with those above them (三级四同 / 四级四同).

    waiting → running → done, or failed. It compares in portions
    (``conformance_work.py``), so that a large catalogue is done in the background and
    the progress shows; its figures are written by nobody. Older runs lose their
    differences and keep their rates.
    """

    _name = "yichuang.conformance.run"
    _description = "Conformance Report"
    _order = "moment desc, id desc"

    # What was compared
    profile = fields.Selection(
        selection=PROFILES,
        required=True,
        readonly=True,
        help="官方四同 (名称、编码、依据、类型), 五统一 (清单名称、适用依据、材料、"
        "办理时限、办理流程), 六统一 (国发〔2022〕5号).",
    )
    company_id = fields.Many2one(
        "res.company", "Hall", required=True, readonly=True, index=True
    )
    company_ids = fields.Many2many(
        "res.company", string="Halls", readonly=True, help="Whose services it covers."
    )
    region_id = fields.Many2one(
        "yichuang.region",
        "Division",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
        help="Only organs of this division and below; empty for all.",
    )
    scope = fields.Char(
        readonly=True, help="What it covers, to find the report before it."
    )
    moment = fields.Datetime(
        string="When", required=True, readonly=True, default=fields.Datetime.now
    )
    user_id = fields.Many2one(
        "res.users", "Asked For By", required=True, readonly=True, index=True
    )

    # How far it is
    state = fields.Selection(
        selection=[
            ("waiting", "Waiting"),
            ("running", "Running"),
            ("done", "Done"),
            ("failed", "Failed"),
        ],
        required=True,
        readonly=True,
        default="waiting",
        index=True,
    )
    last_service_id = fields.Integer(readonly=True)
    service_count = fields.Integer("Services", readonly=True)
    done_count = fields.Integer("Looked At", readonly=True)
    progress = fields.Float(compute="_compute_progress")
    seconds = fields.Float("Seconds Taken", readonly=True)
    pruned = fields.Boolean(
        "Differences Dropped",
        readonly=True,
        help="Its differences are no longer kept, its rates are.",
    )

    # What came out
    compared_count = fields.Integer(
        "Compared", readonly=True, help="Services that have one of the matter above."
    )
    same_count = fields.Integer(
        "The Same in Everything",
        readonly=True,
        help="完全一致: services that differ in no element.",
    )
    by_name_count = fields.Integer(
        "Found by Name Only",
        readonly=True,
        help="按名称匹配: the code is missing or another one.",
    )
    top_count = fields.Integer(
        "Highest Level", readonly=True, help="Services with no level above them."
    )
    unmatched_count = fields.Integer(
        "Not Comparable",
        readonly=True,
        help="未匹配: no basic code, no such item above, or not published. They count "
        "neither as the same nor as different.",
    )
    rate = fields.Float(
        readonly=True, aggregator="avg", help="一致率: elements the same, in %."
    )
    previous_id = fields.Many2one(
        "yichuang.conformance.run",
        "Report Before",
        readonly=True,
        ondelete="set null",
        index="btree_not_null",
    )
    rate_change = fields.Float(
        "Change", readonly=True, aggregator=None, help="In percentage points."
    )
    new_count = fields.Integer(
        "Newly Different", readonly=True, help="新增差异 since the report before."
    )
    healed_count = fields.Integer(
        "Healed", readonly=True, help="已消除差异 since the report before."
    )
    rate_ids = fields.One2many(
        "yichuang.conformance.rate", "run_id", string="Rates", readonly=True
    )

    _default_order_idx = models.Index("(moment DESC, id DESC)")
    _scope_idx = models.Index("(scope, id) WHERE state = 'done'")
    _open_idx = models.Index("(id) WHERE state IN ('waiting', 'running')")

    @api.depends("profile", "moment", "company_id.name")
    def _compute_display_name(self):
        labels = dict(self._fields["profile"]._description_selection(self.env))
        for run in self:
            day = run.moment and fields.Date.to_string(
                fields.Datetime.context_timestamp(run, run.moment)
            )
            run.display_name = f"{labels.get(run.profile, '')} {day or ''}".strip()

    @api.depends("state", "done_count", "service_count")
    def _compute_progress(self):
        for run in self:
            if run.state == "done" or not run.service_count:
                run.progress = 100.0 if run.state == "done" else 0.0
            else:
                run.progress = 100.0 * run.done_count / run.service_count

    @api.model
    def _start(self, profile, region=None, companies=None):
        """A new run over the services of these halls, waiting to be done.

        With sudo, for nobody may enter a report otherwise: the halls are those the
        person works in.
        """
        companies = companies or self.env.companies
        region = region or self.env["yichuang.region"]
        hall = self.env.company
        halls = ",".join(map(str, sorted(companies.ids)))
        return (
            self.sudo()
            .create(
                {
                    "profile": profile,
                    "company_id": hall.id,
                    "company_ids": companies.ids,
                    "region_id": region.id,
                    "scope": f"{profile}/{hall.id}/{halls}/{region.id or ''}",
                    "user_id": self.env.uid,
                }
            )
            .sudo(False)
        )

    def _services_domain(self):
        domain = Domain("company_id", "in", self.company_ids.ids)
        if self.region_id:
            domain &= Domain("department_id.region_id", "child_of", self.region_id.id)
        return domain

    def _begin(self):
        """Do it now if it is small, else let it be done in the background."""
        self.ensure_one()
        services = self.env["yichuang.service"].search_count(
            self._services_domain(), limit=AT_ONCE + 1
        )
        if services <= AT_ONCE:
            self.with_user(SUPERUSER_ID)._work_through()
        else:
            self.env["ir.cron"]._trigger_once(CRON)

    @api.model
    def _cron_start(self):
        """The monthly report of every hall that has published services."""
        halls = self.env["yichuang.service"]._read_group(
            [("current_version_id", "!=", False)], ["company_id"]
        )
        for (hall,) in halls:
            for profile in ("official", "article"):
                self.with_company(hall)._start(profile, companies=hall)
        self.env["ir.cron"]._trigger_once(CRON)

    @api.model
    def _cron_work(self):
        """Go on with what waits, portion by portion."""
        progress = self.env["ir.cron"]
        while run := self.search(
            [("state", "in", ("waiting", "running"))], order="id", limit=1
        ):
            run = run.try_lock_for_update()
            if not run:
                break  # somebody else is at it
            run._attempt()
            remaining = self.search_count([("state", "in", ("waiting", "running"))])
            if not progress._commit_progress(1, remaining=remaining):
                break

    def _attempt(self):
        """One portion; a run that cannot go on does not hold up the others."""
        try:
            with self.env.cr.savepoint():
                self._work()
        except OperationalError:
            raise  # somebody else worked on the same rows; the next run goes on
        except Exception:
            _logger.exception("conformance report %s failed", self.id)
            self.state = "failed"

    def action_again(self):
        """Compare the same scope anew."""
        self.ensure_one()
        self.check_access("read")
        self.env["yichuang.conformance.start"].check_access("create")
        halls = self.company_ids & self.env.user.company_ids
        run = self._start(self.profile, self.region_id, halls)
        run._begin()
        return run._open_form()

    def action_view_rates(self):
        """Open the rates as a pivot table."""
        return self._open("yichuang_catalog.conformance_rate_action", [])

    def action_view_differences(self):
        """Open the differences."""
        return self._open("yichuang_catalog.conformance_difference_action", [])

    def action_view_new(self):
        """Open what was the same in the report before."""
        return self._open(
            "yichuang_catalog.conformance_difference_action", [("is_new", "=", True)]
        )

    def action_view_healed(self):
        """Open what differed in the report before and does no longer."""
        return self._open(
            "yichuang_catalog.conformance_difference_action",
            [("healed_run_id", "=", self.id)],
            run=self.previous_id,
        )

    def action_view_unmatched(self):
        """Open the services that cannot be compared, with the reason."""
        return self._open(
            "yichuang_catalog.conformance_unmatched_action", [("reason", "!=", "top")]
        )

    def _open(self, action, domain, run=None):
        self.ensure_one()
        return {
            **self.env["ir.actions.act_window"]._for_xml_id(action),
            "domain": [("run_id", "=", (run or self).id), *domain],
            "context": {},
        }

    def _open_form(self):
        return {
            "type": "ir.actions.act_window",
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
        }
