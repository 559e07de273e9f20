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

    @classmethod
    def finished_case(cls, outcome="granted", opinion=None):
        """A case that was decided and closed; nothing but the decision leaves it.

        :param opinion: a bare one, as in a file from before it was refused
        """
        service = cls.env["yichuang.service"].search(
            [
                ("item_id.name", "=", "示例备案"),
                ("company_id", "=", cls.env.company.id),
            ],
            limit=1,
        ) or cls.published_service(item_name="示例备案", result_kind="none")
        case = cls.accepted_case(service_id=service.id)
        case.with_user(cls.reviewer).action_start_review()
        cls.review(case, recommendation=outcome)
        cls.decide(case, outcome=outcome)
        case.with_user(cls.decider).action_close()
        if opinion:
            case._write_guarded({"review_opinion": opinion})
        return case
