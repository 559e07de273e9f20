import hashlib
import secrets
from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools import chinese_date
from odoo.addons.yichuang_catalog.tools.canonical import canonical_bytes
from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools import document_kinds

TOKEN_BYTES = 16
DECIDER = "yichuang_intake.group_decider"
CLERK = "yichuang_intake.group_clerk"


class Document(models.Model):
    """A document (文书) given out on a case: numbered, dated, under the organ's seal.

    issued → replaced. What it says never changes: a mistake is corrected by a new
    version that names the one it replaces. The file is rendered from these facts and
    nothing else (``yichuang.document.file``).
    """

    _name = "yichuang.document"
    _description = "Document"
    _inherit = ["yichuang.case.part", "yichuang.lifecycle"]
    _order = "id desc"
    _rec_name = "number"
    _rec_names_search = ["number"]

    _transitions = (
        Transition("replace", "issued", "replaced", groups=(CLERK, DECIDER)),
    )
    _guarded_fields = frozenset(
        {
            "case_id",
            "kind",
            "number",
            "issued_on",
            "issued_by_id",
            "organ_name",
            "seal_name",
            "addressee",
            "words",
            "remedies",
            "facts",
            "digest",
            "token",
            "replaces_id",
        }
    )
    _open_states = ()

    case_id = fields.Many2one(readonly=True)
    partner_id = fields.Many2one(
        related="case_id.partner_id",
        string="Portal Account",
        store=True,
        index="btree_not_null",
    )
    kind = fields.Selection(
        selection=lambda _self: document_kinds.titles(),
        required=True,
        readonly=True,
        index=True,
        help="文书种类",
    )
    number = fields.Char(readonly=True, index="trigram", help="文号")
    organ_name = fields.Char("Issued by Organ", readonly=True, help="制发机关")
    seal_name = fields.Char("Seal", readonly=True, help="专用章")
    addressee = fields.Char(readonly=True, help="受送达人")
    issued_on = fields.Date(readonly=True, help="制发日期")
    issued_by_id = fields.Many2one("res.users", readonly=True, help="制发人")
    words = fields.Text(readonly=True, help="正文")
    remedies = fields.Text(readonly=True, help="救济途径")
    facts = fields.Json(readonly=True)
    digest = fields.Char("SHA-256", readonly=True, help="SHA-256 of all it states.")
    token = fields.Char(readonly=True, groups="base.group_system")
    replaces_id = fields.Many2one(
        "yichuang.document", readonly=True, index="btree_not_null"
    )
    state = fields.Selection(
        [("issued", "In Force"), ("replaced", "Replaced")],
        required=True,
        default="issued",
        help="有效, 已被替代",
    )
    file_ids = fields.One2many("yichuang.document.file", "document_id", "Files")
    file_state = fields.Selection(related="file_ids.state", string="File")
    pdf = fields.Binary(related="file_ids.pdf", string="PDF")
    file_name = fields.Char(compute="_compute_file_name")

    _number_uniq = models.UniqueIndex("(department_id, number)")
    _token_uniq = models.UniqueIndex("(token)")

    @api.depends("number", "kind")
    def _compute_display_name(self):
        titles = dict(document_kinds.titles())
        for document in self:
            title = titles.get(document.kind, "")
            document.display_name = f"{title} {document.number or ''}".strip()

    @api.depends("number", "kind")
    def _compute_file_name(self):
        for document in self:
            document.file_name = f"{document.display_name}.pdf"

    @api.model
    def _issue(self, kind, drafts):
        """Issue documents, one for each draft.

        :param kind: a key of ``tools/document_kinds.py``
        :param drafts: list of dicts: case, addressee, words, remedies, facts (list of
            label and value), replaces; organ and seal where they are not those of
            the organ that has the case in hand
        :raises UserError: a fact that the law demands is not stated, or the organ has
            no seal to put on it
        """
        row = document_kinds.KINDS[kind]
        today = hall_date()
        organs = [
            draft.get("organ") or draft["case"]._acting_organ() for draft in drafts
        ]
        numbers = self._allot(row, today, organs)
        vals_list = []
        for draft, organ, number in zip(drafts, organs, numbers, strict=True):
            self._check_whole(kind, draft)
            vals = {
                draft["case"]._part_field: draft["case"].id,
                "kind": kind,
                "number": number,
                "organ_name": organ.name,
                "seal_name": row.sealed
                and (draft.get("seal") or draft["case"]._seal_name(kind)),
                "addressee": draft["addressee"],
                "issued_on": today,
                "issued_by_id": self.env.uid,
                "words": draft["words"],
                "remedies": draft.get("remedies") or False,
                "facts": draft["facts"],
                "token": secrets.token_hex(TOKEN_BYTES),
                "replaces_id": draft.get("replaces") or False,
            }
            vals["digest"] = self._digest_of(vals)
            vals_list.append(vals)
        # Documents are issued by the steps of a case, never written by hand; the step
        # has checked who may take it.
        documents = self.sudo()._create_guarded(vals_list)
        self.env["yichuang.document.file"]._queue(documents)
        self.env["yichuang.event"]._append(
            (
                document,
                "issue",
                {"kind": kind, "number": document.number, "digest": document.digest},
            )
            for document in documents
        )
        return documents

    @api.model
    def _check_whole(self, kind, draft):
        stated = dict(draft["facts"])
        lacking = document_kinds.lacking(kind, stated)
        if document_kinds.KINDS[kind].remedies and not draft.get("remedies"):
            lacking.append(self._fields["remedies"]._description_string(self.env))
        if lacking:
            raise UserError(
                self.env._(
                    "“%(title)s” has to state %(facts)s (%(article)s). Fill that in.",
                    title=document_kinds.KINDS[kind].title,
                    facts="、".join(lacking),
                    article=document_kinds.KINDS[kind].article,
                )
            )

    @api.model
    def _allot(self, row, day, organs):
        """Document numbers, in the order of the organs that issue them."""
        by_organ = defaultdict(list)
        for index, organ in enumerate(organs):
            by_organ[organ].append(index)
        numbers = [""] * len(organs)
        for organ, indexes in by_organ.items():
            serials = self.env["yichuang.counter"]._next(
                f"document/{organ.id}/{row.mark}/{day.year}", len(indexes)
            )
            prefix = organ.short_name or organ.name
            for index, serial in zip(indexes, serials, strict=True):
                numbers[index] = document_kinds.number(
                    prefix, row.mark, day.year, serial
                )
        return numbers

    @api.model
    def _digest_of(self, vals):
        """SHA-256 of everything a document states."""
        stated = {
            name: vals[name] or ""
            for name in (
                "kind",
                "number",
                "organ_name",
                "seal_name",
                "addressee",
                "issued_on",
                "words",
                "remedies",
                "facts",
            )
        }
        return hashlib.sha256(canonical_bytes(stated)).hexdigest()

    def _verify_url(self):
        self.ensure_one()
        # The token is secret to lists, not to the paper it is printed on.
        return f"{self.get_base_url()}/document/{self.sudo().token}"

    @api.model
    def _verification(self, token):
        """What anybody who holds the paper may know; None for a code never given.

        :rtype: dict of title, number, organ, date, digest, in_force
        """
        if len(token) != 2 * TOKEN_BYTES:
            return None
        # The token is the right to look; it finds one document or none.
        document = self.sudo().search([("token", "=", token)], limit=1)
        if not document:
            return None
        return {
            "title": document_kinds.KINDS[document.kind].title,
            "number": document.number,
            "organ": document.organ_name,
            "date": chinese_date.plain(document.issued_on),
            "digest": document.digest,
            "in_force": document.state == "issued",
        }

    def _owner(self):
        """What this document was given out on."""
        self.ensure_one()
        return self.case_id

    def action_correct(self):
        """Ask what the document should have said."""
        self.ensure_one()
        return self._dialog(
            "yichuang.document.correct",
            self.env._("Correct the Document"),
            document_id=self.id,
            addressee=self.addressee,
            words=self.words,
        )

    def _correct(self, changes, reason, revision):
        """Issue a new version that replaces this one.

        :param changes: addressee and words as they should have been
        :param reason: why, told on the new version
        :raises UserError: no reason, or the document was replaced before
        """
        self.ensure_one()
        owner = self._owner()
        owner.check_access("write")
        if not (reason or "").strip():
            raise UserError(self.env._("Say why the document is corrected."))
        # Nobody writes documents by hand; the right to the case was checked, the role
        # is checked by the step.
        self.sudo()._transition(
            "replace", payload={"reason": reason}, expected_revision=revision
        )
        return self._issue(
            self.kind,
            [
                {
                    "case": owner,
                    "organ": self._issuer(),
                    "seal": self.seal_name,
                    "addressee": changes["addressee"] or self.addressee,
                    "words": changes["words"] or self.words,
                    "remedies": self.remedies,
                    "facts": [*(self.facts or []), ["更正理由", reason]],
                    "replaces": self.id,
                }
            ],
        ).sudo(False)

    def _issuer(self):
        """The organ that issued this document."""
        self.ensure_one()
        organs = self._owner()._organs()
        return organs.filtered(lambda organ: organ.name == self.organ_name)[:1]

    def action_open_file(self):
        """Open the PDF, made now if the renderer has not come to it yet."""
        self.ensure_one()
        self.check_access("read")
        # The renderer alone may write files; reading the document was checked.
        self.sudo().file_ids._render()
        problem = self.sudo().file_ids[:1].problem
        if self.file_state != "ready":
            raise UserError(
                problem
                or self.env._("The file is being made. Try again in a few seconds.")
            )
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/yichuang.document.file/{self.file_ids[:1].id}/pdf"
            f"?filename={self.file_name}",
            "target": "new",
        }
