from odoo import SUPERUSER_ID, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition

from ...tools.contract_law import differences
from ...tools.money import fen_text
from .contract import PORTAL, SIDES


class Contract(models.Model):
    """Signing (合同签订): one side uploads the signed copy, the other confirms it.

    Whoever uploads states price and days as they stand in the copy; a difference to
    the award is refused with both values (招标投标法实施条例 Art. 57).
    """

    _inherit = "yichuang.market.contract"

    _transitions = (
        Transition(
            "upload",
            "to_sign",
            "to_confirm",
            groups=PORTAL,
            guards=("_guard_party", "_guard_equal_terms", "_guard_copy"),
        ),
        Transition(
            "send_back",
            "to_confirm",
            "to_sign",
            groups=PORTAL,
            guards=("_guard_other_side", "_guard_send_back_reason"),
        ),
        Transition(
            "confirm", "to_confirm", "active", groups=PORTAL, guards="_guard_other_side"
        ),
    )
    _guarded_fields = frozenset(
        {
            "stated_fen",
            "stated_days",
            "uploaded_side",
            "copy_reason",
            "confirm_by",
            "owner_confirmed_by_id",
            "owner_confirmed_on",
            "agency_confirmed_by_id",
            "agency_confirmed_on",
        }
    )

    stated_fen = fields.Integer(
        "Price in the Copy (Fen)", readonly=True, help="合同文本所载金额(分)"
    )
    stated_days = fields.Integer(
        "Days in the Copy", readonly=True, help="合同文本所载服务时限"
    )
    uploaded_side = fields.Selection(
        SIDES, "Copy Uploaded By", readonly=True, help="合同上传方"
    )
    copy_reason = fields.Text(
        "Why the Copy Came Back", readonly=True, help="合同文本退回原因"
    )
    confirm_by = fields.Date(
        "Copy to be Confirmed By", readonly=True, help="合同确认截止日"
    )
    owner_confirmed_by_id = fields.Many2one(
        "res.users", readonly=True, groups="base.group_user"
    )
    owner_confirmed_on = fields.Datetime(readonly=True, help="业主确认时间")
    agency_confirmed_by_id = fields.Many2one(
        "res.users", readonly=True, groups="base.group_user"
    )
    agency_confirmed_on = fields.Datetime(readonly=True, help="机构确认时间")

    def _guard_party(self, _vals):
        for contract in self:
            if not contract._own_side():
                raise UserError(
                    self.env._(
                        "Only owner and agency act on a contract, each for its own "
                        "side. The hall signs nothing for anybody."
                    )
                )
            contract._check_binds()

    def _check_binds(self):
        """Whoever acts binds the firm, by the firm's own register of members."""
        user = self.env.user
        if user._is_portal() and not user._market_may(*self._roles_for("")):
            raise AccessError(
                self.env._(
                    "Your role in the firm does not include this. Ask the firm's "
                    "administrator in the market."
                )
            )

    def _guard_other_side(self, vals):
        self._guard_party(vals)
        for contract in self:
            if contract._own_side() == contract.uploaded_side:
                raise UserError(
                    self.env._(
                        "Your side uploaded this copy and has confirmed it with that. "
                        "The other side looks at it now, until %(date)s.",
                        date=contract.confirm_by,
                    )
                )

    def _guard_owner_side(self, vals):
        self._guard_party(vals)
        if any(contract._own_side() != "owner" for contract in self):
            raise UserError(self.env._("Only the owner of the contract does this."))

    def _guard_agency_side(self, vals):
        self._guard_party(vals)
        if any(contract._own_side() != "agency" for contract in self):
            raise UserError(self.env._("Only the agency of the contract does this."))

    def _guard_equal_terms(self, vals):
        for contract in self:
            found = {
                name: (agreed, stated)
                for name, agreed, stated in differences(
                    {"fen": contract.amount_fen, "days": contract.days},
                    {"fen": vals.get("stated_fen"), "days": vals.get("stated_days")},
                )
            }
            if "fen" in found:
                agreed, stated = found["fen"]
                raise UserError(
                    self.env._(
                        "The copy says %(stated)s yuan, the award says %(agreed)s "
                        "yuan. A contract has the terms of notice and offer "
                        "(招标投标法实施条例 Art. 57): correct the copy and sign it "
                        "again.",
                        stated=fen_text(stated or 0),
                        agreed=fen_text(agreed),
                    )
                )
            if "days" in found:
                agreed, stated = found["days"]
                raise UserError(
                    self.env._(
                        "The copy says %(stated)s working days, the award says "
                        "%(agreed)s. A contract has the terms of notice and offer "
                        "(招标投标法实施条例 Art. 57): correct the copy and sign it "
                        "again.",
                        stated=stated or 0,
                        agreed=agreed,
                    )
                )

    def _guard_copy(self, _vals):
        for contract in self:
            if not contract._files("contract"):
                raise UserError(
                    self.env._("Choose the file of the signed contract first.")
                )

    def _guard_send_back_reason(self, vals):
        if not (vals.get("copy_reason") or "").strip():
            raise UserError(self.env._("Say what is wrong with the copy."))

    def _upload(self, data, stated_fen, stated_days):
        """Upload the signed copy for the side of the user; for the portal.

        :param data: the file
        :param stated_fen: the price in it
        :param stated_days: the working days in it
        """
        self._guard_party({})
        self._guard_equal_terms({"stated_fen": stated_fen, "stated_days": stated_days})
        self._keep_file("contract", data)
        return self._transition(
            "upload", {"stated_fen": stated_fen, "stated_days": stated_days}
        )

    def _values_upload(self, _vals):
        by = self._workdays()
        return {
            contract.id: {
                "uploaded_side": contract._own_side(),
                "copy_reason": False,
                "confirm_by": by.add(
                    self._today(), contract.company_id.market_confirm_workdays
                ).date,
                **contract._confirmation(),
            }
            for contract in self
        }

    def _confirmation(self):
        """The confirmation of the user's side, as values."""
        side = self._own_side()
        return {
            f"{side}_confirmed_by_id": self.env.uid,
            f"{side}_confirmed_on": self._now(),
        }

    def _after_upload(self, _vals):
        for contract in self:
            contract._tell(contract._others(), "to_confirm")

    def _values_send_back(self, _vals):
        return {
            contract.id: {
                f"{contract.uploaded_side}_confirmed_by_id": False,
                f"{contract.uploaded_side}_confirmed_on": False,
                "uploaded_side": False,
                "confirm_by": False,
            }
            for contract in self
        }

    def _after_send_back(self, _vals):
        for contract in self:
            contract._tell(contract._others(), "copy_back")

    def _values_confirm(self, _vals):
        return {contract.id: contract._confirmation() for contract in self}

    def _after_confirm(self, _vals):
        self._note("begin")
        self.notice_id.sudo().with_user(SUPERUSER_ID)._transition("contract")
        for contract in self:
            contract._tell(contract._partners(), "begun")

    def _confirm_copy(self):
        """Confirm the other side's copy; for the portal."""
        return self._transition("confirm")
