import secrets
from datetime import timedelta

from odoo import SUPERUSER_ID, Command, api, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition

from ...tools.satisfaction import BAD, stars

TOKEN_BYTES = 16
LONGEST_COMMENT = 2000
DEFAULT_GRADE = "3"
BATCH = 200
GRADES = [
    ("1", "Very Satisfied"),
    ("2", "Satisfied"),
    ("3", "Basically Satisfied"),
    ("4", "Dissatisfied"),
    ("5", "Very Dissatisfied"),
]


class Evaluation(models.Model):
    """A rating (好差评): each visit to the hall may be rated once, each matter handled
    online once (现场一次一评, 网上一事一评).

    asked → given, lapsed where nobody answers, or, where the hall wants so, defaulted;
    a given one that was a mistake or malice is excluded after an appeal. Only who holds
    the code rates: staff cannot ask for a certain grade, rate themselves, write or
    delete. Who rates without their name is not led back to their case.
    """

    _name = "yichuang.evaluation"
    _description = "Rating"
    _inherit = ["yichuang.lifecycle"]
    _order = "id desc"

    _transitions = (
        Transition("give", "asked", "given", system=True, guards="_guard_grade"),
        Transition("default", "asked", "defaulted", system=True),
        Transition("lapse", "asked", "lapsed", system=True),
        Transition("exclude", "given", "excluded", system=True),
    )
    _guarded_fields = frozenset(
        {
            "case_id",
            "matter_id",
            "service_id",
            "department_id",
            "company_id",
            "user_id",
            "ticket_id",
            "window_id",
            "scene",
            "token",
            "asked_on",
            "grade",
            "bad",
            "is_default",
            "anonymous",
            "channel",
            "comment",
            "given_on",
            "line_ids",
        }
    )
    _open_states = ()

    # What is rated
    case_id = fields.Many2one(
        "yichuang.case",
        "Rated Case",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
        groups=fields.NO_ACCESS,
    )
    matter_id = fields.Many2one(
        "yichuang.case",
        "Case",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
        help="办件, where the rating was given with the name.",
    )
    service_id = fields.Many2one(
        "yichuang.service", readonly=True, ondelete="restrict", index="btree_not_null"
    )
    department_id = fields.Many2one(
        "yichuang.department",
        "Rated Organ",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
        help="被评价部门",
    )
    user_id = fields.Many2one(
        "res.users",
        "Rated Clerk",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
        help="被评价人员",
    )
    ticket_id = fields.Many2one(
        "yichuang.ticket",
        "Visit",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
        groups=fields.NO_ACCESS,
    )
    window_id = fields.Many2one(
        "yichuang.window",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
        help="被评价窗口",
    )
    company_id = fields.Many2one(
        "res.company", "Hall", required=True, readonly=True, ondelete="restrict"
    )
    scene = fields.Selection(
        [("onsite", "On Site"), ("online", "Service Online")],
        required=True,
        readonly=True,
        default="onsite",
        help="现场服务, 网上服务",
    )
    asked_on = fields.Datetime("Rating Asked On", required=True, readonly=True)
    token = fields.Char(
        required=True, readonly=True, copy=False, groups=fields.NO_ACCESS
    )
    state = fields.Selection(
        [
            ("asked", "Not Rated Yet"),
            ("given", "Rated"),
            ("defaulted", "Grade Put by the System"),
            ("lapsed", "Not Rated"),
            ("excluded", "Not Counted"),
        ],
        required=True,
        readonly=True,
        default="asked",
        copy=False,
        help="待评价, 已评价, 默认评价, 未评价, 不计入",
    )

    # What was given
    grade = fields.Selection(
        GRADES,
        "Satisfaction",
        readonly=True,
        copy=False,
        help="满意度: 1 非常满意, 2 满意, 3 基本满意, 4 不满意, 5 非常不满意.",
    )
    bad = fields.Boolean("Bad Rating", readonly=True, copy=False, help="差评: 4, 5.")
    is_default = fields.Boolean(
        "Put by the System",
        readonly=True,
        copy=False,
        help="默认评价: nobody rated; it never counts as praise.",
    )
    anonymous = fields.Boolean(readonly=True, copy=False, help="匿名评价")
    channel = fields.Selection(
        [("kiosk", "Rating Terminal"), ("qr", "QR Code"), ("portal", "Portal")],
        readonly=True,
        copy=False,
        help="评价渠道: 评价器, 二维码, 网上大厅",
    )
    comment = fields.Text(readonly=True, copy=False, help="评价内容")
    given_on = fields.Datetime("Rated On", readonly=True, copy=False, help="评价时间")
    line_ids = fields.One2many(
        "yichuang.evaluation.line", "evaluation_id", "By Indicator", readonly=True
    )
    task_ids = fields.One2many(
        "yichuang.evaluation.task", "evaluation_id", "Putting It Right", readonly=True
    )
    star_words = fields.Char("Stars", compute="_compute_star_words", help="星级")

    _token_uniq = models.UniqueIndex("(token)")
    _once = models.UniqueIndex(
        "(case_id, scene) WHERE state = 'asked'", "This was asked for already."
    )
    _list_idx = models.Index("(company_id, id DESC)")
    _organ_idx = models.Index("(department_id, state, grade)")
    _asked_idx = models.Index("(asked_on) WHERE state = 'asked'")

    @api.depends("grade")
    def _compute_star_words(self):
        for evaluation in self:
            count = stars(evaluation.grade) if evaluation.grade else 0
            evaluation.star_words = "★" * count + "☆" * (5 - count)

    @api.depends("department_id", "given_on")
    def _compute_display_name(self):
        for evaluation in self:
            evaluation.display_name = self.env._(
                "Rating of %(organ)s", organ=evaluation.department_id.name or ""
            )

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(
            self.env._("A rating stays. One that was a mistake is appealed against.")
        )

    def _guard_grade(self, vals):
        if vals.get("grade") not in dict(GRADES):
            raise UserError(self.env._("Choose how satisfied you are."))

    @api.model
    def _ask(self, cases, scene):
        """Ask for a rating of each of these cases, unless one waits already; several
        cases of one number are one visit and rated once.

        :returns: the new ones, without rights of one's own
        """
        evaluations = self.sudo()
        cases = cases.sudo()
        waiting = evaluations.search(
            [
                ("case_id", "in", cases.ids),
                ("scene", "=", scene),
                ("state", "=", "asked"),
            ]
        ).case_id
        if scene == "onsite":
            visited = evaluations.search(
                [("ticket_id", "in", cases.ticket_id.ids)]
            ).ticket_id
            first = {case.ticket_id: case for case in reversed(cases)}
            waiting |= cases.filtered(
                lambda case: (
                    case.ticket_id
                    and (case.ticket_id in visited or first[case.ticket_id] != case)
                )
            )
        now = fields.Datetime.now()
        # Whoever takes a step of a case lets the applicant be asked; nobody of the
        # hall may create a rating.
        return evaluations._create_guarded(
            [
                {
                    "case_id": case.id,
                    "service_id": case.service_id.id,
                    "department_id": case.department_id.id,
                    "company_id": case.company_id.id,
                    "user_id": (case.received_by_id or case.accepted_by_id).id,
                    "ticket_id": case.ticket_id.id,
                    "window_id": case.ticket_id.window_id.id,
                    "scene": scene,
                    "asked_on": now,
                    "token": secrets.token_hex(TOKEN_BYTES),
                }
                for case in cases - waiting
            ]
        )

    @api.model
    def _by_token(self, token):
        """The rating that this code opens, or none; the code is the right to it."""
        if len(token) != 2 * TOKEN_BYTES:
            return self.browse()
        return self.sudo().search([("token", "=", token)], limit=1)

    def _indicators(self):
        """What is graded besides the whole: the newest national list."""
        self.ensure_one()
        indicators = self.env["yichuang.evaluation.indicator"].sudo()
        found = indicators.search([("scene", "=", self.scene)])
        return found.filtered(lambda row: row.version == found[:1].version)

    def _give(
        self, grade, by_indicator=None, comment="", anonymous=False, channel="qr"
    ):
        """Rate, once. A bad rating opens a task in the same transaction.

        :param by_indicator: dict of indicator id to grade
        """
        self.ensure_one()
        known = self._indicators().ids
        lines = [
            Command.create({"indicator_id": indicator, "grade": given})
            for indicator, given in (by_indicator or {}).items()
            if indicator in known and given in dict(GRADES)
        ]
        # The visitor has the code and no account: the system writes it down.
        mine = self.with_user(SUPERUSER_ID)
        mine._transition(
            "give",
            {
                "grade": grade,
                "bad": grade in BAD,
                "comment": (comment or "").strip()[:LONGEST_COMMENT],
                "anonymous": bool(anonymous),
                "matter_id": False if anonymous else mine.case_id.id,
                "channel": channel,
                "given_on": fields.Datetime.now(),
                "line_ids": lines,
            },
            {"grade": grade, "channel": channel, "anonymous": bool(anonymous)},
        )
        return True

    def _after_give(self, vals):
        self.env["yichuang.evaluation.task"]._open(self.filtered("bad"))

    @api.model
    def _cron_close_unrated(self):
        """Let lapse what nobody rated, and put a grade where the hall wants one."""
        for hall in self.env["res.company"].sudo().search([("active", "=", True)]):
            if hall.evaluation_default:
                days, step = hall.evaluation_default_days, "default"
                vals = {"grade": DEFAULT_GRADE, "is_default": True}
            else:
                days, step, vals = hall.evaluation_rate_days, "lapse", {}
            self._close_unrated(
                [
                    ("state", "=", "asked"),
                    ("company_id", "=", hall.id),
                    ("asked_on", "<", fields.Datetime.now() - timedelta(days=days)),
                ],
                step,
                vals,
            )

    @api.model
    def _close_unrated(self, domain, step, vals):
        """Take this step with all of ``domain`` that nobody has in hand."""
        last = 0
        while found := self.search(
            [*domain, ("id", ">", last)], order="id", limit=BATCH
        ):
            last = found[-1].id
            mine = found.try_lock_for_update(allow_referencing=True)
            mine.invalidate_recordset()
            mine.filtered_domain(domain)._transition(step, vals)
            self.env["ir.cron"]._commit_progress(len(found))

    def action_view_task(self):
        """Open what puts this rating right."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "res_model": "yichuang.evaluation.task",
            "res_id": self.task_ids[:1].id,
            "view_mode": "form",
        }
