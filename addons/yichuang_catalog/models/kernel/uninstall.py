"""What an uninstall needs from the kernel, so that it leaves nothing behind."""

from odoo import api, models
from odoo.tools import SQL


class Uninstall(models.AbstractModel):
    """Prepares the database for a module's leaving; called by its uninstall hook."""

    _name = "yichuang.uninstall"
    _description = "Uninstalling a module of the hall"

    @api.model
    def _prepare(self, module):
        """Let ``module`` go without a trace.

        Its tables stop holding on to other records, so that its sample data can be
        deleted in any order. What has entered the record of a module that remains
        stays: matters under way, and the users whom the event log names, archived.
        """
        kernel_goes = self.env["ir.module.module"].search_count(
            [("name", "=", "yichuang_catalog"), ("state", "=", "to remove")]
        )
        tables = self._tables(module)
        if not kernel_goes:
            self._keep_actors(module)
            self._keep_matters(module, tables)
        for table in tables:
            self._drop_foreign_keys(table)
        self.env["ir.config_parameter"].search(
            [("key", "=like", f"{module}.%")]
        ).unlink()
        if module == "yichuang_catalog":
            self._drop_functions()

    @api.model
    def _tables(self, module):
        """Tables of the models that ``module`` defines and no module that stays, and
        its relations."""
        leaving = self.env["ir.module.module"].search([("state", "=", "to remove")])
        names = self.env["ir.model.data"].search(
            [("module", "=", module), ("model", "=", "ir.model")]
        )
        shared = self.env["ir.model.data"].search(
            [
                ("module", "not in", [module, *leaving.mapped("name")]),
                ("model", "=", "ir.model"),
                ("res_id", "in", names.mapped("res_id")),
            ]
        )
        own = set(names.mapped("res_id")) - set(shared.mapped("res_id"))
        tables = {
            self.env[model.model]._table
            for model in self.env["ir.model"].browse(own)
            if model.model in self.env and not self.env[model.model]._abstract
        }
        relations = self.env["ir.model.relation"].search([("module.name", "=", module)])
        return sorted(tables | set(relations.mapped("name")))

    @api.model
    def _drop_foreign_keys(self, table):
        keys = self.env.execute_query(
            SQL(
                """
                SELECT key.conname
                  FROM pg_constraint AS key JOIN pg_class ON pg_class.oid = key.conrelid
                 WHERE key.contype = 'f' AND pg_class.relname = %s
                """,
                table,
            )
        )
        for (key,) in keys:
            self.env.cr.execute(
                SQL(
                    "ALTER TABLE %s DROP CONSTRAINT %s",
                    SQL.identifier(table),
                    SQL.identifier(key),
                )
            )

    @api.model
    def _drop_functions(self):
        self.env.cr.execute(
            """
            DROP FUNCTION IF EXISTS yichuang_append_only() CASCADE;
            DROP FUNCTION IF EXISTS yichuang_event_enqueue() CASCADE;
            """
        )

    @api.model
    def _keep_actors(self, module):
        names = self.env["ir.model.data"].search([("module", "=", module)])
        users = self.env["res.users"].browse(
            names.filtered(lambda name: name.model == "res.users").mapped("res_id")
        )
        actors = self.env["yichuang.event"]._read_group(
            [("actor_id", "in", users.ids)], ["actor_id"]
        )
        kept = users.browse([actor.id for (actor,) in actors])
        kept.active = False
        kept_ids = {"res.users": kept.ids, "res.partner": kept.partner_id.ids}
        names.filtered(
            lambda name: name.res_id in kept_ids.get(name.model, ())
        ).unlink()

    @api.model
    def _keep_matters(self, module, tables):
        """Let go of records with a lifecycle that live in other modules' tables."""
        names = self.env["ir.model.data"].search([("module", "=", module)])
        names.filtered(
            lambda name: (
                name.model in self.env
                and hasattr(self.env[name.model], "_lifecycle_transitions")
                and self.env[name.model]._table not in tables
            )
        ).unlink()
