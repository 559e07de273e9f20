"""Builders for contracts: every state is reached through the real steps."""

from contextlib import contextmanager
from datetime import timedelta

from odoo.exceptions import UserError

PDF = (
    b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
    b"2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
    b"3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]>>endobj\n"
    b"trailer<</Root 1 0 R>>\n%%EOF\n"
)
SIGNERS = "赵示例 ZY-2026-0001"


class ContractBuilders:
    """A contract in each of its states, between the market's owner and agencies."""

    @contextmanager
    def refused(self, words):
        """What is done here is refused with these words, and leaves no trace."""
        with self.assertRaisesRegex(UserError, words), self.env.cr.savepoint():
            yield

    @classmethod
    def draft_contract(cls, **values):
        """A contract nobody has signed yet."""
        return cls.awarded_notice(**values).contract_ids

    @classmethod
    def winner_user(cls, contract):
        """The portal user of the agency that was drawn."""
        return cls.user_a if contract.agency_id == cls.agency_a else cls.user_b

    @classmethod
    def side(cls, contract, side):
        """The contract as the controller of that side hands it on."""
        user = cls.owner if side == "owner" else cls.winner_user(contract)
        return cls.as_portal(contract, user)

    @classmethod
    def uploaded_contract(cls, side="owner", **values):
        """A contract whose signed copy one side uploaded."""
        contract = cls.draft_contract(**values)
        cls.side(contract, side)._upload(PDF, contract.amount_fen, contract.days)
        return contract

    @classmethod
    def sign(cls, contract):
        """Sign the contract: the owner uploads the copy, the agency confirms it."""
        cls.side(contract, "owner")._upload(PDF, contract.amount_fen, contract.days)
        cls.side(contract, "agency")._confirm_copy()

    @classmethod
    def signed_contract(cls, **values):
        """A contract that waits for the base data."""
        contract = cls.draft_contract(**values)
        cls.sign(contract)
        return contract

    @classmethod
    def active_contract(cls, **values):
        """A contract whose service time runs."""
        contract = cls.signed_contract(**values)
        cls.side(contract, "owner")._transition("hand_over", {"data_note": "总平面图"})
        return contract

    @classmethod
    def deliver(cls, contract, **values):
        """Deliver one file as the agency."""
        cls.side(contract, "agency")._deliver([PDF], SIGNERS, **values)

    @classmethod
    def delivered_contract(cls, **values):
        """A contract whose owner has to accept or return the work."""
        contract = cls.active_contract(**values)
        cls.deliver(contract)
        return contract

    @classmethod
    def judge(cls, contract, step="accept", unmet=()):
        """Judge every line as the owner."""
        latest = contract.deliverable_ids.sorted("version")[-1:]
        cls.side(contract, "owner")._judge(
            step,
            {
                line.sequence: ("unmet", "缺少附图")
                if line.sequence in unmet
                else ("met", "")
                for line in latest.line_ids
            },
        )

    @classmethod
    def accepted_contract(cls, **values):
        """A contract whose work was accepted."""
        contract = cls.delivered_contract(**values)
        cls.judge(contract)
        return contract

    @classmethod
    def rate(cls, contract, side, score=5):
        """Rate the other side with the same score throughout."""
        ratings = cls.env["yichuang.market.rating"]
        user = cls.owner if side == "owner" else cls.winner_user(contract)
        return ratings.with_user(user)._rate(
            cls.side(contract, side), [score] * 6, "合作顺利"
        )

    @classmethod
    def ask(cls, contract, kind="extension", side="agency", **values):
        """Ask the other side for something."""
        user = cls.owner if side == "owner" else cls.winner_user(contract)
        defaults = {
            "extension": {"days": 5},
            "suspension": {
                "ground": "design",
                "until_on": contract._today() + timedelta(days=7),
                "evidence": [PDF],
            },
            "change": {"change_fen": 10_000},
            "termination": {"handed_list": "原始数据一份"},
        }[kind]
        return (
            cls.env["yichuang.market.request"]
            .with_user(user)
            ._ask_for(
                cls.side(contract, side), kind, "现场条件变化", **{**defaults, **values}
            )
            .sudo(False)
            .with_env(cls.env)
        )

    @classmethod
    def answer(cls, asked, step="grant", text="同意"):
        """Answer a request as the other side."""
        contract = asked.contract_id
        user = cls.owner if asked.side == "agency" else cls.winner_user(contract)
        cls.as_portal(asked, user)._transition(step, {"answer": text})

    @classmethod
    def invoice(cls, contract, fen=None):
        """Enter an invoice as the agency."""
        payments = cls.env["yichuang.market.payment"]
        return (
            payments.with_user(cls.winner_user(contract))
            ._invoice(
                cls.side(contract, "agency"), fen or contract.amount_fen, "24372000001"
            )
            .sudo(False)
            .with_env(cls.env)
        )

    @classmethod
    def age(cls, contract, days):
        """Let all that happened in a contract lie so many days back."""
        back = timedelta(days=days)
        for segment in contract.sudo().segment_ids:
            segment.write(
                {
                    "start_on": segment.start_on - back,
                    "end_on": segment.end_on and segment.end_on - back,
                }
            )
        names = ("sign_by", "confirm_by", "data_by", "data_handed_on", "start_on")
        names += ("accept_by", "rate_by", "accepted_on", "data_listed_on")
        names += ("first_delivered_on", "delivered_on", "paused_until")
        contract._write_guarded(
            {name: contract[name] - back for name in names if contract[name]}
        )
        contract._derive_due()

    # For the attacks on every lifecycle
    @classmethod
    def asked_request(cls):
        return cls.ask(cls.active_contract())

    @classmethod
    def granted_request(cls):
        asked = cls.asked_request()
        cls.answer(asked)
        return asked

    @classmethod
    def submitted_deliverable(cls):
        return cls.delivered_contract().deliverable_ids

    @classmethod
    def accepted_deliverable(cls):
        return cls.accepted_contract().deliverable_ids

    @classmethod
    def entered_payment(cls):
        return cls.invoice(cls.active_contract())

    @classmethod
    def received_payment(cls):
        payment = cls.entered_payment()
        user = cls.winner_user(payment.contract_id)
        cls.as_portal(payment, user)._transition("confirm_paid")
        return payment

    @classmethod
    def given_rating(cls):
        contract = cls.accepted_contract()
        return cls.rate(contract, "owner").sudo(False).with_env(cls.env)

    @classmethod
    def appealed_rating(cls):
        rating = cls.given_rating()
        contract = rating.contract_id
        cls.rate(contract, "agency")
        cls.as_portal(rating, cls.winner_user(contract))._transition(
            "appeal", {"appeal": "评分与事实不符"}
        )
        return rating
