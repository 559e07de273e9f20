import secrets

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition

from ...tools import draw as draw_tool
from .notice import NOT_LIVE


class Signup(models.Model):
    """An agency takes part in a notice (报名).

    submitted → valid → winner, reserve or not_selected; beside: screened_out, void,
    withdrawn, replaced.

    Before the sign-up has closed nobody but the agency itself can see, count or
    search these rows; a global rule says so, which no group can widen.
    """

    _name = "yichuang.market.signup"
    _description = "Sign-up to a notice"
    _inherit = ["yichuang.market.document", "yichuang.lifecycle"]
    _order = "notice_id, position, id"
    _rec_name = "receipt_number"

    _transitions = (
        Transition(
            "withdraw",
            "submitted",
            "withdrawn",
            groups="base.group_portal",
            guards=("_guard_own", "_guard_still_open"),
        ),
        Transition("invalidate", "submitted", "invalidated", system=True),
        Transition("admit", "submitted", "valid", system=True),
        Transition("screen_out", "submitted", "screened_out", system=True),
        Transition("win", "valid", "winner", system=True),
        Transition("reserve", "valid", "reserve", system=True),
        Transition("pass_over", "valid", "not_selected", system=True),
        Transition(
            "stand_again", ("winner", "reserve", "not_selected"), "valid", system=True
        ),
    )
    _guarded_fields = frozenset(
        {
            "notice_id",
            "agency_id",
            "user_id",
            "receipt_number",
            "request_id",
            "receipt",
            "receipt_sha256",
            "received_on",
            "position",
            "reason",
        }
    )
    _open_states = ()

    notice_id = fields.Many2one(
        "yichuang.market.notice", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="notice_id.company_id", store=True, index=True)
    agency_id = fields.Many2one(
        "yichuang.market.agency", required=True, index=True, ondelete="restrict"
    )
    user_id = fields.Many2one("res.users", "Signed Up By", required=True)
    received_on = fields.Datetime(
        required=True, help="收到时间, by the wall clock of the database."
    )
    receipt_number = fields.Char(required=True, help="回执编号: random, not counted.")
    request_id = fields.Char(help="Names one attempt, so that a repetition is known.")
    receipt = fields.Text(
        required=True, help="报名回执: the text whose hash stands on the public list."
    )
    receipt_sha256 = fields.Char("SHA-256 of the Receipt", required=True)
    position = fields.Integer(help="中选顺序: 1 is selected, the others are reserves.")
    reason = fields.Text(help="Why the sign-up does not count.")
    state = fields.Selection(
        [
            ("submitted", "Signed up"),
            ("valid", "Valid"),
            ("winner", "Selected"),
            ("reserve", "Reserve"),
            ("not_selected", "Not selected"),
            ("screened_out", "Not valid"),
            ("withdrawn", "Withdrawn"),
            ("invalidated", "Ended by an amendment"),
        ],
        required=True,
        default="submitted",
        copy=False,
        index=True,
    )

    _live_uniq = models.UniqueIndex(
        "(notice_id, agency_id) "
        "WHERE state NOT IN ('withdrawn', 'replaced', 'invalidated')",
        "Your agency has signed up to this notice already.",
    )
    _receipt_uniq = models.Constraint(
        "UNIQUE (receipt_number)", "This receipt number exists already."
    )
    _order_idx = models.Index("(notice_id, position, id)")

    @api.model
    def _submit(self, notice, agency, sealed="", request_id=""):
        """Sign an agency up, if it is in time and may take part.

        A sealed offer replaces the one the agency sent before; the same request sent
        twice counts once.

        :param notice: found under the user's own rights
        :param agency: the user's own agency
        :param sealed: the offer as the browser sealed it, where the notice wants one
        :param request_id: the page's own random name of this attempt
        :raises UserError: too late, not eligible, or signed up already
        """
        moment, is_open = notice.sudo()._judge_sign_up()
        if not is_open:
            raise UserError(
                self.env._(
                    "Sign-up to %(number)s is over: it ended at %(end)s and yours came "
                    "in at %(moment)s (Beijing time, by the database clock). Late "
                    "sign-ups must be refused (招标投标法实施条例 Art. 36).",
                    number=notice.number,
                    end=self._moment_text(notice.sign_close),
                    moment=self._moment_text(moment),
                )
            )
        reason = self._obstacle(notice.sudo(), agency.sudo())
        if reason:
            raise UserError(reason)
        self._check_sealed(notice.sudo(), agency.sudo(), sealed)
        # The agency's own rows, which its browser may not write.
        live = self.sudo().search(
            [
                ("notice_id", "=", notice.id),
                ("agency_id", "=", agency.id),
                ("state", "not in", NOT_LIVE),
            ]
        )
        if live and request_id and live.request_id == request_id:
            return live
        if live and not sealed:
            raise UserError(
                self.env._("Your agency has signed up to this notice already.")
            )
        live.with_user(SUPERUSER_ID)._transition("replace")
        receipt_number = secrets.token_hex(8)
        signup = self.sudo()._create_guarded(
            [
                {
                    "notice_id": notice.id,
                    "agency_id": agency.id,
                    "user_id": self.env.uid,
                    "received_on": moment,
                    "receipt_number": receipt_number,
                    "request_id": request_id,
                    "receipt": "",
                    "receipt_sha256": "",
                    **self._trace_values(),
                }
            ]
        )
        if sealed:
            signup._keep_sealed(sealed)
        signup._give_receipt(
            {
                "format": "yichuang-receipt/1",
                "notice": notice.number,
                "notice_sha256": notice.canonical_sha256,
                "uscc": agency.uscc,
                "received_at": moment,
                "receipt_number": receipt_number,
            }
        )
        return signup

    @api.model
    def _obstacle(self, notice, agency):
        """Why the agency may not take part; ``None`` when it may."""
        return agency._ineligible_reason(notice)

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(
            self.env._(
                "Sign-ups are kept for 15 years (政府采购法 Art. 42). The agency may "
                "withdraw its own before the deadline."
            )
        )

    def _guard_own(self, _vals):
        own = self.env.user.partner_id.commercial_partner_id
        if self.sudo().agency_id.partner_id != own:
            raise UserError(
                self.env._("Only the agency itself can withdraw its sign-up.")
            )

    def _guard_still_open(self, _vals):
        for signup in self.sudo():
            _moment, is_open = signup.notice_id._judge_sign_up()
            if not is_open:
                raise UserError(
                    self.env._(
                        "Sign-up is over; a sign-up can be withdrawn before its end "
                        "only (招标投标法实施条例 Art. 35)."
                    )
                )

    def _screen(self):
        """Look at each sign-up once more when the list is frozen.

        :return: the valid ones
        """
        signups = self.with_user(SUPERUSER_ID)
        valid = signups.browse()
        for signup in signups:
            reason = signup._obstacle(signup.notice_id, signup.agency_id)
            if reason:
                signup._transition("screen_out", {"reason": reason})
            else:
                valid |= signup
        valid._transition("admit")
        return valid

    def _candidates(self):
        """These sign-ups as the draw wants them: one ticket each or, where they are
        drawn by credit, as many as hundredths of it (信用择优)."""
        return [
            draw_tool.Candidate(
                signup.agency_id.uscc, signup.receipt_sha256, signup._tickets()
            )
            for signup in self
        ]

    def _tickets(self):
        self.ensure_one()
        if self.notice_id.mode != "credit":
            return 1
        return max(self.agency_id.credit_hundredths, 1)
