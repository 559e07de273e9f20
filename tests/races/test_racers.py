"""The processes of the races are real ones, and what they say is what happened."""

from odoo.tests import TransactionCase, tagged

from .shell import finish, start

WHO = """
import os
print("IS", os.getpid(), env.cr._cnx.info.backend_pid, env.registry.db_name)
env["ir.config_parameter"].set_param("yichuang.racer", "here")
"""


@tagged("post_install", "-at_install")
class TestRacers(TransactionCase):
    def test_each_is_a_process_with_a_connection_of_its_own(self):
        name = self.env.cr.dbname
        racers = [start(name, WHO) for _index in range(2)]
        lines = [
            line.split()[1:]
            for racer in racers
            for line in finish(self, racer).splitlines()
            if line.startswith("IS")
        ]
        processes, connections, databases = zip(*lines, strict=True)
        self.assertEqual(set(map(int, processes)), {racer.pid for racer in racers})
        self.assertEqual(len(set(connections)), 2)
        self.assertEqual(set(databases), {name})

    def test_what_is_not_committed_did_not_happen(self):
        finish(self, start(self.env.cr.dbname, WHO))
        parameters = self.env["ir.config_parameter"]
        self.assertFalse(parameters.search([("key", "=", "yichuang.racer")]))

    def test_a_fault_and_a_kill_are_told(self):
        name = self.env.cr.dbname
        faulty = start(name, "print(1 / 0)")
        self.assertIn("ZeroDivisionError", faulty.communicate(timeout=300)[0])
        self.assertEqual(faulty.returncode, 1)
        killed = start(name, "import signal\nsignal.pause()")
        self.assertIsNone(killed.poll())
        killed.kill()
        killed.communicate(timeout=300)
        self.assertEqual(killed.returncode, -9)
