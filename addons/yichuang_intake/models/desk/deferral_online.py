from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools import promise_notice, undertaking


class Deferral(models.AbstractModel):
    """The undertaking that an applicant signs online (容缺承诺书): they read what may
    follow later, until when, and what happens otherwise, and sign with their own name.
    The hall accepts on it under the rules of every undertaking, and on no other online
    signature.

    For the pages of the applicant, whose right to the draft was checked.
    """

    _inherit = "yichuang.deferral"

    _added_guards = {
        "submit": ("_guard_undertaking_stands",),
        "accept_deferred": ("_guard_undertaken_online",),
    }
    _guarded_fields = frozenset({"undertaken_by", "undertaken_on", "undertaken"})

    undertaken_by = fields.Char(
        "Undertaking Signed Online By",
        readonly=True,
        copy=False,
        help="网上容缺承诺人",
    )
    undertaken_on = fields.Datetime(
        "Undertaking Signed Online",
        readonly=True,
        copy=False,
        help="网上容缺承诺时间",
    )
    undertaken = fields.Text(
        "Undertaken Online",
        readonly=True,
        copy=False,
        help="网上容缺承诺内容, as the applicant read and signed it.",
    )

    def _lines_to_follow(self):
        """Materials of a draft that the guide lets follow later, and that are neither
        sent in nor on file."""
        self.ensure_one()
        return self.material_ids.filtered(
            lambda line: (
                line.necessity == "deferrable"
                and not line._sent_in()
                and not line.on_file
            )
        )

    def _later(self, lines):
        """What is to follow of each matter, as ``tools.undertaking`` takes it.

        :param lines: of the list that files are sent in for
        """
        raise NotImplementedError

    def _undertaken_lines(self):
        """Materials of which the applicant undertook that they follow."""
        return self.material_ids.filtered("undertaken")

    def _undertaking_told(self, lines):
        """What the applicant reads before they sign, one by one."""
        self.ensure_one()
        # A setting of the hall, told to everybody who signs.
        return undertaking.terms(
            self._later(lines), self.company_id.sudo()._deferral_consequence()
        )

    def _sign_undertaking(self, name, agreed):
        """Sign the undertaking of a draft.

        :param name: the name that the applicant typed
        :param agreed: whether they confirmed that it is their own will
        :returns: what is wrong, in words, by name of the input
        :raises UserError: no undertaking is possible here, or not by this applicant,
            or one stands
        """
        self._check_own_draft()
        self._check_unsigned(self.undertaken_on)
        self._check_applicant_stated()
        lines = self._lines_to_follow()
        if not lines:
            raise UserError(
                self.env._(
                    "Nothing here may follow later, or all of it was sent in. What is "
                    "marked with a star is sent in now (行政许可法 Art. 32(4))."
                )
            )
        self._guard_credit({})
        faults = self._signature_faults(name, agreed)
        if faults:
            return faults
        lines._unguarded().write({"undertaken": True})
        self._write_guarded(
            {
                "undertaken_by": name.strip(),
                "undertaken_on": fields.Datetime.now(),
                "undertaken": promise_notice.written(self._undertaking_told(lines)),
            }
        )
        self._log_event("sign_undertaking", {"materials": lines.mapped("name")})
        return {}

    def _undertaking_sent_again(self, name, agreed):
        """Whether this is the undertaking that stands, sent once more (a double
        click)."""
        return (
            self.undertaken_on
            and self._undertaking_stands()
            and not self._signature_faults(name, agreed)
        )

    def _take_back_undertaking(self):
        """The applicant sends in everything after all, before they submit."""
        self._check_own_draft()
        if not self.undertaken_on:
            return
        self._undertaken_lines()._unguarded().write({"undertaken": False})
        self._write_guarded(
            {"undertaken_by": False, "undertaken_on": False, "undertaken": False}
        )
        self._log_event("take_back_undertaking")

    def _undertaking_stands(self):
        """Whether what was signed online is still so, word for word."""
        self.ensure_one()
        lines = self._undertaken_lines()
        return bool(
            lines
            and self.undertaken_by == self._real_signer()
            and self.undertaken == promise_notice.written(self._undertaking_told(lines))
        )

    def _guard_undertaking_stands(self, vals):
        for one in self.filtered("undertaken_on"):
            one._guard_credit({})
            if not one._undertaking_stands():
                raise UserError(
                    self.env._(
                        "The application has changed since the undertaking was signed. "
                        "Take the undertaking back, read it again and sign it anew."
                    )
                )

    def _guard_undertaken_online(self, vals):
        """An online signature is the one that the applicant gave on their page, for
        what is missing now."""
        if vals.get("deferral_signed_how") != "online":
            return
        for one in self:
            given = one.undertaken_on and one._undertaking_stands()
            if not given or vals.get("deferral_signed_by") != one.undertaken_by:
                raise UserError(
                    self.env._(
                        "Nobody signed this undertaking online with this name, or what "
                        "it says has changed since. Take an undertaking on paper."
                    )
                )
            beyond = one._beyond_undertaking(one._lacking_lines())
            if beyond:
                raise UserError(
                    self.env._(
                        "The undertaking that was signed online does not speak of "
                        "%(materials)s. Take an undertaking on paper, or tell the "
                        "applicant what is missing (行政许可法 Art. 32(4)).",
                        materials=", ".join(beyond._named_in_full()),
                    )
                )

    def _beyond_undertaking(self, lacking):
        """Those of these lines of cases that the online undertaking does not cover."""
        return lacking.filtered(lambda line: not line.undertaken)

    def _note_signature(self, vals):
        if vals.get("deferral_signed_how") == "online" and self.undertaken_on:
            vals.setdefault("deferral_signed_on", hall_date(self.undertaken_on))
        super()._note_signature(vals)

    def _signature_facts(self):
        facts = super()._signature_facts()
        if self.deferral_signed_how == "online" and self.undertaken:
            facts["承诺内容"] = self.undertaken
        return facts
