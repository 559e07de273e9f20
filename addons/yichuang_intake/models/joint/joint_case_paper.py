from odoo import fields, models

from odoo.addons.yichuang_catalog.tools import chinese_date
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools import document_kinds


class JointCase(models.Model):
    """The papers of the whole: one receipt, one notice of what is missing, one
    answer; and one message for each."""

    _inherit = "yichuang.joint.case"

    document_ids = fields.One2many("yichuang.document", "joint_id", readonly=True)

    def _issue_document(self, kind, facts_by_id):
        """Issue one document of this kind for each of these.

        :param facts_by_id: what it states besides the case itself, by id
        """
        row = document_kinds.KINDS[kind]
        return self.env["yichuang.document"]._issue(
            kind,
            [
                {
                    "case": joint,
                    "addressee": joint.applicant_name,
                    "words": row.words.format(
                        service=joint.theme_id.name,
                        received=chinese_date.plain(hall_date(joint.received_on)),
                    ),
                    "facts": [
                        [label, value]
                        for label, value in {
                            **joint._document_facts(),
                            **facts_by_id[joint.id],
                        }.items()
                    ],
                }
                for joint in self
            ],
        )

    def _consented(self):
        """Whether the applicant agrees to be served electronically in all matters."""
        self.ensure_one()
        return bool(self.child_ids) and all(
            self.child_ids.mapped("delivery_consent_on")
        )

    def _told_documents(self):
        """What was given out to the applicant on the whole and on its matters."""
        self.ensure_one()
        given = self.document_ids | self.child_ids.document_ids
        return given.filtered(lambda document: not document.internal)

    def _seal_name(self, _kind):
        """The seal of the organ in the lead, which answers for the whole (Art. 26)."""
        self.ensure_one()
        organ = self.department_id
        return organ.seal_name or self.env._(
            "%(organ)s seal for administrative licensing", organ=organ.name
        )

    def _document_facts(self):
        """What every document says of the case; numbers of persons stay masked."""
        self.ensure_one()
        return {
            "申请人": self.applicant_name or "",
            "证件号码": self.id_number or "",
            "一件事": self.theme_id.name,
            "收件号": self.receipt_number or "",
            "收件时间": self._hall_time(self.received_on),
        }

    def _issue_receipt(self):
        """One receipt, with the list of matters and of materials."""
        self._issue_document(
            "receipt",
            {
                joint.id: {
                    "事项清单": [
                        {
                            "事项": case.service_id.name,
                            "办理部门": case.department_id.name,
                            "办件编号": case.number or "",
                        }
                        for case in joint.child_ids.sorted("id")
                    ],
                    "材料清单": [
                        {
                            "材料名称": line.name,
                            "原件": str(line.originals),
                            "复印件": str(line.copies),
                            "用于事项": line.used_by or "",
                        }
                        for line in joint.material_ids
                        if line.received
                    ],
                    "告知截止日": chinese_date.plain(joint.due_on),
                    "收件人": joint.received_by_id.name,
                }
                for joint in self
            },
        )

    def _issue_notice(self):
        """The one notice of all that is missing, for all organs."""
        self._issue_document(
            "supplement", {joint.id: joint._notice_facts() for joint in self}
        )

    def _issue_answer(self):
        """One answer for the whole: how each matter ended."""
        outcomes = dict(
            self.env["yichuang.case"]
            ._fields["outcome"]
            ._description_selection(self.env)
        )
        self._issue_document(
            "joint_answer",
            {
                joint.id: {
                    "办理结果": [
                        {
                            "事项": case.service_id.name,
                            "办理部门": case.department_id.name,
                            "结果": outcomes.get(case.outcome) or case._state_label(),
                            "日期": chinese_date.plain(
                                hall_date(case.decided_on or case.ended_on)
                            ),
                            "理由": case.reasons or case.end_reason or "",
                        }
                        for case in joint.child_ids.sorted("id")
                    ]
                }
                for joint in self
            },
        )

    def _progress_states(self):
        """The steps shown to the applicant."""
        return (
            (("received", "supplement"), "received_on"),
            (("accepted",), "accepted_on"),
            (("closed",), "ended_on"),
        )

    def _next_words(self):
        """The next step and whose turn it is, in a sentence; empty at the end."""
        self.ensure_one()
        return {
            "received": self.env._(
                "The organs say together whether they accept the application, or tell "
                "you at once everything that is missing."
            ),
            "supplement": self.env._(
                "Your turn: hand in what is missing by %(date)s, all of it.",
                date=self._date_words(self.supplement_due_on),
            ),
            "accepted": self.env._(
                "The organs decide one after another where the law has it so, and else "
                "side by side. %(count)s matters are still open.",
                count=self.matters_open,
            ),
        }.get(self.state, "")

    # What is told

    def _notice_links(self):
        return {"case_id": self.child_ids[:1].id, "joint_id": self.id}

    def _notice_mark(self):
        return "joint/"

    def _matter_name(self):
        return self.theme_id.name

    def action_view_documents(self):
        """Open the documents of the whole and of its matters."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Documents of %(case)s", case=self.display_name),
            "res_model": "yichuang.document",
            "view_mode": "list,form",
            "domain": [
                "|",
                ("joint_id", "=", self.id),
                ("case_id", "in", self.child_ids.ids),
            ],
        }
