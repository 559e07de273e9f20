"""Builders for cases: every state is reached through the real steps."""

from datetime import timedelta
from unittest.mock import patch

from odoo.addons.yichuang_catalog.tests.common import CatalogueCase
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from .chain_builders import ChainBuilders
from .convenience_builders import ConvenienceBuilders
from .desk_builders import DeskBuilders
from .figure_builders import FigureBuilders
from .hall_builders import HallBuilders
from .joint_builders import JointBuilders
from .paper_builders import PaperBuilders
from .point_builders import PointBuilders
from .process_builders import ProcessBuilders
from .rating_builders import RatingBuilders
from .supervision_builders import SupervisionBuilders
from .task_builders import TaskBuilders

# A made-up person and organisation whose numbers have the right check characters.
PERSON = "11010519491231002X"
PERSON_MISTYPED = "110105194912310021"
ORGANISATION = "91379901MA3EXAMP0J"


class IntakeCase(
    ChainBuilders,
    ConvenienceBuilders,
    DeskBuilders,
    FigureBuilders,
    HallBuilders,
    JointBuilders,
    PaperBuilders,
    PointBuilders,
    ProcessBuilders,
    RatingBuilders,
    SupervisionBuilders,
    TaskBuilders,
    CatalogueCase,
):
    """A hall with two clerks, and an organ with a reviewer and a decider."""

    STAFF = {
        "clerk": ("test_clerk", "yichuang_intake.group_clerk"),
        "second_clerk": ("test_clerk_two", "yichuang_intake.group_clerk"),
        "reviewer": ("test_reviewer", "yichuang_intake.group_reviewer"),
        "decider": ("test_decider", "yichuang_intake.group_decider"),
    }

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.department.member_ids = cls.reviewer | cls.decider
        cls.service = cls.published_service()
        cls.mandate = cls.given_mandate()

    @classmethod
    def sweep_in_the_test(cls):
        """A batch of a sweep is a transaction; the test is one itself."""
        cls.startClassPatcher(
            patch.object(
                type(cls.env["ir.cron"]), "_commit_progress", lambda *_a, **_k: 1.0
            )
        )

    @classmethod
    def draft_mandate(cls, **values):
        """An agreement by which the organ lets both clerks accept."""
        env = cls.env(user=cls.manager.id)
        mandate = env["yichuang.mandate"].create(
            {
                "name": "示例委托协议〔2025〕1号",
                "department_id": cls.department.id,
                "user_ids": (cls.clerk | cls.second_clerk).ids,
                "announced_on": "2025-01-02",
                "from_on": "2014-01-01",
                **values,
            }
        )
        return mandate.with_env(cls.env)

    @classmethod
    def given_mandate(cls, **values):
        """A mandate in force."""
        mandate = cls.draft_mandate(**values)
        mandate.with_user(cls.decider).action_give()
        return mandate

    @classmethod
    def case_vals(cls, **values):
        """What a clerk types for a natural person."""
        return {
            "service_id": cls.service.id,
            "applicant_kind": "natural",
            "applicant_name": "示例申请人",
            "id_number": PERSON,
            "phone": "13800000000",
            **values,
        }

    @classmethod
    def draft_case(cls, clerk=None, **values):
        """A case typed in by a clerk."""
        env = cls.env(user=(clerk or cls.clerk).id)
        return env["yichuang.case"].create(cls.case_vals(**values)).with_env(cls.env)

    @classmethod
    def received_case(cls, clerk=None, **values):
        """A case with a receipt; no material ticked yet."""
        case = cls.draft_case(clerk=clerk, **values)
        case.with_user(clerk or cls.clerk).action_receive()
        return case

    @classmethod
    def accepted_case(cls, clerk=None, **values):
        """A case with all its materials, accepted by the clerk who received it."""
        case = cls.received_case(clerk=clerk, **values)
        case.with_user(clerk or cls.clerk).action_take_all_materials()
        case.with_user(clerk or cls.clerk).action_accept()
        return case

    @classmethod
    def reviewed_case(cls, recommendation="granted", **values):
        """A case with the reviewer's opinion."""
        case = cls.accepted_case(**values)
        reviewer = case.reviewer_id or cls.reviewer
        case.with_user(reviewer).action_start_review()
        cls.review(case, user=reviewer, recommendation=recommendation)
        return case

    @classmethod
    def decided_case(cls, outcome="granted", **values):
        """A case decided by the decider."""
        case = cls.reviewed_case(recommendation=outcome, **values)
        cls.decide(case, outcome=outcome)
        return case

    @classmethod
    def planned_special(cls, case=None, **values):
        """An expert review that is to be held from today on."""
        today = hall_date()
        env = cls.env(user=cls.reviewer.id)
        special = env["yichuang.case.special"].create(
            {
                "case_id": (case or cls.accepted_case()).id,
                "ground": "review",
                "basis": "示例条例 第十条",
                "first_on": today,
                "last_on": today + timedelta(days=7),
                **values,
            }
        )
        return special.with_env(cls.env)

    @classmethod
    def running_special(cls):
        """An expert review that stops the clocks."""
        special = cls.planned_special()
        special.with_user(cls.reviewer).action_start()
        return special

    @classmethod
    def requested_extension(cls, case=None, **values):
        """A longer time that the reviewer asks for."""
        env = cls.env(user=cls.reviewer.id)
        extension = env["yichuang.case.extension"].create(
            {
                "case_id": (case or cls.accepted_case()).id,
                "reason": "案情复杂,需要核实。",
                **values,
            }
        )
        return extension.with_env(cls.env)

    @classmethod
    def approved_extension(cls):
        """A longer time that the head of the organ has granted."""
        cls.department.head_id = cls.decider
        extension = cls.requested_extension()
        extension.with_user(cls.decider).action_approve()
        return extension

    @classmethod
    def issued_document(cls):
        """The acceptance notice of a case."""
        return cls.accepted_case().document_ids[:1]

    @classmethod
    def replaced_document(cls):
        """An acceptance notice that a corrected one stands for."""
        document = cls.issued_document()
        document.with_user(cls.clerk)._correct(
            {"addressee": "示例申请人(更正)", "words": False}, "姓名有误", 0
        )
        return document

    @classmethod
    def review(cls, case, user=None, **values):
        """Give an opinion as the dialog does."""
        return cls.confirm(
            "yichuang.case.review",
            case,
            user or cls.reviewer,
            recommendation=values.pop("recommendation", "granted"),
            opinion=values.pop("opinion", "经审查,材料齐全,符合条件。"),
            **values,
        )

    @classmethod
    def decide(cls, case, user=None, outcome="granted", **values):
        """Decide as the dialog does."""
        if outcome == "denied":
            values.setdefault("reasons", "经营场所不符合条件。")
            values.setdefault("legal_basis", "测试用法 第四十二条")
        return cls.confirm(
            "yichuang.case.decide", case, user or cls.decider, outcome=outcome, **values
        )

    @classmethod
    def refuse(cls, case, user=None, **values):
        """Refuse acceptance as the dialog does."""
        return cls.confirm(
            "yichuang.case.refuse",
            case,
            user or cls.clerk,
            **{
                "refusal_kind": "not_competent",
                "reasons": "不属于本机关职权范围。",
                "legal_basis": "行政许可法 第三十二条",
                "competent_organ": "示例市市场监督管理局",
                **values,
            },
        )

    @classmethod
    def end(cls, case, kind, user=None, reason="申请人书面申请撤回。"):
        """Withdraw or void as the dialog does."""
        return cls.confirm(
            "yichuang.case.end", case, user or cls.clerk, kind=kind, reason=reason
        )

    @classmethod
    def confirm(cls, model, case, user, **values):
        """Fill in a dialog of the case and confirm it."""
        wizard = cls.env(user=user.id)[model].create(
            {"case_id": case.id, "revision": case.revision, **values}
        )
        return wizard.action_confirm()

    def events_of(self, record):
        """What was done with this record, in its order."""
        events = self.env["yichuang.event"].search(
            [("res_model", "=", record._name), ("res_id", "=", record.id)], order="id"
        )
        return events.mapped("action")
