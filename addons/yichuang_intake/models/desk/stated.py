import re

from odoo import models
from odoo.exceptions import UserError, ValidationError

from odoo.addons.yichuang_catalog.tools import citizen_id

# What the form asks, and how long it may be.
STATED = {
    "applicant_kind": 10,
    "applicant_name": 100,
    "id_number": 30,
    "legal_representative": 100,
    "phone": 30,
    "address": 200,
    "subject": 200,
}
PHONE = re.compile(r"\+?[0-9][0-9 -]{4,22}[0-9]")


class Stated(models.AbstractModel):
    """What an applicant states in the form, and what is said beside each field.

    For the pages of the applicant, whose right to the draft was checked.
    """

    _name = "yichuang.stated"
    _description = "Application as its applicant states it"

    def _state_application(self, typed):
        """Keep what was typed, as far as it can be kept.

        :param dict typed: text by field name
        :returns: what is wrong, in words, by field name; those fields keep what they
            held
        """
        self.ensure_one()
        stated = {
            name: str(typed[name]).strip()[:longest]
            for name, longest in STATED.items()
            if name in typed
        }
        faults = {}
        number = citizen_id.compact(stated.pop("id_number", ""))
        self._state_kind(stated.pop("applicant_kind", ""))
        phone = stated.get("phone")
        if phone and not PHONE.fullmatch(phone):
            del stated["phone"]
            faults["phone"] = self.env._(
                "This is not a telephone number: digits, spaces and hyphens."
            )
        if stated:
            self.write(stated)
        if number != (self.id_number or ""):
            try:
                with self.env.cr.savepoint():
                    self.write({"id_number": number})
            except ValidationError as error:
                faults["id_number"] = str(error)
        return faults

    def _state_kind(self, kind):
        """Note who applies, a person or an organisation."""
        if kind in ("natural", "legal") and kind != self.applicant_kind:
            # A number of the other kind means nothing any more.
            self.write({"id_number": False})
            self.write({"applicant_kind": kind})

    def _check_own_draft(self):
        """What applicants sign online they sign on a draft of their own.

        :raises UserError: it is another's, or was submitted
        """
        self.ensure_one()
        self._guard_own({})
        if self.state != "draft" or self.channel != "online":
            raise UserError(
                self.env._("It is signed online before the application is submitted.")
            )

    def _check_unsigned(self, signed_on):
        """A signature that stands is not replaced.

        :param signed_on: when it was signed, if it was
        :raises UserError: it was
        """
        if signed_on:
            raise UserError(
                self.env._(
                    "This was signed on %(date)s, and that signature stands. Take it "
                    "back first to sign anew.",
                    date=self._hall_time(signed_on),
                )
            )

    def _real_signer(self):
        """Whose name signs: the applicant's own, or that of the head of an
        organisation (实名)."""
        self.ensure_one()
        if self.applicant_kind == "legal":
            return (self.legal_representative or "").strip()
        return (self.applicant_name or "").strip()

    def _signature_faults(self, name, agreed):
        """What keeps an online signature from being one, by name of the input.

        :param name: the name that the applicant typed
        :param agreed: whether they confirmed that it is their own will
        """
        self.ensure_one()
        faults = {}
        if name.strip() != self._real_signer():
            faults["signed_by"] = self.env._(
                "Sign with the name stated in the application: %(name)s (the head "
                "signs for an organisation).",
                name=self._real_signer(),
            )
        if not agreed:
            faults["agreed"] = self.env._("Confirm that you sign of your own will.")
        return faults

    def _stated(self, typed, faults):
        """What the form shows: what is kept, and what was typed where it is not.

        :param dict typed: text by field name
        :param dict faults: what is wrong, by field name
        """
        self.ensure_one()
        shown = {name: self[name] or "" for name in STATED}
        return shown | {name: typed[name] for name in faults if name in typed}

    def _application_gaps(self):
        """What is still missing before it can be submitted, by field name, and by
        number of the material for files."""
        self.ensure_one()
        must = ["applicant_name", "id_number", "phone"]
        if self.applicant_kind == "legal":
            must.append("legal_representative")
        gaps = {name: self.env._("Fill this in.") for name in must if not self[name]}
        lacking = self._files_lacking()
        for number, line in enumerate(self.material_ids, 1):
            if line in lacking:
                gaps[f"file_{number}"] = self.env._("Choose at least one file.")
        return gaps
