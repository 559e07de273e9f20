from odoo import api, fields, models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.yichuang_catalog.tools import uscc
from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_intake.tools import upload

from .agency import PORTAL, REVIEWER


class Change(models.Model):
    """A change of what an agency entered when it joined (变更).

    submitted → accepted or refused; beside: withdrawn. The agency's entry changes with
    the acceptance and in no other way, and both values stay on the record.
    """

    _name = "yichuang.market.change"
    _description = "Change of an agency's entry"
    _inherit = ["yichuang.market.document", "yichuang.lifecycle", "mail.thread"]
    _order = "id desc"

    _transitions = (
        Transition(
            "accept",
            "submitted",
            "accepted",
            groups=REVIEWER,
            guards=("_guard_document", "_guard_current"),
        ),
        Transition(
            "refuse", "submitted", "refused", groups=REVIEWER, guards="_guard_answer"
        ),
        Transition(
            "withdraw",
            "submitted",
            "withdrawn",
            groups=PORTAL,
            guards="_guard_own",
        ),
    )
    _guarded_fields = frozenset({"old_value", "decided_by_id", "decided_on"})
    _open_states = ("submitted",)
    _member_roles = ("agency_admin",)

    agency_id = fields.Many2one(
        "yichuang.market.agency", required=True, index=True, ondelete="cascade"
    )
    what = fields.Selection(
        [
            ("name", "Name"),
            ("uscc", "USCC"),
            ("legal_representative", "Legal representative"),
            ("address", "Address"),
            ("phone", "Telephone"),
            ("bank_account", "Bank account"),
        ],
        "Changed Entry",
        required=True,
        help="变更事项",
    )
    old_value = fields.Char(readonly=True, copy=False, help="变更前")
    new_value = fields.Char(required=True, help="变更后")
    reason = fields.Text(help="变更原因")
    document = fields.Binary(
        attachment=True, copy=False, help="变更证明材料, such as the new licence."
    )
    answer = fields.Text(help="审核意见")
    decided_by_id = fields.Many2one(
        "res.users", readonly=True, copy=False, groups="base.group_user"
    )
    decided_on = fields.Datetime(readonly=True, copy=False)
    state = fields.Selection(
        [
            ("submitted", "To decide"),
            ("accepted", "Accepted"),
            ("refused", "Refused"),
            ("withdrawn", "Withdrawn"),
        ],
        required=True,
        default="submitted",
        copy=False,
        index=True,
        tracking=True,
    )

    _waiting_uniq = models.UniqueIndex(
        "(agency_id, what) WHERE state = 'submitted'",
        "A change of this entry is waiting already: withdraw it first.",
    )

    @api.depends("agency_id.name", "what")
    def _compute_display_name(self):
        words = dict(self._fields["what"]._description_selection(self.env))
        for change in self:
            name = change.agency_id.name or ""
            change.display_name = f"{name}: {words.get(change.what, '')}"

    @api.model_create_multi
    def create(self, vals_list):
        changes = super().create(vals_list)
        for change in changes.sudo():
            # Both values stay readable when the agency's entry has moved on.
            change._write_guarded({"old_value": change._entry()})
        return changes

    @api.constrains("what", "new_value")
    def _check_new_value(self):
        for change in self:
            problem = change.what == "uscc" and change.agency_id._uscc_problem(
                uscc.compact(change.new_value)
            )
            if problem:
                raise ValidationError(problem)

    @api.constrains("document")
    def _check_document(self):
        credentials = self.env["yichuang.market.qualification"]
        for change in self:
            data = upload.decoded(change.with_context(bin_size=False).document)
            problem = data and credentials._document_problem(data)
            if problem:
                raise ValidationError(problem)

    def _entry(self):
        """What the agency's entry says now."""
        agency = self.agency_id
        # Account numbers stay out of the history.
        return agency[self.what] if self.what != "bank_account" else ""

    def _guard_document(self, _vals):
        for change in self:
            if change.what not in ("phone",) and not change.document:
                raise UserError(
                    self.env._(
                        "%(change)s needs its document, such as the new licence.",
                        change=change.display_name,
                    )
                )

    def _guard_current(self, _vals):
        for change in self:
            if change.agency_id.state in ("exited", "removed"):
                raise UserError(
                    self.env._(
                        "%(agency)s is no longer in the market.",
                        agency=change.agency_id.name,
                    )
                )

    def _guard_answer(self, _vals):
        for change in self:
            if not (change.answer or "").strip():
                raise UserError(self.env._("Say why the change is refused."))

    def _guard_own(self, _vals):
        self.sudo().agency_id._check_acts("agency_admin")

    def _values_accept(self, _vals):
        now = fields.Datetime.now()
        return {
            change.id: {"decided_by_id": self.env.uid, "decided_on": now}
            for change in self
        }

    _values_refuse = _values_accept

    def _after_accept(self, _vals):
        for change in self:
            change.agency_id._apply_change(change.what, change.new_value)
            change.agency_id._tell(
                self.env._("A change has been entered"), change.display_name
            )

    def _after_refuse(self, _vals):
        for change in self:
            change.agency_id._tell(
                self.env._("A change has been refused"),
                f"{change.display_name}: {change.answer}",
            )

    def action_accept(self):
        """Enter the changes."""
        self._check_staff()
        return self._step("accept")

    def action_refuse(self):
        """Refuse the changes."""
        self._check_staff()
        return self._step("refuse")
