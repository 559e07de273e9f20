from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools import chinese_date
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools import promise_notice
from ...tools.notice import WORDS, masked
from ...tools.promise_notice import unit_text as promise_words
from .promise import LIABILITY


class Case(models.Model):
    """A promise that the applicant makes online (告知承诺): they read what they are
    told, state each commitment, and sign with their own name; the materials that the
    promise stands for need not be sent in. The hall accepts on it, under the rules of
    every promise, and on no other online signature.

    For the pages of the applicant, whose right to the draft was checked.
    """

    _inherit = "yichuang.case"

    _added_guards = {
        "submit": ("_guard_offer_stands",),
        "accept_promised": ("_guard_signed_online",),
    }
    _guarded_fields = frozenset(
        {"promise_offered_by", "promise_offered_on", "promise_offered"}
    )

    promise_offered_by = fields.Char(
        "Promise Signed Online By", readonly=True, copy=False, help="在线承诺人"
    )
    promise_offered_on = fields.Datetime(
        "Promise Signed Online", readonly=True, copy=False, help="在线承诺时间"
    )
    promise_offered = fields.Text(
        "Commitments Stated Online",
        readonly=True,
        copy=False,
        help="逐项承诺内容, as the applicant stated them.",
    )

    def _promisable_lines(self):
        """Materials of a draft that a promise may stand for, and no file is there."""
        self.ensure_one()
        if not self.version_id.promise_open or self.undertaken_on:
            return self.material_ids.browse()
        return self.material_ids.filtered(
            lambda line: (
                line.requirement_id.by_promise
                and line.necessity != "optional"
                and not line._sent_in()
                and not line.on_file
            )
        )

    def _lines_to_follow(self):
        """A case is accepted on a promise or on an undertaking, not on both."""
        lines = super()._lines_to_follow()
        return lines.browse() if self.promise_offered_on else lines

    def _promise_told(self):
        """What the applicant is told before they promise (告知书)."""
        self.ensure_one()
        guide = self.version_id
        return {
            "commitments": promise_notice.commitments(guide.promise_conditions or ""),
            "materials": self._promisable_lines().mapped("name"),
            "inspection": self._inspection_words(),
            "liability": LIABILITY,
        }

    def _offer_promise(self, ticked, name, agreed):
        """Sign the promise of a draft.

        :param ticked: numbers of the commitments that were stated, from 1, as text
        :param name: the name that the applicant typed
        :param agreed: whether they confirmed that it is their own will
        :returns: what is wrong, in words, by name of the input
        :raises UserError: no promise is possible here, or not by this applicant, or
            one stands
        """
        self._check_own_draft()
        self._check_unsigned(self.promise_offered_on)
        self._check_applicant_stated()
        self._check_offer_open()
        self._check_trusted()
        stated = self._promise_told()["commitments"]
        faults = {
            f"commit_{number}": self.env._("State this as well, or send in the proof.")
            for number in promise_notice.lacking(stated, ticked)
        }
        faults |= self._signature_faults(name, agreed)
        if faults:
            return faults
        lines = self._promisable_lines()
        lines._unguarded().write({"promise_offered": True})
        self._write_guarded(
            {
                "promise_offered_by": name.strip(),
                "promise_offered_on": fields.Datetime.now(),
                "promise_offered": promise_notice.written(stated),
            }
        )
        self._log_event("offer_promise", {"materials": lines.mapped("name")})
        return {}

    def _promise_sent_again(self, ticked, name, agreed):
        """Whether this is the promise that stands, sent once more (a double click)."""
        return (
            self._promise_stands()
            and not promise_notice.lacking(self._promise_told()["commitments"], ticked)
            and not self._signature_faults(name, agreed)
        )

    def _take_back_offer(self):
        """The applicant sends in proof after all, before they submit."""
        self._check_own_draft()
        if not self.promise_offered_on:
            return
        self.material_ids._unguarded().write({"promise_offered": False})
        self._write_guarded(
            {
                "promise_offered_by": False,
                "promise_offered_on": False,
                "promise_offered": False,
            }
        )
        self._log_event("take_back_promise")

    def _check_offer_open(self):
        guide = self.version_id
        if guide.state != "published" or not guide.promise_open:
            raise UserError(
                self.env._(
                    "%(service)s is not given on a promise: the published guide does "
                    "not say so (优化营商环境条例 Art. 40). Send in the materials.",
                    service=self.service_id.name,
                )
            )
        if self.undertaken_on:
            raise UserError(
                self.env._(
                    "You have undertaken to hand materials in later. A case is "
                    "accepted on a promise or on an undertaking, not on both: take the "
                    "undertaking back first."
                )
            )
        if not self._promisable_lines():
            raise UserError(
                self.env._(
                    "A promise would stand for nothing here: what it may stand for was "
                    "sent in."
                )
            )

    def _check_trusted(self):
        """Whoever broke a promise, or is under a restriction for a serious breach of
        trust, proves what others may promise."""
        if self._barred_from_credit():
            raise UserError(
                self.env._(
                    "%(applicant)s is under a restriction for a serious breach of "
                    "trust or a promise that was not kept, so no promise is taken "
                    "until trust is restored (国办发〔2020〕42号; 优化营商环境条例 "
                    "Art. 40). Send in the materials instead.",
                    applicant=self.applicant_name,
                )
            )

    def _promise_stands(self):
        """Whether what was signed is still so, word for word."""
        self.ensure_one()
        stated = promise_notice.commitments(self.version_id.promise_conditions or "")
        return bool(
            self.promise_offered_on
            and self.promise_offered_by == self._real_signer()
            and self.promise_offered == promise_notice.written(stated)
            and not self._promisable_lines() - self._offered_lines()
        )

    def _guard_offer_stands(self, vals):
        """What was signed is still so when it is submitted."""
        for case in self.filtered("promise_offered_on"):
            case._check_trusted()
            if not case._promise_stands():
                raise UserError(
                    self.env._(
                        "The application has changed since the promise was signed. "
                        "Take the promise back, read it again and sign it anew "
                        "(优化营商环境条例 Art. 40)."
                    )
                )

    def _offered_lines(self):
        return self.material_ids.filtered("promise_offered")

    def _files_lacking(self):
        """What the signed promise stands for need not be sent in."""
        return super()._files_lacking() - self._offered_lines()

    def _guard_signed_online(self, vals):
        """An online signature is the one that the applicant gave on their page."""
        for case in self:
            if vals.get("signed_how") != "online":
                continue
            offered_on = case.promise_offered_on
            given = (case.promise_offered_by, offered_on and hall_date(offered_on))
            typed = (vals.get("signed_by"), fields.Date.to_date(vals.get("signed_on")))
            if not offered_on or typed != given:
                raise UserError(
                    self.env._(
                        "Nobody signed this promise online with this name on this day. "
                        "Take the signature of the application, or one on paper "
                        "(优化营商环境条例 Art. 40)."
                    )
                )

    def _after_decide(self, vals):
        super()._after_decide(vals)
        promised = self.filtered(lambda case: case.promised and case._has_promise())
        promised.filtered(lambda case: case.outcome == "granted")._tell_promise_units()

    def _tell_promise_units(self):
        """Tell the units that supervise what was promised (告知单位), through the
        outbox, in the transaction of the decision."""
        drafts = [draft for case in self.sudo() for draft in case._unit_drafts()]
        # Nobody writes notices by hand; whoever decided may decide.
        self.env["yichuang.notice"].sudo().create(drafts)

    def _unit_draft(self, unit, until):
        """The message to one unit."""
        words = promise_words(
            unit.name,
            self.department_id.name,
            self.service_id.name,
            masked(self.applicant_name or "", self.applicant_kind),
            self.number or self.receipt_number or "",
            until,
        )
        return {
            **self._notice_links(),
            "kind": "promise_told",
            "channel": "email",
            "address": unit.notice_email,
            "subject": f"{self.service_id.name}：{WORDS['promise_told'].subject}",
            "body": words,
            "key": self._outbox_key(f"/unit/{unit.id}", "email"),
        }

    def _unit_drafts(self):
        self.ensure_one()
        due_on = self._clock("inspection").due_on
        until = chinese_date.plain(due_on) if due_on else ""
        return [
            self._unit_draft(unit, until)
            for unit in self.version_id.promise_unit_ids
            if unit.notice_email
        ]
