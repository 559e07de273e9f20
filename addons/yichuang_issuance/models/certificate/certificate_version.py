from datetime import timedelta

from odoo import SUPERUSER_ID, Command, api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.yichuang_catalog.tools import certificate_id
from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools import validity
from ...tools.licensing_law import ARTICLES
from ...tools.verification import LIVE
from .certificate import DECIDER, EXIT_CLERK


class Certificate(models.Model):
    """Versions of a certificate: changed (变更, 行政许可法 Art. 49), renewed (延续,
    Art. 50) or re-issued (补发换发).

    The new one keeps the number; its identifier (GB/T 36904) keeps the serial number
    and counts the version up. It replaces the one before at the moment of issue, so at
    no time are there none or two in force.
    """

    _inherit = "yichuang.certificate"

    _transitions = (
        Transition("replace", LIVE, "replaced", system=True),
        Transition(
            "withdraw",
            LIVE,
            "withdrawn",
            groups=DECIDER,
            guards=("_guard_member", "_guard_withdrawal_ground", "_guard_reason"),
        ),
    )
    _added_guards = {"issue": ("_guard_previous_live",)}
    _guarded_fields = frozenset(
        {"previous_id", "change_kind", "change_reason", "reminded_on"}
    )

    previous_id = fields.Many2one(
        "yichuang.certificate",
        "Version Before",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
        help="上一版本: what this one replaces when it is issued.",
    )
    next_ids = fields.One2many("yichuang.certificate", "previous_id", "Version After")
    change_kind = fields.Selection(
        [("change", "Change"), ("renewal", "Renewal"), ("reissue", "Re-Issue")],
        "Made As",
        readonly=True,
        copy=False,
        help="变更, 延续, 补发(换发).",
    )
    change_reason = fields.Text(
        "Why a New Version", readonly=True, copy=False, groups="base.group_user"
    )
    reminded_on = fields.Date(
        "Holder Reminded", readonly=True, copy=False, help="到期提醒日期"
    )

    _previous_uniq = models.UniqueIndex(
        "(previous_id) WHERE previous_id IS NOT NULL",
        "The next version of this certificate is in preparation already.",
    )
    _reminder_idx = models.Index(
        "(valid_until) WHERE state = 'valid' AND reminded_on IS NULL"
    )

    def _first_of_case(self):
        """Those that are the result of their case, and no later version of it."""
        return self.filtered(lambda one: one.previous_id.case_id != one.case_id)

    @api.model
    def _draft_for(self, cases):
        """The certificate of a granted renewal is the next version of the old one."""
        drafts = super()._draft_for(cases)
        for draft in drafts.sudo():
            previous = draft._to_renew()
            if previous:
                draft._write_guarded(
                    {
                        "previous_id": previous.id,
                        "version": previous.version + 1,
                        "change_kind": "renewal",
                    }
                )
        return drafts

    def _to_renew(self):
        """The certificate in force that this one's case renews, if it is ours and of
        the same holder."""
        case = self.case_id
        if not case.renewal:
            return self.browse()
        found = self.search(
            [
                ("department_id", "=", self.department_id.id),
                ("type_id", "=", self.type_id.id),
                ("number", "=", (case.licence_number or "").strip()),
                ("state", "in", (*LIVE, "expired")),
                ("next_ids", "=", False),
            ],
            order="version desc",
            limit=1,
        )
        digests = (case | found.case_id)._identity_digests()
        same = found and digests.get(case.id) == digests.get(found.case_id.id)
        return found if same else self.browse()

    def _draft_next(self, kind, reason, holder_name=None):
        """The draft of the next version, as this one with what is to be changed.

        :param kind: ``change`` or ``reissue``
        :raises UserError: this one is not in force, or no reason is given
        """
        self.ensure_one()
        self.check_access("write")
        allowed = (DECIDER,) if kind == "change" else (DECIDER, EXIT_CLERK)
        if not any(self.env.user.has_group(group) for group in allowed):
            raise AccessError(
                self.env._(
                    "A change is decided by the organ (行政许可法 Art. 49), a re-issue "
                    "by it or the exit window. Ask there."
                )
            )
        if kind == "change":
            self._guard_member({})
        if self.state != "valid":
            raise UserError(
                self.env._(
                    "%(certificate)s is “%(state)s”; only what is in force is changed "
                    "or issued again.",
                    certificate=self.display_name,
                    state=self._state_label(),
                )
            )
        if not (reason or "").strip():
            raise UserError(self.env._("Say why there is a new version."))
        if self.sudo().next_ids:
            return self.next_ids
        # Drafts are made by the steps of the procedure, never by hand.
        draft = self.sudo()._create_guarded(
            [
                {
                    "case_id": self.case_id.id,
                    "type_id": self.type_id.id,
                    "title": self.title,
                    "holder_kind": self.holder_kind,
                    "holder_name": holder_name or self.holder_name,
                    "holder_number": self.holder_number,
                    "statement": self.statement,
                    "validity_months": self.validity_months,
                    "version": self.version + 1,
                    "previous_id": self.id,
                    "change_kind": kind,
                    "change_reason": reason,
                    "line_ids": [
                        Command.create(
                            {
                                "sequence": line.sequence,
                                "label": line.label,
                                "text": line.text,
                                "required": line.required,
                            }
                        )
                        for line in self.line_ids
                    ],
                }
            ]
        )
        self._log_event("next_version", {"kind": kind, "reason": reason})
        if kind == "change":
            self.case_id.sudo()._issue_document(
                "licence_change",
                {self.case_id.id: {"证照编号": self.number, "变更内容": reason}},
            )
        return draft.sudo(False)

    def _guard_previous_live(self, vals):
        renewable = (*LIVE, "expired")
        for certificate in self.filtered("previous_id"):
            before = certificate.previous_id.sudo()
            renewal = certificate.change_kind == "renewal"
            if before.state not in (renewable if renewal else ("valid",)):
                raise UserError(
                    self.env._(
                        "%(certificate)s is “%(state)s”, so no new version of it is "
                        "issued.",
                        certificate=before.display_name,
                        state=before._state_label(),
                    )
                )

    def _issue_vals(self, today, serial, type_code, organ_code):
        vals = super()._issue_vals(today, serial, type_code, organ_code)
        before = self.previous_id.sudo()
        if not before:
            return vals
        vals["number"] = before.number
        vals["identifier"] = certificate_id.build(
            type_code,
            organ_code,
            certificate_id.parse(before.identifier).serial,
            self.version,
        )
        if self.change_kind != "renewal":
            vals["valid_until"] = before.valid_until
        elif self.validity_months and before.valid_until:
            # The new term begins where the old one ends (Art. 50).
            vals["valid_until"] = validity.last_day(
                before.valid_until + timedelta(days=1), self.validity_months
            )
        return vals

    def _after_issue(self, vals):
        super()._after_issue(vals)
        # Whoever issues the new version has no right to end the old one by hand.
        before = self.previous_id.sudo().filtered(lambda one: one.state in LIVE)
        before.with_user(SUPERUSER_ID)._transition("replace", {"ended_on": hall_date()})
        self.env["yichuang.delivery"]._prepare_versions(self - self._first_of_case())

    def _after_replace(self, vals):
        self._vault_follows(
            "invalidate",
            ("on_file", "suspended"),
            {"invalid_reason": self.env._("A newer version was issued.")},
        )

    def _after_withdraw(self, vals):
        self._vault_follows(
            "invalidate",
            ("on_file", "suspended"),
            {"invalid_reason": self.env._("The certificate was withdrawn.")},
        )

    def action_withdraw(self):
        """Ask on which ground the certificate is withdrawn."""
        return self._open_end_wizard("withdraw", self.env._("Withdraw"))

    def action_new_version(self):
        """Ask why there is a new version."""
        return self._dialog(
            "yichuang.certificate.reissue",
            self.env._("New Version"),
            certificate_id=self.id,
            holder_name=self.holder_name,
        )

    @api.model
    def _ground_words(self, ground):
        """The article a decision rests on, as documents quote it."""
        if ground in ARTICLES:
            return f"《中华人民共和国行政许可法》{ARTICLES[ground]}"
        return "《中华人民共和国行政处罚法》第九条第（三）项"

    @api.model
    def _cron_remind(self, batch_size=200):
        """Remind holders once, in time to apply for a renewal (行政许可法 Art. 50)."""
        today = hall_date()
        commit = self.env["ir.cron"]._commit_progress
        for hall in self.env["res.company"].search([("reminder_days", ">", 0)]):
            domain = [
                ("company_id", "=", hall.id),
                ("state", "=", "valid"),
                ("reminded_on", "=", False),
                ("valid_until", ">=", today),
                ("valid_until", "<=", today + timedelta(days=hall.reminder_days)),
            ]
            while due := self.search(domain, limit=batch_size):
                locked = due.try_lock_for_update()
                if not locked:
                    break
                locked._write_guarded({"reminded_on": today})
                locked.case_id._tell_applicant("ends_soon")
                locked._log_event("remind", {})
                if not commit(len(locked)):
                    return
