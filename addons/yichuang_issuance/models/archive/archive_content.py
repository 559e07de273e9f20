import base64
import json
from pathlib import Path

from odoo import models

from odoo.addons.yichuang_catalog.tools import enumerations, pdf_page
from odoo.addons.yichuang_catalog.tools.workdays import hall_date
from odoo.addons.yichuang_intake.tools import document_kinds

from ...tools import archive_inventory, archive_verifier, bag, retention

FURTHER = ("case.json", "process.json")
README = """\
This is the file package of one administrative matter, a BagIt bag (RFC 8493).
Its structure is modelled on GB/T 42727-2023; the names of its elements are our own.

data/01-申请 to data/05-送达  the files of the matter, by stage
data/inventory.json, .pdf   the inventory (归档目录)
data/case.json              what the matter was
data/process.json           who did what, when
data/events.json            the sealed events, with proofs against the published heads
verify.py                   checks all of it: python3 verify.py PACKAGE.zip HEADS.json
"""


class NotYetError(Exception):
    """The package cannot be made now; says why."""


class Archive(models.Model):
    """What goes into a package: files by stage, what the matter was, who did what."""

    _inherit = "yichuang.archive"

    def _package(self):
        """The package as bytes, and what is known to be lacking.

        :raises NotYetError: a file is still being made, an event not sealed yet
        """
        self.ensure_one()
        case = self.case_id
        parts, lacking = case._archive_parts()
        payload, rows = self._placed(parts)
        for name, content in (
            ("case.json", case._archive_facts()),
            ("process.json", self._process()),
        ):
            payload[name] = _json(content)
            rows.append(archive_inventory.row(name, name, payload[name]))
        payload["events.json"] = _json(self._sealed_events())
        inventory = self._inventory(rows)
        payload["inventory.json"] = _json(inventory)
        try:
            payload["inventory.pdf"] = archive_inventory.render(inventory)
        except pdf_page.RenderError as error:
            words = self.env["yichuang.rendered.file"]._worded(error.code, error.facts)
            raise NotYetError(words) from error
        content = bag.write(
            bag.file_name(self.name),
            payload,
            {
                "Source-Organization": self.company_id.name,
                "External-Identifier": self.name,
                "External-Description": self.subject,
                "Bagging-Date": str(hall_date()),
            },
            {
                "verify.py": Path(archive_verifier.__file__).read_bytes(),
                "README.txt": README.encode(),
            },
        )
        return content, lacking

    def _placed(self, parts):
        """Bytes by path, and the rows of the inventory, in the order of the stages."""
        payload, rows = {}, []
        order = list(retention.STAGES)
        counts = dict.fromkeys(order, 0)
        for part in sorted(parts, key=lambda part: order.index(part["stage"])):
            stage = part["stage"]
            counts[stage] += 1
            name = bag.file_name(part["title"])
            path = f"{retention.STAGES[stage]}/{counts[stage]:03}-{name}.{part['ext']}"
            payload[path] = part["content"]
            rows.append(
                archive_inventory.row(
                    path,
                    part["title"],
                    part["content"],
                    number=part.get("number") or "",
                    day=part.get("day"),
                    source=part.get("source"),
                )
            )
        return payload, rows

    def _inventory(self, rows):
        """The inventory (归档目录) as plain values."""
        case = self.case_id
        return {
            "archive_number": self.name,
            "title": self.subject,
            "organ": self.department_id.name or "",
            "hall": self.company_id.name,
            "case_number": self.case_number or "",
            "receipt_number": self.receipt_number or "",
            "ended_on": str(self.ended_on),
            "period": retention.TITLES[self.period],
            "files": rows,
            "paper": case._archive_paper(),
        }

    def _process(self):
        """Who did what, when: the process record (办理过程)."""
        events = self._events()
        return [
            {
                "moment": str(event.moment),
                "document_type": event.res_model,
                "document": event.res_id,
                "action": event.action,
                "by": event.actor_id.name,
                "event": event.id,
            }
            for event in events
        ]


