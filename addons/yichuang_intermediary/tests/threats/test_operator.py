from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...tools import draw as draw_tool
from ..common import OWNER_SECRET, MarketCase
from ..contract_builders import PDF


@tagged("post_install", "-at_install")
class TestOperator(MarketCase):
    """Threat 24: the hall drafts and advises; it never acts for an owner."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        prefix = "yichuang_intermediary.group_market_"
        groups = [f"{prefix}{name}" for name in ("reviewer", "publisher", "issuer")]
        groups += [
            "yichuang_catalog.group_manager",
            "yichuang_catalog.group_supervisor",
        ]
        cls.operator = cls.make_user(
            "test_operator", ",".join([*groups, "base.group_system"])
        )

    def refuses(self, record, step):
        """The step is refused and leaves no trace in the record or the log."""
        events = self.env["yichuang.event"].search_count([])
        state = record.state
        with (
            mute_logger("odoo.addons.base.models.ir_model"),
            self.assertRaises(UserError),
            self.env.cr.savepoint(),
        ):
            # As the server's own code would hand it on: only the user is another.
            step(record.with_user(self.operator).sudo())
        record.invalidate_recordset()
        self.assertEqual(record.state, state)
        self.assertEqual(self.env["yichuang.event"].search_count([]), events)

    def test_threat24_operator_takes_no_step_of_the_owner_on_a_notice(self):
        commitment = draw_tool.commitment(OWNER_SECRET)
        listed = self.listed_notice()
        question = self.asked_question()
        failed = self.published_notice(title="无人报名")
        self.put_back(failed, "sign_close")
        failed.with_user(self.market_reviewer).action_close()
        failed.with_user(self.market_reviewer).action_freeze_list()
        self.assertEqual(failed.state, "failed")
        steps = (
            (self.draft_notice(), lambda own: own._submit_by_owner(commitment)),
            (self.draft_notice(), lambda own: own._transition("submit")),
            (
                self.published_notice(),
                lambda own: own._transition("cancel", {"cancel_reason": "不需要了"}),
            ),
            (
                self.published_notice(),
                lambda own: own._amend({"content": "改"}, "变更"),
            ),
            (failed, lambda own: own._repeat()),
            (self.source(listed, "owner"), lambda own: own._reveal(OWNER_SECRET)),
            (question, lambda own: own._transition("answer", {"answer": "包含"})),
            (
                self.asked_lowprice(),
                lambda own: own._transition("accept", {"reason": "说明合理"}),
            ),
        )
        for record, step in steps:
            with self.subTest(model=record._name, state=record.state):
                self.refuses(record, step)

    def test_threat24_operator_takes_no_step_of_a_side_of_a_contract(self):
        draft, active = self.draft_contract(), self.active_contract()
        delivered, accepted = self.delivered_contract(), self.accepted_contract()
        asked = self.ask(self.active_contract())
        steps = (
            (draft, lambda own: own._upload(PDF, draft.amount_fen, draft.days)),
            (self.uploaded_contract(), lambda own: own._confirm_copy()),
            (draft, lambda own: own._decline("不签")),
            (
                self.signed_contract(),
                lambda own: own._transition("hand_over", {"data_note": "图"}),
            ),
            (self.signed_contract(), lambda own: own._transition("waive_data")),
            (active, lambda own: own._deliver([PDF], "赵示例 ZY-1")),
            (delivered, lambda own: own._judge("accept", {1: ("met", "")})),
            (
                accepted,
                lambda own: own.env["yichuang.market.rating"]._rate(own, [5] * 6, ""),
            ),
            (
                active,
                lambda own: own.env["yichuang.market.request"]._ask_for(
                    own, "extension", "雨天", [], days=5
                ),
            ),
            (asked, lambda own: own._transition("grant", {"answer": "同意"})),
        )
        for record, step in steps:
            with self.subTest(model=record._name, state=record.state):
                self.refuses(record, step)
