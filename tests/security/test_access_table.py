"""Who may read, write, create, unlink which model: the table is the promise.

``access_table.csv`` has a row for every model of ours and a column for every
persona; a cell holds the letters of the rights (``rwcu``) or nothing. A model
that is not in the table fails, so access is decided, never forgotten.
"""

import csv
from pathlib import Path

from odoo.tests import TransactionCase, new_test_user, tagged

PERSONAS = {
    "public": "base.group_public",
    "portal": "base.group_portal",
    "employee": "base.group_user",
    "staff": "yichuang_catalog.group_user",
    "editor": "yichuang_catalog.group_editor",
    "approver": "yichuang_catalog.group_approver",
    "manager": "yichuang_catalog.group_manager",
    "supervisor": "yichuang_catalog.group_supervisor",
    "clerk": "yichuang_intake.group_clerk",
    "reviewer": "yichuang_intake.group_reviewer",
    "decider": "yichuang_intake.group_decider",
    "exit_clerk": "yichuang_issuance.group_exit_clerk",
    "market_reviewer": "yichuang_intermediary.group_market_reviewer",
    "market_publisher": "yichuang_intermediary.group_market_publisher",
    "market_issuer": "yichuang_intermediary.group_market_issuer",
    "custodian": "yichuang_intermediary.group_market_custodian",
    "seal_keeper": "yichuang_issuance.group_seal_keeper",
    "archivist": "yichuang_issuance.group_keeper",
    "statistician": "yichuang_intake.group_statistician",
}
OPERATIONS = {"r": "read", "w": "write", "c": "create", "u": "unlink"}
TABLE = Path(__file__).with_name("access_table.csv")


@tagged("post_install", "-at_install")
class TestAccessTable(TransactionCase):
    def test_access_is_as_the_table_says(self):
        with TABLE.open(encoding="utf-8", newline="") as source:
            promised = {row.pop("model"): row for row in csv.DictReader(source)}
        self.assertEqual(promised, self._actual())

    def test_every_stored_company_model_has_a_company_rule(self):
        for name in self._models():
            model = self.env[name]
            if "company_id" not in model._fields or model._transient:
                continue
            with self.subTest(model=name):
                rules = self.env["ir.rule"].search(
                    [("model_id.model", "=", name), ("global", "=", True)]
                )
                self.assertTrue(
                    any("company" in (rule.domain_force or "") for rule in rules)
                )

    def _models(self):
        return sorted(
            name
            for name, model in self.env.items()
            if name.startswith("yichuang.") and not model._abstract
        )

    def _actual(self):
        users = {
            persona: new_test_user(self.env, f"persona_{persona}", groups=group)
            for persona, group in PERSONAS.items()
        }
        return {
            name: {
                persona: "".join(
                    letter
                    for letter, operation in OPERATIONS.items()
                    if self.env[name].with_user(user).has_access(operation)
                )
                for persona, user in users.items()
            }
            for name in self._models()
        }