class Case(models.Model):
    """What a matter gives to its file. A subject with files of its own adds them to
    ``_archive_parts``."""

    _inherit = "yichuang.case"

    def _archive_parts(self):
        """The files of the matter and sentences on what is lacking.

        :returns: list of dicts: stage, title, ext, content, and where known number,
            day and source (model and id of the paper whose making was sealed)
        :raises NotYetError: a file is still being made
        """
        self.ensure_one()
        parts, lacking = [], []
        for document in self.document_ids.sorted("id"):
            file = document.file_ids[:1]
            self._check_made(file, document.display_name)
            if file.state != "ready":
                lacking.append(f"{document.display_name} has no file")
                continue
            parts.append(
                {
                    "stage": retention.STAGE_OF.get(document.kind, "review"),
                    "title": document_kinds.KINDS[document.kind].title,
                    "number": document.number,
                    "day": document.issued_on,
                    "ext": "pdf",
                    "content": _content(file, "pdf"),
                    "source": [document._name, document.id],
                }
            )
            if document._owes_proof():
                lacking.append(f"{document.display_name} was never served")
        for certificate in self.certificate_ids.sorted("id"):
            file = certificate.file_ids[:1]
            if certificate.state == "draft":
                continue
            self._check_made(file, certificate.display_name)
            if file.state == "ready":
                parts.append(
                    {
                        "stage": "decide",
                        "title": certificate.title,
                        "number": certificate.number,
                        "day": certificate.issued_on,
                        "ext": "pdf",
                        "content": _content(file, "pdf"),
                        "source": [certificate._name, certificate.id],
                    }
                )
            else:
                lacking.append(f"{certificate.display_name} has no file")
        for file in self.env["yichuang.case.file"].search(
            [("case_id", "=", self.id)], order="material_id, id"
        ):
            stem, _, ext = file.name.rpartition(".")
            parts.append(
                {
                    "stage": "apply",
                    "title": stem,
                    "ext": ext,
                    "content": _content(file, "data"),
                }
            )
        return parts, lacking

    def _check_made(self, file, name):
        if file and file.state == "pending":
            raise NotYetError(f"The file of {name} is still being made.")

    def _archive_paper(self):
        """Materials that were handed in on paper only, with what was counted."""
        self.ensure_one()
        scanned = (
            self.env["yichuang.case.file"]
            .search([("case_id", "=", self.id)])
            .material_id
        )
        return [
            {
                "title": line.name,
                "originals": line.originals,
                "copies": line.copies,
                "pages": line.pages,
            }
            for line in self.material_ids
            if line.received and line not in scanned
        ]

    def _archive_facts(self):
        """What the matter was; numbers of persons stay masked."""
        self.ensure_one()
        clocks = self.clock_ids.sorted("id")
        return {
            "number": self.number or "",
            "receipt_number": self.receipt_number or "",
            "service": {
                "name": self.service_id.name,
                "code": self.service_id.code or "",
                "item": self.service_id.item_id.code or "",
                "version": self.version_id.number,
            },
            "organ": {
                "name": self.department_id.name,
                "code": self.department_id.uscc or "",
            },
            "applicant": {
                "name": self.applicant_name,
                "kind": self.applicant_kind,
                "number": self.id_number or "",
                "legal_representative": self.legal_representative or "",
            },
            "state": self.state,
            "outcome": self.outcome or "",
            "received_on": str(self.received_on or ""),
            "accepted_on": str(self.accepted_on or ""),
            "decided_on": str(self.decided_on or ""),
            "ended_on": str(self.ended_on or ""),
            "reasons": self.reasons or "",
            "legal_basis": self.legal_basis or "",
            "materials": [
                {
                    "name": line.name,
                    "received": line.received,
                    "originals": line.originals,
                    "copies": line.copies,
                    "pages": line.pages,
                    "receive_mode": enumerations.chinese(
                        "receive_mode", line.receive_mode
                    )
                    if line.receive_mode
                    else "",
                }
                for line in self.material_ids
            ],
            "clocks": [
                {
                    "kind": clock.kind,
                    "started_on": str(clock.start_on),
                    "due_on": str(clock.due_on or ""),
                    "state": clock.state,
                }
                for clock in clocks
            ],
        }


def _content(record, field):
    return base64.b64decode(record.with_context(bin_size=False)[field] or b"")


def _json(content):
    """JSON for people and machines, the same bytes for the same content."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1)
    return f"{text}\n".encode()
