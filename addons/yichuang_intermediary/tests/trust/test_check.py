from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...tools.draw import sha256_hex
from ..common import MarketCase

CHECK_LOG = "odoo.addons.yichuang_intermediary.models.trust.check"


@tagged("post_install", "-at_install")
class TestCheck(MarketCase):
    def checks(self, user=None):
        return self.env["yichuang.market.check"].with_user(user or self.supervisor)

    def run_checks(self):
        before = self.checks().search([])
        self.checks()._cron_check()
        found = self.checks().search([]) - before
        hall = found.filtered(lambda check: check.company_id == self.env.company)
        return {check.kind: check for check in hall}

    def test_night_looks_at_log_clock_and_selections(self):
        notice = self.drawn_notice()
        self.env["yichuang.event.seal"]._seal_batch(100_000)
        found = self.run_checks()
        self.assertEqual(set(found), {"chain", "clock", "scripts", "selection"})
        for check in found.values():
            self.assertFalse(check.faults, check.note)
        self.assertGreaterEqual(found["chain"].looked, 1)
        self.assertGreaterEqual(found["selection"].looked, len(notice.selection_ids))

    def test_selection_that_comes_out_otherwise_is_named(self):
        selection = self.drawn_notice().selection_ids
        self.assertTrue(selection._comes_out_again())
        other = selection.result.replace(self.agency_a.uscc, "X" * 18).replace(
            self.agency_b.uscc, self.agency_a.uscc
        )
        for values in (
            {"result": other},
            {"inputs": selection.inputs.replace(self.agency_a.uscc, "X" * 18)},
        ):
            before = {name: selection[name] for name in values}
            selection._write_guarded(values)
            self.assertFalse(selection._comes_out_again())
            with mute_logger(CHECK_LOG):
                check = self.run_checks()["selection"]
            self.assertEqual(check.faults, 1)
            self.assertIn(selection.display_name, check.note)
            selection._write_guarded(before)

    def test_result_hashed_anew_is_found_by_the_arithmetic(self):
        selection = self.drawn_notice().selection_ids
        text = selection.result.replace(self.agency_a.uscc, self.agency_b.uscc)
        selection._write_guarded({"result": text, "result_sha256": sha256_hex(text)})
        self.assertFalse(selection._comes_out_again())

    def test_price_selection_is_repeated_as_well(self):
        notice = self.opened_notice()
        self.assertTrue(notice.selection_ids)
        self.assertTrue(notice.selection_ids._comes_out_again())

    def test_seed_is_the_one_in_the_inputs_not_the_one_kept_beside_the_draw(self):
        notice = self.drawn_notice()
        selection = notice.selection_ids
        notice.draw_id._write_guarded({"seed": "00" * 32})
        self.assertTrue(selection._comes_out_again())

    def test_supervisor_enters_a_drill(self):
        custodian = self.confirmed_custodian()
        drill = self.checks().create(
            {"looked": 3, "custodian_ids": custodian.ids, "note": "三人到场"}
        )
        self.assertEqual((drill.kind, drill.on_day), ("drill", custodian._today()))

    def test_drill_with_a_fault_says_which(self):
        with self.assertRaisesRegex(UserError, "which keys"):
            self.checks().create({"looked": 3, "faults": 1})

    def test_drill_is_not_entered_ahead(self):
        tomorrow = self.market_document_day() + timedelta(days=1)
        with self.assertRaisesRegex(UserError, "has been held"):
            self.checks().create({"looked": 3, "on_day": tomorrow})

    def market_document_day(self):
        return self.env["yichuang.market.document"]._today()

    def test_only_drills_are_entered_by_hand(self):
        for values in ({"kind": "chain"}, {"offset_ms": 1}):
            with self.assertRaisesRegex(UserError, "system's own"):
                self.checks().create({"looked": 1, **values})

    def test_checks_are_kept_as_they_are(self):
        drill = self.checks().create({"looked": 1})
        with self.assertRaises(AccessError):
            drill.write({"note": "x"})
        with self.assertRaises(UserError):
            drill.sudo().unlink()
        with self.assertRaises(AccessError):
            self.checks(self.market_reviewer).create({"looked": 1})

    def test_hall_without_notices_has_no_checks(self):
        self.run_checks()
        other = self.env["res.company"].create({"name": "外厅"})
        found = self.env["yichuang.market.check"].search(
            [("company_id", "=", other.id)]
        )
        self.assertFalse(found)
