"""Builders of documents on their way to somebody."""

from odoo import fields


class PaperBuilders:
    """Mixed into ``IntakeCase``."""

    @classmethod
    def planned_service(cls, document=None, **values):
        """The acceptance notice of a case, handed to the applicant in person by both
        clerks and not yet recorded as served."""
        document = document or cls.accepted_case().document_ids.filtered("to_serve")
        env = cls.env(user=cls.clerk.id)
        vals = {
            "document_id": document.id,
            "way": "direct",
            "served_on": fields.Datetime.now(),
            "recipient": "示例申请人",
            "officer_ids": (cls.clerk | cls.second_clerk).ids,
            **values,
        }
        return env["yichuang.document.delivery"].create(vals).with_env(cls.env)

    @classmethod
    def made_service(cls, document=None, **values):
        """A document that was served."""
        delivery = cls.planned_service(document, **values)
        delivery.with_user(cls.clerk).action_serve()
        return delivery
