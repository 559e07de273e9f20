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
        own = self._own_models(module)
        tables = self._tables(module, own)
        self._forget_inherited(module, own)
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
    def _own_models(self, module):
        """The models that ``module`` defines and no module that stays."""
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
        return self.env["ir.model"].browse(own)

    @api.model
    def _forget_inherited(self, module, own):
        """What models that go have from abstract models that stay bears the name of
        the module of these, which would outlive it."""
        for model in ("ir.model.inherit", "ir.model.constraint"):
            field = "model_id" if model == "ir.model.inherit" else "model"
            rows = self.env[model].search([(field, "in", own.ids)])
            self.env["ir.model.data"].search(
                [
                    ("model", "=", model),
                    ("res_id", "in", rows.ids),
                    ("module", "!=", module),
                ]
            ).unlink()

    @api.model
    def _tables(self, module, own):
        """Tables of these models, and the relations of ``module``."""
        tables = {
            self.env[model.model]._table
            for model in own
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
        """Let go of records with a lifecycle that live in other modules' tables, and
        of what they stand on."""
        names = self.env["ir.model.data"].search(
            [("module", "=", module), ("model", "in", list(self.env))]
        )
        stays = names.filtered(
            lambda name: (
                not self.env[name.model]._abstract
                and self.env[name.model]._table not in tables
            )
        )
        kept = stays.filtered(
            lambda name: hasattr(self.env[name.model], "_lifecycle_transitions")
        )
        by_record = {(name.model, name.res_id): name for name in stays}
        open_names = list(kept)
        while open_names:
            name = open_names.pop()
            record = self.env[name.model].browse(name.res_id)
            for field in record._fields.values():
                if field.type != "many2one" or not field.store:
                    continue
                other = by_record.get((field.comodel_name, record[field.name].id))
                if other and other not in kept:
                    kept |= other
                    open_names.append(other)
        kept.unlink()
