import secrets

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

CLERK = "yichuang_intake.group_clerk"
APPLICANT = "base.group_portal"
MOST_DRAFTS = 20


class Online(models.AbstractModel):
    """What is applied for online, by its applicant, on the same questions, list and
    rules as at the window.

    draft → submitted → received. The hall looks at what was submitted within a working
    day, and receives it or sends it back with the reason; the receipt is given when it
    is received. A draft is its applicant's alone until it is submitted.
    """

    _name = "yichuang.online"
    _description = "Application made online"

    _transitions = (
        Transition(
            "take_back", "submitted", "draft", groups=APPLICANT, guards="_guard_own"
        ),
        Transition(
            "send_back",
            "submitted",
            "draft",
            groups=CLERK,
            guards="_guard_sent_back_reason",
        ),
    )
    _guarded_fields = frozenset(
        {
            "channel",
            "apply_token",
            "submitted_on",
            "precheck_due_on",
            "sent_back_reason",
        }
    )

    channel = fields.Selection(
        [("window", "At the Window"), ("online", "Online")],
        required=True,
        default="window",
        readonly=True,
        copy=False,
        help="申请方式: 窗口, 网上.",
    )
    apply_token = fields.Char(
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="What stands for an online application in its applicant's links.",
    )
    submitted_on = fields.Datetime(
        "Submitted", readonly=True, copy=False, help="网上提交时间"
    )
    precheck_due_on = fields.Date(
        "Look At By",
        readonly=True,
        copy=False,
        help="网上预审期限: by then the hall receives it or sends it back.",
    )
    sent_back_reason = fields.Text(
        "Sent Back Because", readonly=True, copy=False, help="退回修改原因"
    )

    @api.model
    def _begin_draft(self, vals):
        """A new draft of the portal user at work.

        :param vals: what is applied for
        :raises UserError: the person has too many drafts
        """
        partner = self.env.user.partner_id
        # The applicant writes nothing by hand: this is the one way to begin.
        drafts = self.sudo()
        waiting = drafts.search_count(
            [
                ("partner_id", "=", partner.id),
                ("channel", "=", "online"),
                ("state", "in", ("draft", "submitted")),
            ],
            limit=MOST_DRAFTS,
        )
        if waiting >= MOST_DRAFTS:
            raise UserError(
                self.env._(
                    "You have %(count)s applications that are not received yet. Finish "
                    "or discard one of them first.",
                    count=waiting,
                )
            )
        return drafts._create_guarded(
            [
                {
                    **vals,
                    "partner_id": partner.id,
                    "channel": "online",
                    "apply_token": secrets.token_urlsafe(16),
                }
            ]
        )

    def _guard_not_in_applicants_hand(self, vals):
        for one in self:
            if one.channel == "online" and one.state == "draft":
                raise UserError(
                    self.env._(
                        "%(case)s is in the hands of its applicant, who submits it "
                        "again online.",
                        case=one.display_name,
                    )
                )

    def _guard_own(self, vals):
        """The portal user sees all of these by their own right."""
        own = self.with_user(self.env.user)
        if own.search_count([("id", "in", self.ids)]) != len(self):
            raise UserError(self.env._("This is not an application of yours."))

    def _guard_files_sent_in(self, vals):
        for one in self:
            if one.channel != "online":
                raise UserError(
                    self.env._("Applications made at a window are not submitted here.")
                )
            lacking = one._files_lacking()
            if lacking:
                raise UserError(
                    self.env._(
                        "Files are missing for: %(materials)s.",
                        materials=", ".join(lacking.mapped("name")),
                    )
                )

    def _files_lacking(self):
        """Required materials of which the applicant has sent in no file."""
        return self.material_ids.filtered(
            lambda line: line.necessity == "required" and not line._sent_in()
        )

    def _guard_sent_back_reason(self, vals):
        if not (vals.get("sent_back_reason") or "").strip():
            raise UserError(
                self.env._(
                    "The applicant must know what to change. Fill in: %(fields)s.",
                    fields=self._fields["sent_back_reason"]._description_string(
                        self.env
                    ),
                )
            )

    def _values_submit(self, vals):
        now = fields.Datetime.now()
        vals.update(submitted_on=now, sent_back_reason=False)
        workdays = self.env["yichuang.calendar.day"]._workdays()
        today = hall_date(now)
        return {
            one.id: {
                "precheck_due_on": workdays.add(
                    today, one.company_id.sudo().precheck_days
                ).date
            }
            for one in self
        }

    def _values_take_back(self, vals):
        vals["precheck_due_on"] = False

    def _values_send_back(self, vals):
        vals["precheck_due_on"] = False

    def _values_receive_online(self, vals):
        vals["precheck_due_on"] = False
        return self._values_receive(vals)

    def action_receive_online(self):
        """Take in what was submitted and allot the numbers."""
        return self._step("receive_online")

    def _apply_url(self):
        """The applicant's own page of it until there is a receipt; else nothing."""
        if self.receipt_number or not self.apply_token:
            return ""
        return f"{self.get_base_url()}{self._apply_path()}"

    def _apply_path(self):
        """Where its applicant finds it until there is a receipt."""
        return f"/my/apply/{self.apply_token}"
