from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools import vault

CLERK = "yichuang_intake.group_clerk"
READERS = (
    "yichuang_intake.group_clerk,yichuang_intake.group_reviewer,"
    "yichuang_intake.group_decider,yichuang_catalog.group_manager,"
    "yichuang_catalog.group_supervisor"
)
TAKING_STATES = ("draft", "received", "supplement")


class Case(models.Model):
    """What is on file with the applicant's consent is not asked for again
    (国务院令第716号 Art. 7): it is offered at the draft, and neither a notice nor a
    refusal may name it."""

    _inherit = "yichuang.case"

    _added_guards = {
        "notify_supplement": ("_guard_not_on_file",),
        "refuse": ("_guard_not_on_file_refused",),
        "submit": ("_guard_taken_still_valid",),
        "receive": ("_guard_taken_still_valid",),
        "receive_online": ("_guard_taken_still_valid",),
    }

    vault_use_ids = fields.One2many(
        "yichuang.vault.use",
        "case_id",
        "Taken from File",
        readonly=True,
        copy=False,
        groups=READERS,
    )
    vault_ready = fields.Integer(
        compute="_compute_vault_ready",
        groups=CLERK,
        help="Materials that can be taken from the file now.",
    )

    @api.depends("material_ids.received", "material_ids.defect", "material_ids.on_file")
    def _compute_vault_ready(self):
        offers = self._vault_offers()
        for case in self:
            case.vault_ready = sum(
                case._vault_ready(offers[line.id])
                for line in case.material_ids
                if line.id in offers
            )

    def _vault_holder(self):
        """The applicant of this case as the holder of a document."""
        self.ensure_one()
        holder = self._vault_holders().get(self.id)
        if not holder:
            raise UserError(
                self.env._(
                    "Enter the identity number of the applicant of %(case)s first: "
                    "what is on file belongs to somebody.",
                    case=self.display_name,
                )
            )
        return holder

    def _vault_holders(self):
        """The applicants of these cases as holders of documents, by case id; cases
        without an identity number are not among them."""
        digests = self._identity_digests()
        return {
            case.id: {
                "holder_kind": case.applicant_kind,
                "holder_name": case.applicant_name,
                "digest": digests[case.id],
                "masked_number": case.id_number,
                "partner_id": case.partner_id.id,
                "company_id": case.company_id.id,
            }
            for case in self
            if case.id in digests
        }

    def _vault_offers(self):
        """What is on file for the materials of these cases that are not in order yet.

        :returns: the best document by id of the line; what has no consent is among
            them only where an organ or a window vouches for it
        """
        cases = self.filtered(lambda case: case.state in TAKING_STATES)
        by_holder = cases._vault_documents()
        offers = {}
        for case in cases:
            found = by_holder.get(case._origin.id)
            if not found:
                continue
            for line in case.material_ids:
                if line.on_file or (line.received and not line.defect):
                    continue
                fitting = found.filtered(lambda document, ln=line: document._fits(ln))
                if fitting:
                    offers[line.id] = fitting.sorted(
                        lambda document, of=case: (
                            not document._covered_for(of),
                            document.grade,
                            -document.id,
                        )
                    )[0]
        return offers

    def _vault_documents(self):
        """What is on file and valid for the applicants of these cases, by case id."""
        digests = self._identity_digests()
        # Offers are told to whoever fills in the case; nobody browses the file by them.
        documents = self.env["yichuang.vault.document"].sudo()
        found = documents.search(
            [
                ("digest", "in", list(set(digests.values()))),
                ("company_id", "in", self.company_id.ids),
                ("state", "=", "on_file"),
            ]
        )._valid_on(hall_date())
        by_digest = defaultdict(documents.browse)
        for document in found:
            by_digest[document.digest] |= document
        return {
            case._origin.id: by_digest[digests[case._origin.id]].filtered(
                lambda document, of=case: (
                    document.company_id == of.company_id
                    and (
                        document.grade in vault.NOT_ASKED_AGAIN
                        or document._covered_for(of)
                    )
                )
            )
            for case in self
            if case._origin.id in digests
        }

    def _vault_ready(self, document):
        """Whether a document can be taken without a further question: its holder
        agreed, and the window need not see the original."""
        self.ensure_one()
        return document._covered_for(self) and not vault.needs_original(
            document.grade, document.report
        )

    def action_take_from_file(self):
        """Take everything that is on file with the applicant's consent."""
        self.check_access("write")
        offers = self._vault_offers()
        for case in self:
            case._guard_not_in_applicants_hand({})
            for line in case.material_ids:
                document = offers.get(line.id)
                if document and case._vault_ready(document):
                    line._take_from_file(document)
        return True

    def _not_to_be_asked(self):
        """Lines that are not in order although an organ or a window vouches for what
        is on file, and the applicant agreed to its use."""
        offers = self._vault_offers()
        return self.material_ids._lacking().filtered(
            lambda line: (
                line.id in offers
                and offers[line.id].grade in vault.NOT_ASKED_AGAIN
                and offers[line.id]._covered_for(line.case_id)
            )
        )

    def _guard_not_on_file(self, vals):
        for case, known in self._not_to_be_asked().grouped("case_id").items():
            raise UserError(
                self.env._(
                    "%(materials)s of %(case)s is on file, and the applicant "
                    "agreed to its use: it may not be asked for again "
                    "(国务院令第716号 Art. 7). Press “Take from File”.",
                    materials=", ".join(known.mapped("name")),
                    case=case.display_name,
                )
            )

    def _guard_not_on_file_refused(self, vals):
        if vals.get("refusal_kind") == "not_supplemented":
            self._guard_not_on_file(vals)

    def _guard_taken_still_valid(self, vals):
        """The applicant or the document may have changed since it was taken."""
        digests = self._identity_digests()
        today = hall_date()
        # Digests are compared, never read; the right to the cases was checked.
        uses = self.sudo().vault_use_ids.filtered(lambda use: not use.put_back_on)
        for use in uses:
            document = use.document_id
            if digests.get(use.case_id.id) != document.digest:
                raise UserError(
                    self.env._(
                        "“%(document)s” was taken from the file of another person than "
                        "the applicant. Put it back.",
                        document=use.name,
                    )
                )
            if not document._valid_on(today):
                raise UserError(
                    self.env._(
                        "“%(document)s” is not valid on file any more. Put it back and "
                        "hand the material in.",
                        document=use.name,
                    )
                )

    def _guard_materials(self, vals):
        self._guard_not_on_file(vals)
        return super()._guard_materials(vals)
