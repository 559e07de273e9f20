"""Builders of joint cases: every state is reached through the real steps."""

from datetime import timedelta

from odoo import fields

from odoo.addons.yichuang_catalog.tools.workdays import hall_date


class JointBuilders:
    """Mixed into ``IntakeCase``."""

    @classmethod
    def joint_theme(cls, **values):
        """Two matters side by side, each of an organ of its own, and a third that
        comes after the first and needs its result."""
        cls.second_organ()
        licence = cls.entered_service(item_name="营业执照登记")
        made = cls.material("示例营业执照")
        made.produced_by_item_ids |= licence.item_id
        fire = cls.entered_service(
            item_name="消防检查",
            department=cls.other_organ,
            materials=("示例申请书", "示例平面图"),
        )
        food = cls.entered_service(item_name="食品许可")
        theme = cls.draft_theme(licence, fire, food, promise_days=40, **values)
        first, beside, then = theme.line_ids.sorted("sequence")
        first.after_ids = beside.after_ids = False
        then.after_ids = first
        theme.action_submit()
        theme.with_user(cls.approver).action_publish()
        return theme.with_env(cls.env)

    @classmethod
    def online_theme(cls, **values):
        """A theme one can apply for online: two matters side by side, of which the
        first asks who applies, and a third that needs the result of the first; one
        form that two of them share."""
        cls.second_organ()
        online = {"online_depth": "3", "online_url": "https://example.com/apply"}
        place = (0, 0, {"name": "经营场所", "basis": "选址要求"})
        licence = cls.asking_version(
            item_name="网办执照登记", form_field_ids=[place], **online
        ).service_id
        licence.with_user(cls.approver).write(
            {"entry": "entered", "entry_reason": "应进必进"}
        )
        cls.material("示例营业执照结果").produced_by_item_ids |= licence.item_id
        fire = cls.entered_service(
            item_name="网办消防检查",
            department=cls.other_organ,
            materials=("示例申请书", "示例平面图"),
            form_field_ids=[
                place,
                (0, 0, {"name": "面积", "kind": "number", "basis": "消防要求"}),
            ],
            **online,
        )
        food = cls.entered_service(
            item_name="网办食品许可",
            materials=("示例申请书", "示例营业执照结果"),
            **online,
        )
        theme = cls.draft_theme(licence, fire, food, promise_days=40, **values)
        first, beside, then = theme.line_ids.sorted("sequence")
        first.after_ids = beside.after_ids = False
        then.after_ids = first
        theme.action_submit()
        theme.with_user(cls.approver).action_publish()
        return theme.with_env(cls.env)

    @classmethod
    def notify_joint(cls, joint, user=None):
        """Give the one notice as the dialog proposes it."""
        wizard = cls.env(user=(user or cls.clerk).id)["yichuang.joint.notify"].create(
            {"joint_id": joint.id, "revision": joint.revision}
        )
        return wizard.action_confirm()

    @classmethod
    def second_organ(cls):
        """An organ besides the usual one, with its people; made once in a test."""
        organs = cls.env["yichuang.department"]
        cls.other_organ = organs.search([("name", "=", "测试县消防局")])
        users = cls.env["res.users"]
        if cls.other_organ:
            cls.other_reviewer = users.search([("login", "=", "test_reviewer_two")])
            cls.other_decider = users.search([("login", "=", "test_decider_two")])
            return
        cls.other_organ = organs.create(
            {"name": "测试县消防局", "short_name": "测消", "region_id": cls.region.id}
        )
        cls.other_reviewer = cls.make_user(
            "test_reviewer_two", "yichuang_intake.group_reviewer"
        )
        cls.other_decider = cls.make_user(
            "test_decider_two", "yichuang_intake.group_decider"
        )
        cls.other_organ.member_ids = cls.other_reviewer | cls.other_decider
        cls.given_mandate_of(cls.other_organ, cls.other_decider)

    @classmethod
    def given_mandate_of(cls, organ, decider):
        """A mandate of another organ for both clerks."""
        mandate = cls.draft_mandate(department_id=organ.id)
        mandate.with_user(decider).action_give()
        return mandate

    @classmethod
    def draft_joint(cls, theme=None, clerk=None, **values):
        """A joint case typed in by a clerk."""
        vals = cls.case_vals(**values)
        del vals["service_id"]
        theme = theme or cls.joint_theme()
        env = cls.env(user=(clerk or cls.clerk).id)
        return (
            env["yichuang.joint.case"]
            .create({**vals, "theme_id": theme.id})
            .with_env(cls.env)
        )

    @classmethod
    def received_joint(cls, **values):
        """A joint case with a receipt and all of its one set."""
        joint = cls.draft_joint(**values)
        mine = joint.with_user(cls.clerk)
        mine.action_take_all_materials()
        mine.action_receive()
        return joint

    @classmethod
    def joint_lacking_plan(cls, theme, waiting=False):
        """A joint case received without the plan of one organ, and where ``waiting``
        with a fault in the matter that waits for another."""
        joint = cls.draft_joint(theme=theme)
        mine = joint.with_user(cls.clerk)
        mine.material_ids.filtered(
            lambda one: one.name != "示例平面图" and not one.passed_on
        )._take()
        mine.action_receive()
        if waiting:
            last = cls.parts(joint)[2].material_ids
            last.filtered(lambda one: one.name == "示例申请书").defect = "未签字"
        return joint

    @classmethod
    def accepted_joint(cls, **values):
        """A joint case accepted for all organs at once."""
        joint = cls.received_joint(**values)
        joint.with_user(cls.clerk).action_accept()
        return joint

    @classmethod
    def parts(cls, joint):
        """The cases of its matters, in the order of the theme."""
        return joint.child_ids.sorted("id")

    @classmethod
    def grant(cls, case, outcome="granted"):
        """Have the organ of this case decide it."""
        theirs = case.department_id == cls.department
        reviewer = cls.reviewer if theirs else cls.other_reviewer
        decider = cls.decider if theirs else cls.other_decider
        case.with_user(reviewer).action_start_review()
        cls.review(case, user=reviewer, recommendation=outcome)
        cls.decide(case, user=decider, outcome=outcome)

    @classmethod
    def end_joint(cls, joint, kind, user=None, reason="申请人书面申请撤回。"):
        """Withdraw or void as the dialog does."""
        wizard = cls.env(user=(user or cls.clerk).id)["yichuang.joint.end"].create(
            {
                "joint_id": joint.id,
                "revision": joint.revision,
                "kind": kind,
                "reason": reason,
            }
        )
        return wizard.action_confirm()

    @classmethod
    def set_back(cls, joint, days=60):
        """Let the time to tell what is missing have run out."""
        cls.env.flush_all()
        for table, ids in (
            ("yichuang_joint_case", joint.ids),
            ("yichuang_case", joint.child_ids.ids),
        ):
            cls.env.cr.execute(
                f"UPDATE {table} SET due_on = due_on - %s WHERE id = ANY(%s)",
                (days, ids),
            )
        cls.env.invalidate_all()
        assert joint.due_on < hall_date()

    @classmethod
    def asked_precheck(cls, joint=None):
        """What the first organ of a received joint case is asked."""
        joint = joint or cls.received_joint()
        joint.with_user(cls.clerk).action_ask_organs()
        return joint.precheck_ids.sorted("id")[0]

    @classmethod
    def answered_precheck(cls):
        """Nothing is missing, says the first organ."""
        check = cls.asked_precheck()
        check.with_user(cls.reviewer).action_answer()
        return check

    @classmethod
    def requested_joint_extension(cls, joint=None, **values):
        """A longer time for the whole, asked for by the organ in the lead."""
        cls.env.company.government_head_id = cls.manager
        env = cls.env(user=cls.reviewer.id)
        return (
            env["yichuang.joint.extension"]
            .create(
                {
                    "joint_id": (joint or cls.accepted_joint()).id,
                    "reason": "需要统筹勘验。",
                    **values,
                }
            )
            .with_env(cls.env)
        )

    @classmethod
    def approved_joint_extension(cls):
        """A longer time that the head of the government has granted."""
        extension = cls.requested_joint_extension()
        extension.with_user(cls.manager).action_approve()
        return extension

    @classmethod
    def draft_meeting(cls, joint=None, **values):
        """A joint review of today that the organ in the lead plans."""
        env = cls.env(user=cls.reviewer.id)
        return (
            env["yichuang.joint.meeting"]
            .create(
                {
                    "joint_id": (joint or cls.accepted_joint()).id,
                    "subject": "示例选址会审",
                    "held_at": fields.Datetime.now() - timedelta(minutes=5),
                    "place": "示例会议室",
                    "opinions_due_on": hall_date() + timedelta(days=5),
                    **values,
                }
            )
            .with_env(cls.env)
        )

    @classmethod
    def called_meeting(cls, joint=None, **values):
        """A joint review to which the organs are called."""
        meeting = cls.draft_meeting(joint, **values)
        meeting.with_user(cls.reviewer).action_call()
        return meeting

    @classmethod
    def asked_opinion(cls):
        """What the organ in the lead is asked in a joint review."""
        return cls.called_meeting().opinion_ids.filtered(
            lambda one: one.department_id == cls.department
        )

    @classmethod
    def given_opinion(cls):
        """The opinion that the organ in the lead gave."""
        opinion = cls.asked_opinion()
        opinion.with_user(cls.reviewer).write(
            {"verdict": "agrees", "opinion": "符合规划。"}
        )
        opinion.with_user(cls.reviewer).action_give()
        return opinion
