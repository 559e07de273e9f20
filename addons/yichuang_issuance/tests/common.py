"""Builders for certificates and deliveries, through the real steps."""

from odoo import Command

from odoo.addons.yichuang_intake.tests.common import PERSON, IntakeCase

# Another made-up person, with the right check character.
AGENT = "110101199003070038"


class IssuanceCase(IntakeCase):
    """A hall with two exit clerks and a certificate type for its service."""

    STAFF = {
        "exit_clerk": ("test_exit_clerk", "yichuang_issuance.group_exit_clerk"),
        "second_exit_clerk": (
            "test_exit_clerk_two",
            "yichuang_issuance.group_exit_clerk",
        ),
    }

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.certificate_type = cls.make_type()

    @classmethod
    def make_type(cls, **values):
        """A certificate type for the service, as a hall manager sets it up."""
        return cls.env["yichuang.certificate.type"].create(
            {
                "name": "食品经营许可证",
                "code": f"{cls.department.uscc}001",
                "number_prefix": "测食证字",
                "statement": "经审查,准予{holder}从事{service}活动。",
                "validity_months": 60,
                "service_ids": [Command.link(cls.service.id)],
                "line_ids": [
                    Command.create({"label": "经营场所", "source": "address"}),
                    Command.create({"label": "经营项目", "required": False}),
                ],
                **values,
            }
        )

    @classmethod
    def granted_case(cls, **values):
        """A granted case whose applicant gave an address."""
        return cls.decided_case(**{"address": "测试县日用街1号", **values})

    @classmethod
    def draft_certificate(cls, **values):
        """The draft of a granted case's certificate."""
        case = cls.granted_case(**values)
        case.with_user(cls.exit_clerk).action_certify()
        return case.certificate_ids

    @classmethod
    def issued_certificate(cls, **values):
        """A certificate that was issued; its file is ordered."""
        certificate = cls.draft_certificate(**values)
        certificate.with_user(cls.exit_clerk).action_issue()
        return certificate

    @classmethod
    def printed_certificate(cls, **values):
        """A certificate with its file."""
        certificate = cls.issued_certificate(**values)
        certificate.with_user(cls.exit_clerk).action_render_now()
        return certificate

    @classmethod
    def waiting_delivery(cls, **values):
        """The delivery of a certificate that is on its way to the exit."""
        return cls.printed_certificate(**values).delivery_ids

    @classmethod
    def arrived_delivery(cls, **values):
        """A document on its shelf at the exit."""
        delivery = cls.waiting_delivery(**values)
        cls.arrive(delivery)
        return delivery

    @classmethod
    def made_delivery(cls, **values):
        """A document in the applicant's hands."""
        delivery = cls.arrived_delivery(**values)
        cls.hand_over(delivery)
        return delivery

    @classmethod
    def arrive(cls, delivery, user=None, shelf_place="A-03"):
        """Put a document on the shelf as the dialog does."""
        return cls.confirm_delivery(
            "yichuang.delivery.arrive",
            delivery,
            user or cls.exit_clerk,
            shelf_place=shelf_place,
        )

    @classmethod
    def hand_over(cls, delivery, user=None, **values):
        """Hand over as the dialog does, by default to the applicant."""
        return cls.confirm_delivery(
            "yichuang.delivery.hand.over",
            delivery,
            user or cls.exit_clerk,
            **{
                "collector_relation": "self",
                "collector_name": "示例申请人",
                "id_number": PERSON,
                **values,
            },
        )

    @classmethod
    def confirm_delivery(cls, model, delivery, user, **values):
        """Fill in a dialog of the delivery and confirm it."""
        wizard = cls.env(user=user.id)[model].create(
            {"delivery_id": delivery.id, "revision": delivery.revision, **values}
        )
        return wizard.action_confirm()

    @classmethod
    def end_certificate(cls, certificate, kind, user=None, **values):
        """Suspend, revoke or cancel as the dialog does."""
        wizard = cls.env(user=(user or cls.decider).id)[
            "yichuang.certificate.end"
        ].create(
            {
                "certificate_id": certificate.id,
                "revision": certificate.revision,
                "kind": kind,
                "reason": "经查,申请材料不实。",
                **values,
            }
        )
        return wizard.action_confirm()
