from datetime import timedelta

from odoo.tests import tagged

from ..common import MarketCase


@tagged("post_install", "-at_install")
class TestSweep(MarketCase):
    """What the scheduled job does by itself, late, twice or on time."""

    def _run(self):
        with self.enter_registry_test_mode():
            self.env.ref(
                "yichuang_intermediary.contract_cron_sweep"
            ).method_direct_trigger()
        self.env.invalidate_all()

    def test_job_does_all_that_is_due_and_nothing_else(self):
        yesterday = self.env["yichuang.market.contract"]._today() - timedelta(days=1)
        warned, paused, asking, silent, done, fresh = (
            self.active_contract(),
            self.active_contract(),
            self.active_contract(),
            self.delivered_contract(),
            self.accepted_contract(),
            self.active_contract(),
        )
        self.age(warned, 40)
        self.answer(self.ask(paused, "suspension"))
        paused._write_guarded({"paused_until": yesterday})
        late, other = self.ask(asking), self.ask(asking, "change", side="owner")
        (late | other)._write_guarded({"answer_by": yesterday})
        silent._write_guarded({"accept_by": yesterday})
        rating = self.rate(done, "owner").sudo(False).with_env(self.env)
        payment = self.invoice(done)
        self.as_portal(payment, self.winner_user(done))._transition("confirm_paid")
        done._write_guarded({"rate_by": yesterday})
        for _twice in range(2):
            self._run()
            self.assertEqual(warned.told_level, 120)
            self.assertEqual((paused.state, paused.waits_for), ("active", "agency"))
            self.assertEqual((late.state, other.state), ("escalated", "asked"))
            self.assertEqual(silent.state, "delivered")
            self.assertTrue(silent.escalated_on)
            self.assertTrue(rating.visible)
            self.assertEqual(done.state, "closed")
            self.assertEqual((fresh.state, fresh.told_level), ("active", 0))
