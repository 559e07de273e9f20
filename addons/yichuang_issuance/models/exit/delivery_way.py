from odoo import SUPERUSER_ID, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition

from ...tools import tracking
from .delivery import EXIT_CLERK

APPLICANT = "base.group_portal"
# States in which the way to the applicant is no longer a wish but a fact.
GONE = ("sent", "boxed", "delivered", "recalled")


class Delivery(models.Model):
    """The ways of a result besides the window: by courier, on the portal, back to the
    organ.

    arrived → sent → delivered when the letter is signed for, or arrived again when it
    comes back; arrived → returned, and waiting again when the organ sends it anew.
    The applicant who has agreed to it takes a result on the portal, wherever the paper
    lies.
    """

    _inherit = "yichuang.delivery"

    _transitions = (
        Transition(
            "send",
            "arrived",
            "sent",
            groups=EXIT_CLERK,
            guards=("_guard_still_valid", "_guard_courier"),
        ),
        Transition(
            "sign_for",
            "sent",
            "delivered",
            groups=EXIT_CLERK,
            guards="_guard_signed_for",
        ),
        Transition(
            "come_back",
            "sent",
            "arrived",
            groups=EXIT_CLERK,
            guards="_guard_way_reason",
        ),
        Transition(
            "return_to_organ",
            "arrived",
            "returned",
            groups=EXIT_CLERK,
            guards="_guard_way_reason",
        ),
        Transition("expect_again", "returned", "waiting", groups=EXIT_CLERK),
        Transition(
            "take_online",
            ("waiting", "arrived"),
            "delivered",
            groups=APPLICANT,
            guards=("_guard_own", "_guard_still_valid", "_guard_online_consent"),
        ),
    )
    _guarded_fields = frozenset(
        {"tracking_number", "sent_on", "sent_by_id", "way_reason"}
    )
    # What the applicant asks for may also change while the organ has the document.
    _free_fields = frozenset({"way"})

    way = fields.Selection(
        [
            ("window", "At the Window"),
            ("courier", "By Courier"),
            ("electronic", "On the Portal"),
            ("cabinet", "From the Cabinet"),
        ],
        "Way of Delivery",
        required=True,
        default="window",
        help="送达方式: 窗口领取, 邮政快递, 电子送达, 自助柜取件. What the applicant "
        "asked for, then how it was delivered.",
    )

    # What a letter says (邮政快递详情单)
    courier = fields.Char(default="EMS", help="快递企业")
    courier_name = fields.Char("Letter Addressed To", help="收件人姓名")
    courier_phone = fields.Char("Phone for the Courier", help="收件人电话")
    courier_address = fields.Char("Letter's Address", help="收件人地址")
    courier_zip = fields.Char("Postal Code", help="邮政编码")
    tracking_number = fields.Char(
        "Mail Number",
        readonly=True,
        copy=False,
        index="btree_not_null",
        help="邮件号",
    )
    sent_on = fields.Datetime(readonly=True, copy=False, help="寄出时间")
    sent_by_id = fields.Many2one("res.users", readonly=True, copy=False, help="寄件人")
    way_reason = fields.Char(
        "Why It Came or Went Back", readonly=True, copy=False, help="退回原因"
    )

    def _check_write_guarded(self, vals):
        super()._check_write_guarded(vals)
        gone = self.filtered(lambda delivery: delivery.state in GONE)
        if "way" in vals and gone:
            raise UserError(
                self.env._(
                    "%(case)s is “%(state)s”: how it left the exit stands on the proof "
                    "of delivery (行政许可法 Art. 44) and stays as it was.",
                    case=gone[0].receipt_number,
                    state=gone[0]._state_label(),
                )
            )

    def _guard_courier(self, vals):
        number = tracking.compact(vals.get("tracking_number"))
        problem = tracking.problem(number)
        if problem == "mistyped":
            raise UserError(
                self.env._(
                    "The check digit of mail number %(number)s does not fit. Scan it "
                    "from the slip again.",
                    number=number,
                )
            )
        if problem:
            raise UserError(
                self.env._(
                    "The proof of delivery by post names the mail number (民事诉讼法 "
                    "Art. 91). Scan it from the courier's slip: 10 to 20 letters and "
                    "digits."
                )
            )
        vals["tracking_number"] = number
        for delivery in self:
            lacking = [
                self._fields[name]._description_string(self.env)
                for name in ("courier_name", "courier_phone", "courier_address")
                if not (vals.get(name) or delivery[name] or "").strip()
            ]
            if lacking:
                raise UserError(
                    self.env._(
                        "A letter for %(case)s lacks: %(fields)s. Ask the applicant "
                        "and fill it in.",
                        case=delivery.receipt_number,
                        fields=", ".join(lacking),
                    )
                )

    def _guard_signed_for(self, vals):
        if not (vals.get("collector_name") or "").strip():
            raise UserError(
                self.env._(
                    "Enter who signed for the letter, as the courier reports it; the "
                    "proof of delivery names them (民事诉讼法 Art. 91)."
                )
            )
        now = fields.Datetime.now()
        moment = vals.setdefault("delivered_on", now)
        if moment > now or any(moment < delivery.sent_on for delivery in self):
            raise UserError(
                self.env._(
                    "A letter is signed for after it was sent, and not in the future. "
                    "Correct the time."
                )
            )

    def _guard_way_reason(self, vals):
        if not (vals.get("way_reason") or "").strip():
            raise UserError(
                self.env._(
                    "The file keeps why a result came back or went back. Write it down."
                )
            )

    def _guard_own(self, vals):
        """The portal user sees the result by their own right."""
        own = self.with_user(self.env.user)
        if own.search_count([("id", "in", own.ids)]) != len(own):
            raise UserError(self.env._("This is not a result of yours."))

    def _guard_online_consent(self, vals):
        for case in self.case_id.sudo():
            if not case.delivery_consent_on:
                raise UserError(
                    self.env._(
                        "Agree to be served electronically first (民事诉讼法 Art. 90)."
                    )
                )

    def _values_send(self, vals):
        vals.update(
            way="courier", sent_on=fields.Datetime.now(), sent_by_id=self.env.uid
        )

    def _values_sign_for(self, vals):
        vals.update(delivered_by_id=self.env.uid)

    def _values_return_to_organ(self, vals):
        vals.update(shelf_place=False, arrived_on=False)

    def _values_take_online(self, vals):
        vals.update(
            way="electronic",
            delivered_on=fields.Datetime.now(),
            delivered_by_id=self.env.uid,
            collector_name=self.env.user.name,
            collector_relation="self",
        )

    def _after_sign_for(self, vals):
        self._finish(vals)

    def _after_take_online(self, vals):
        self._finish(vals)

    def _finish(self, vals):
        """The result is in the applicant's hands: serve the decision with it and close
        the cases."""
        self._serve_decisions()
        cases = self._of_cases().case_id.sudo()
        if not self.env.user.has_group(EXIT_CLERK):
            # The applicant or a machine has taken it; the system draws the line.
            cases = cases.with_user(SUPERUSER_ID)
        cases._transition("deliver")
        cases._transition("close", {"ended_on": vals["delivered_on"]})

    def _take_online(self):
        """The applicant at work takes their result on the portal."""
        self.ensure_one()
        # Found under the applicant's own rights; these do not let them write.
        return self.sudo()._transition("take_online")

    def action_send(self):
        """Ask for what is written on the letter."""
        return self._open_wizard("yichuang.delivery.send", self.env._("By Courier"))

    def action_sign_for(self):
        """Ask who signed for the letter."""
        return self._open_wizard(
            "yichuang.delivery.back", self.env._("Signed For"), step="sign_for"
        )

    def action_come_back(self):
        """Ask why the letter came back."""
        return self._open_wizard(
            "yichuang.delivery.back", self.env._("Came Back"), step="come_back"
        )

    def action_return_to_organ(self):
        """Ask why the result goes back to the organ."""
        return self._open_wizard(
            "yichuang.delivery.back",
            self.env._("Return to the Organ"),
            step="return_to_organ",
        )

    def action_expect_again(self):
        """The organ sends the result once more."""
        return self._step("expect_again")
