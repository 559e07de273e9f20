import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

import bagit

from odoo import SUPERUSER_ID, Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from ...tools import archive_check, archive_inventory, archive_verifier, bag
from ..archive_builders import ArchiveCase


@tagged("post_install", "-at_install")
class TestArchive(ArchiveCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.archive, cls.second = cls.packed_archive(), cls.packed_archive()
        cls.content = cls.env["yichuang.archive.file"]._of(cls.archive)._bytes()
        cls.files = bag.read(cls.content)
        cls.heads = cls.archive._published_heads()

    def forged(self, path, change):
        """The files of the package with one of them changed."""
        return {**self.files, path: change(self.files[path])}

    def test_closed_matters_are_filed_by_themselves(self):
        case = self.made_delivery().case_id
        denied = self.decided_case(outcome="denied")
        denied.with_user(self.clerk).action_close()
        open_case = self.granted_case()
        archives = self.env["yichuang.archive"].with_user(SUPERUSER_ID)
        archives._cron_archive()
        archives._cron_archive()
        for each, expected in ((case, 1), (denied, 1), (open_case, 0)):
            found = archives.search_count([("case_id", "=", each.id)])
            self.assertEqual(found, expected)
        self.assertRegex(case.archive_id.name, r"^\w+-\d{4}-\w+-\d{5}$")
        self.assertEqual(denied.archive_id.outcome, "denied")

    def test_period_follows_the_rule(self):
        rule = self.env["yichuang.archive.rule"].create(
            {
                "item_type": self.archive.item_type,
                "outcome": "granted",
                "period": "permanent",
                "company_id": self.env.company.id,
            }
        )
        forever = self.opened_archive()
        self.assertEqual((forever.period, forever.keep_until), ("permanent", False))
        rule.period = "10"
        ten = self.opened_archive()
        self.assertEqual(ten.keep_until.year, ten.ended_on.year + 10)

    def test_it_waits_for_files_and_seals(self):
        archive = self.opened_archive()
        archive.with_user(SUPERUSER_ID)._pack()
        self.assertEqual(archive.state, "waiting")
        self.assertIn("still being made", archive.problem)
        self.make_files(archive.case_id)
        archive.with_user(SUPERUSER_ID)._pack()
        self.assertIn("not sealed", archive.problem)
        self.seal_events()
        archive.with_user(SUPERUSER_ID)._pack()
        self.assertEqual((archive.state, archive.problem), ("packed", False))

    def test_certificate_without_a_file_is_not_left_out_in_silence(self):
        archive = self.opened_archive()
        self.make_files(archive.case_id)
        self.seal_events()
        files = archive.case_id.certificate_ids.file_ids.with_user(SUPERUSER_ID)
        files.write({"state": "failed", "pdf": False})
        archive.with_user(SUPERUSER_ID)._pack()
        self.assertFalse(archive.complete)
        self.assertIn("has no file", archive.findings_text)

    def test_package_holds_the_matter(self):
        paths = "\n".join(self.files)
        for part in (
            "data/02-受理/001-申请材料接收凭证.pdf",
            "受理通知书.pdf",
            "data/04-决定/",
            "食品经营许可证.pdf",
            "data/05-送达/001-送达回证.pdf",
            "data/case.json",
            "data/process.json",
            "data/events.json",
            "data/inventory.pdf",
            "verify.py",
        ):
            self.assertIn(part, paths)
        process = json.loads(self.files["data/process.json"])
        actions = [step["action"] for step in process]
        for action in ("receive", "accept", "decide", "issue", "arrive", "deliver"):
            self.assertIn(action, actions)
        self.assertNotIn("11010519491231002X", self.content.decode("latin-1"))
        self.assertNotIn(b"11010519491231002X", b"".join(self.files.values()))

    def test_four_checks_pass(self):
        self.assertFalse(self.archive.findings)
        for check, _title in archive_check.CHECKS:
            self.assertTrue(self.archive[check], check)
        self.assertEqual(self.archive.checks, "passed")

    def test_bag_is_one_for_another_implementation(self):
        with tempfile.TemporaryDirectory() as folder:
            package = Path(folder) / "package.zip"
            package.write_bytes(self.content)
            with zipfile.ZipFile(package) as zipped:
                zipped.extractall(folder)
            name = bag.file_name(self.archive.name)
            bagit.Bag(str(Path(folder) / name)).validate()

    def test_same_matter_gives_the_same_bytes(self):
        again, _lacking = self.archive.with_user(SUPERUSER_ID)._package()
        first = self.archive.with_user(SUPERUSER_ID)._package()[0]
        self.assertEqual(again, first)

    def test_verifier_alone_accepts_the_package_and_finds_each_change(self):
        self.assertEqual(archive_verifier.verify(self.files, self.heads), [])
        receipt = next(path for path in self.files if path.endswith("凭证.pdf"))
        events = json.loads(self.files["data/events.json"])

        def edited(change):
            content = json.loads(json.dumps(events))
            change(content)
            return json.dumps(content).encode()

        def other_actor(content):
            content["events"][0]["row"]["actor"] += 1

        def other_facts(content):
            content["events"][0]["row"]["payload"] = "{}"

        def other_root(content):
            content["seals"][0]["root"] = "00" * 32

        for words, files in (
            ("was changed", self.forged(receipt, lambda data: data + b" ")),
            (
                "is missing",
                {path: self.files[path] for path in self.files if path != receipt},
            ),
            ("is in no manifest", {**self.files, "data/x.pdf": b"x"}),
            (
                "never sealed",
                self.forged("data/events.json", lambda _data: edited(other_actor)),
            ),
            (
                "facts were changed",
                self.forged("data/events.json", lambda _data: edited(other_facts)),
            ),
            (
                "does not follow",
                self.forged("data/events.json", lambda _data: edited(other_root)),
            ),
        ):
            with self.subTest(words=words):
                problems = archive_verifier.verify(files, self.heads)
                self.assertIn(words, "\n".join(problems))
        wrong = dict.fromkeys(self.heads, "00" * 32)
        self.assertIn(
            "not the one that was published",
            "\n".join(archive_verifier.verify(self.files, wrong)),
        )

    def test_rebagged_file_is_found_by_its_sealed_event(self):
        """An insider who writes manifests and inventory anew cannot undo the seal."""
        inventory = json.loads(self.files["data/inventory.json"])
        row = next(one for one in inventory["files"] if one.get("source"))
        forged = self.files[f"data/{row['path']}"] + b"%forged"
        now = archive_inventory.row("", "", forged)
        row.update(bytes=now["bytes"], sha256=now["sha256"])
        payload = {
            path.removeprefix("data/"): data
            for path, data in self.files.items()
            if path.startswith("data/")
        }
        payload[row["path"]] = forged
        payload["inventory.json"] = json.dumps(inventory).encode()
        files = bag.read(bag.write("x", payload, {}))
        self.assertEqual(archive_verifier.check_bag(files), [])
        self.assertIn(
            "not the file that was sealed",
            "\n".join(archive_verifier.verify(files, self.heads)),
        )

    def test_verifier_runs_outside_without_anything_else(self):
        with tempfile.TemporaryDirectory() as folder:
            package, heads = Path(folder) / "p.zip", Path(folder) / "heads.json"
            script = Path(folder) / "verify.py"
            package.write_bytes(self.content)
            script.write_bytes(self.files["verify.py"])
            rows = [{"number": n, "head": head} for n, head in self.heads.items()]
            heads.write_text(json.dumps(rows), encoding="utf-8")
            command = [sys.executable, "-I", "-S", script, package, heads]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
            self.assertIn("as they were published", done.stdout)

    def test_check_finds_a_replaced_package(self):
        archive = self.archive
        file = self.env["yichuang.archive.file"]._of(archive)
        payload = {"inventory.json": b'{"files": []}'}
        self.env["yichuang.archive.file"]._keep(archive, bag.write("x", payload, {}))
        archive.with_user(self.archivist).action_check()
        self.assertFalse(archive.authentic)
        self.assertIn("not the one that was packed", archive.findings_text)
        file.unlink()
        with self.assertRaisesRegex(UserError, "no package"):
            archive.with_user(self.archivist).action_check()

    def test_what_lacks_is_found_and_not_handed_over(self):
        denied = self.decided_case(outcome="denied")
        denied.with_user(self.clerk).action_close()
        archive = self.packed_archive(denied)
        self.assertFalse(archive.complete)
        self.assertIn("never served", archive.findings_text)
        transfer = self.draft_transfer(archive)
        with self.assertRaisesRegex(UserError, "four checks"):
            transfer.with_user(self.archivist).action_hand_over()

    def test_office_takes_over_or_returns(self):
        first, second = self.archive, self.second
        transfer = self.draft_transfer()
        at_work = transfer.with_user(self.archivist)
        with self.assertRaisesRegex(UserError, "empty"):
            at_work.action_hand_over()
        at_work.action_add_packed()
        self.assertLessEqual(first | second, transfer.archive_ids)
        at_work.action_hand_over()
        self.assertRegex(transfer.name, r"档移〔\d{4}〕\d{4}号")
        first.with_user(self.archivist).action_accept()
        wizard = self.env["yichuang.archive.return"].with_user(self.archivist)
        for archive in transfer.archive_ids - first:
            wizard.create(
                {
                    "archive_id": archive.id,
                    "revision": archive.revision,
                    "return_reason": "目录有误",
                }
            ).action_confirm()
        self.assertEqual(transfer.state, "settled")
        self.assertEqual((first.state, second.state), ("accepted", "returned"))
        second.with_user(self.archivist).action_pack_again()
        self.seal_events()
        second.with_user(SUPERUSER_ID)._pack()
        self.assertEqual((second.state, second.transfer_id.id), ("packed", False))

    def test_art31_disposal_needs_a_decision_of_two_persons(self):
        archive = self.archive
        disposal = self.draft_disposal(archive)
        at_work = disposal.with_user(self.archivist)
        with self.assertRaisesRegex(UserError, "time of keeping is over"):
            at_work.action_propose()
        archive._write_guarded({"keep_until": "2020-12-31"})
        at_work.action_propose()
        with self.assertRaises(AccessError):
            at_work.action_decide()
        self.archivist.group_ids += self.env.ref("yichuang_catalog.group_manager")
        with self.assertRaisesRegex(UserError, "does not decide"):
            at_work.action_decide()
        decider = disposal.with_user(self.manager)
        with self.assertRaisesRegex(UserError, "number of the signed"):
            decider.action_decide()
        at_work.name = "测档销〔2026〕1号"
        decider.action_decide()
        self.assertEqual(archive.state, "disposed")
        self.assertTrue(archive.sha256)
        self.assertEqual(disposal.contents[0]["sha256"], archive.sha256)
        self.assertFalse(self.env["yichuang.archive.file"]._of(archive))

    def test_nothing_is_disposed_of_by_hand(self):
        for user in (self.archivist, self.manager):
            # An AccessError is one, too.
            with self.subTest(user=user.login), self.assertRaises(UserError):
                self.archive.with_user(user)._transition("dispose")
        with self.assertRaises(UserError):
            self.archive.with_user(self.archivist).unlink()

    def test_packages_are_nobodys(self):
        for user in (self.archivist, self.manager, self.supervisor):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.env["yichuang.archive.file"].with_user(user).search([])

    def test_who_sees_the_file(self):
        stranger = self.make_user("test_decider_far", "yichuang_intake.group_decider")
        for user, expected in (
            (self.archivist, True),
            (self.clerk, True),
            (self.decider, True),
            (self.manager, True),
            (self.supervisor, True),
            (stranger, False),
        ):
            with self.subTest(user=user.login):
                found = (
                    self.env["yichuang.archive"]
                    .with_user(user)
                    .search([("id", "=", self.archive.id)])
                )
                self.assertEqual(bool(found), expected)
        with self.assertRaises(AccessError):
            self.env["yichuang.archive"].with_user(self.exit_clerk).search([])


@tagged("post_install", "-at_install")
class TestArchivePage(ArchiveCase, HttpCase):
    def test_copy_is_given_to_those_entitled_and_recorded(self):
        archive = self.packed_archive()
        far = self.env["res.company"].create({"name": "另一大厅", "hall_code": "FAR"})
        self.make_user(
            "test_archivist_far",
            "yichuang_issuance.group_keeper",
            company_id=far.id,
            company_ids=[Command.set(far.ids)],
        )
        url = f"/archive/{archive.token}"
        for login, status in (
            ("test_archivist", 200),
            ("test_archivist_far", 404),
            (self.decider.login, 404),
            (self.exit_clerk.login, 404),
        ):
            with self.subTest(login=login):
                self.authenticate(login, login)
                answer = self.url_open(url)
                self.assertEqual(answer.status_code, status)
        self.assertEqual(self.url_open("/archive/nothing").status_code, 404)
        copies = self.env["yichuang.event"].search(
            [
                ("res_model", "=", archive._name),
                ("res_id", "=", archive.id),
                ("action", "=", "take_copy"),
            ]
        )
        self.assertEqual(copies.actor_id, self.archivist)
