"""Two people at once, and a renderer that dies: real processes, committed data.

What is created is removed again, but for the events, which nothing can delete.
"""

import signal

from odoo.tests import tagged

from odoo.addons.yichuang_intake.tests.common import PERSON

from .process_case import ProcessCase


@tagged("post_install", "-at_install")
class TestProcesses(ProcessCase):
    def prepare(self, env):
        """A case at the exit and its certificate, as earlier steps left them."""
        department = self.keep(
            env["yichuang.department"].create({"name": "测试机关(并发)"})
        )
        item = self.keep(env["yichuang.item"].create({"name": "测试事项(并发)"}))
        service = self.keep(
            env["yichuang.service"].create(
                {"item_id": item.id, "department_id": department.id}
            )
        )
        version = self.keep(
            env["yichuang.service.version"]._create_guarded(
                [{"service_id": service.id, "state": "published"}]
            )
        )
        case = self.keep(
            env["yichuang.case"]._create_guarded(
                [
                    {
                        "service_id": service.id,
                        "version_id": version.id,
                        "department_id": department.id,
                        "company_id": department.company_id.id,
                        "applicant_name": "示例申请人",
                        "id_number": PERSON,
                        "state": "at_exit",
                        "outcome": "granted",
                    }
                ]
            )
        )
        kind = self.keep(
            env["yichuang.certificate.type"].create(
                {
                    "name": "测试证(并发)",
                    "code": "11379901MB9000015N999",
                    "number_prefix": "测",
                }
            )
        )
        certificate = self.keep(
            env["yichuang.certificate"]._create_guarded(
                [
                    {
                        "case_id": case.id,
                        "type_id": kind.id,
                        "title": kind.name,
                        "number": "测〔2026〕0001号",
                        "identifier": "1.2.3",
                        "token": "7MKPQ2XWRT9ABCDEFGHJ3456N",
                        "holder_name": "示例申请人",
                        "issuer_name": department.name,
                        "issued_on": "2026-11-23",
                        "statement": "准予。",
                        "state": "valid",
                    }
                ]
            )
        )
        self.file = self.keep(
            env["yichuang.certificate.file"].create({"certificate_id": certificate.id})
        )
        self.delivery = self.keep(
            env["yichuang.delivery"]._create_guarded(
                [{"case_id": case.id, "pickup_code": "TWICE2", "state": "arrived"}]
            )
        )

    def test_two_clerks_at_once_hand_the_document_out_once(self):
        clerks = [self.start("hand_over", self.delivery) for _ in range(2)]
        self.assertEqual([self.answer(clerk) for clerk in clerks], ["ready", "ready"])
        for clerk in clerks:
            clerk.stdin.write("now\n")
            clerk.stdin.flush()
        answers = sorted(self.answer(clerk).split()[0] for clerk in clerks)
        self.assertEqual(answers, ["delivered", "refused"])
        self.assertEqual(self.look(self.delivery)["state"], "delivered")
        with self.committed() as env:
            identities = env["yichuang.delivery.identity"].search_count(
                [("delivery_id", "=", self.delivery.id)]
            )
            handed = env["yichuang.event"].search_count(
                [
                    ("res_model", "=", "yichuang.delivery"),
                    ("res_id", "=", self.delivery.id),
                    ("action", "=", "deliver"),
                ]
            )
        self.assertEqual((identities, handed), (1, 1))

    def test_killed_renderer_loses_nothing(self):
        renderer = self.start("stuck_render", self.file)
        self.assertEqual(self.answer(renderer), "rendering")
        renderer.send_signal(signal.SIGKILL)
        renderer.wait()
        self.assertEqual(self.look(self.file)["state"], "pending")
        with self.committed() as env:
            self.file.with_env(env)._render()
        self.assertEqual(self.look(self.file)["state"], "ready")

    def test_file_is_not_rendered_by_two_at_once(self):
        first = self.start("stuck_render", self.file)
        self.assertEqual(self.answer(first), "rendering")
        second = self.start("render", self.file)
        self.assertEqual(self.answer(second), "done")
        self.assertEqual(self.look(self.file)["state"], "pending")

    def approve_seal(self):
        """A seal of the organ, and its approved use on the certificate."""
        with self.committed() as env:
            certificate = self.file.with_env(env).certificate_id
            seal = self.keep(
                env["yichuang.seal"]._create_guarded(
                    [
                        {
                            "department_id": certificate.department_id.id,
                            "authorisation": "测试",
                            "state": "in_force",
                        }
                    ]
                )
            )
            return self.keep(
                env["yichuang.seal.use"]._create_guarded(
                    [
                        {
                            "seal_id": seal.id,
                            "certificate_id": certificate.id,
                            "purpose": "颁发证照",
                            "state": "approved",
                        }
                    ]
                )
            )

    def test_killed_sealer_leaves_no_half_sealed_and_no_second_file(self):
        use = self.approve_seal()
        sealer = self.start("stuck_seal", self.file)
        self.assertEqual(self.answer(sealer), "sealing")
        sealer.send_signal(signal.SIGKILL)
        sealer.wait()
        self.assertEqual(self.look(self.file)["state"], "pending")
        self.assertEqual(self.look(use)["state"], "approved")
        for _again in range(2):
            with self.committed() as env:
                self.file.with_env(env)._render()
        self.assertEqual(self.look(self.file)["state"], "ready")
        used = self.look(use)
        self.assertEqual(used["state"], "done")
        self.assertEqual(used["digest_after"], self.look(self.file)["digest"])
        with self.committed() as env:
            puts = env["yichuang.event"].search_count(
                [
                    ("res_model", "=", "yichuang.seal.use"),
                    ("res_id", "=", use.id),
                    ("action", "=", "use"),
                ]
            )
        self.assertEqual(puts, 1)
