import base64

from odoo import api, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools import document_kinds, file_facts

STAFF = (
    "yichuang_intake.group_clerk,yichuang_intake.group_reviewer,"
    "yichuang_intake.group_decider,yichuang_catalog.group_manager,"
    "yichuang_catalog.group_supervisor"
)


class Document(models.Model):
    """Which documents are served on somebody, until when, and when they were.

    A replaced document is not served any more; the new version is.
    """

    _inherit = "yichuang.document"

    _guarded_fields = frozenset({"served_on"})

    to_serve = fields.Boolean(
        "Served on Somebody",
        compute="_compute_to_serve",
        store=True,
        precompute=True,
        help="须送达: its proof of delivery (送达回证) is kept.",
    )
    internal = fields.Boolean(
        compute="_compute_to_serve",
        store=True,
        precompute=True,
        help="内部文书: stays inside the hall and its organs.",
    )
    serve_by = fields.Date(
        compute="_compute_serve_by",
        store=True,
        precompute=True,
        help="送达期限届满日, in working days of the hall's setting.",
    )
    served_on = fields.Datetime(
        "Served", readonly=True, copy=False, help="送达时间, of the proof of delivery."
    )
    delivery_ids = fields.One2many(
        "yichuang.document.delivery",
        "document_id",
        "Deliveries",
        groups=STAFF,
    )

    _to_serve_idx = models.Index(
        "(serve_by, id) WHERE to_serve IS TRUE AND served_on IS NULL"
        " AND state = 'issued'"
    )

    @api.depends("kind")
    def _compute_to_serve(self):
        for document in self:
            kind = document_kinds.KINDS.get(document.kind)
            document.to_serve = bool(kind and kind.served)
            document.internal = bool(kind and kind.internal)

    @api.depends("issued_on", "to_serve")
    def _compute_serve_by(self):
        workdays = self.env["yichuang.calendar.day"]._workdays()
        for document in self:
            days = document.company_id.sudo().serve_days
            document.serve_by = (
                workdays.due(document.issued_on, days).date
                if document.to_serve and document.issued_on and days
                else False
            )

    @api.model
    def _own_by_token(self, token):
        """The document of this code, if the person at work may read it; else none."""
        if not self.has_access("read"):
            return self.browse()
        # The code finds one document or none; the reader's own rights decide.
        found = self.sudo().search([("token", "=", token)], limit=1)
        return self.search([("id", "in", found.ids)])

    def _awaits_download(self):
        """Whether taking its file on the portal would serve it."""
        self.ensure_one()
        return bool(
            self.to_serve
            and not self.served_on
            and self.state == "issued"
            and self._consented()
        )

    def _consented(self):
        """Whether its addressee agrees to be served electronically."""
        self.ensure_one()
        return bool(self.case_id.delivery_consent_on)

    def _applicants_page(self):
        """Where its addressee follows what it is about."""
        self.ensure_one()
        return f"/my/cases/{self.case_id.receipt_number}"

    def _file_bytes(self):
        """The PDF of a document that the caller may read.

        :raises UserError: it is not made yet
        """
        self.ensure_one()
        file = self.file_ids[:1]
        if file.state != "ready":
            raise UserError(
                self.env._("The file is being made. Try again in a few seconds.")
            )
        return base64.b64decode(file.with_context(bin_size=False).pdf)

    def _take_electronically(self):
        """The addressee takes the file on the portal, which serves it.

        :raises UserError: it is not theirs, or they have not agreed to this way
        """
        self.ensure_one()
        self._log_event("download")
        # Applicants write nothing by hand; the step checks whose document it is.
        delivery = (
            self.env["yichuang.document.delivery"]
            .sudo()
            .create(
                {
                    "document_id": self.id,
                    "way": "electronic",
                    "address": self.env.user.login,
                    "recipient": self.env.user.name,
                    "served_on": fields.Datetime.now(),
                }
            )
        )
        delivery._transition("download")
        return delivery

    def action_serve(self):
        """Open a new delivery of this document, as it is usually made: now, by whoever
        records it, to the addressee."""
        self.ensure_one()
        self.check_access("read")
        consent = self.sudo()._consented()
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Delivery of %(document)s", document=self.display_name),
            "res_model": "yichuang.document.delivery",
            "view_mode": "form",
            "context": {
                "default_document_id": self.id,
                "default_way": "electronic" if consent else "direct",
                "default_served_on": fields.Datetime.to_string(fields.Datetime.now()),
                "default_recipient": self.addressee,
                "default_officer_ids": [] if consent else [self.env.uid],
            },
        }

    def _file_fact(self):
        """This document as a fact of its file."""
        self.ensure_one()
        return file_facts.Paper(
            kind=self.kind,
            number=self.number or "",
            issued_on=self.issued_on or None,
            sealed=bool(self.seal_name),
            stated=frozenset(label for label, value in self.facts or () if value),
            remedies=bool(self.remedies),
            served_on=(self.served_on and hall_date(self.served_on)) or None,
            serve_by=self.serve_by or None,
        )
