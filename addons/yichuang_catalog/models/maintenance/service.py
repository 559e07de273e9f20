from odoo import api, fields, models


class Service(models.Model):
    _inherit = "yichuang.service"

    # Where it stands in the catalogue
    status = fields.Selection(
        selection=[
            ("none", "Not Published Yet"),
            ("active", "In Use"),
            ("suspended", "Suspended"),
            ("cancelled", "Cancelled"),
        ],
        compute="_compute_status",
        store=True,
        index=True,
        help="事项状态: 在用, 暂停, 取消",
    )
    suspended_version_id = fields.Many2one(
        "yichuang.service.version",
        compute="_compute_status",
        store=True,
        index="btree_not_null",
        help="The version that is suspended (暂停), with its reason and the day it is "
        "expected back.",
    )
    change_ids = fields.One2many("yichuang.service.change", "service_id")

    @api.depends("version_ids.state")
    def _compute_status(self):
        found = {}
        for service, state, versions in self.env[
            "yichuang.service.version"
        ]._read_group(
            [
                ("service_id", "in", self.ids),
                ("state", "in", ("published", "suspended", "retired")),
                ("published_on", "!=", False),
            ],
            ["service_id", "state"],
            ["id:recordset"],
        ):
            found.setdefault(service, {})[state] = versions
        for service in self:
            states = found.get(service, {})
            service.suspended_version_id = states.get("suspended")
            service.status = next(
                (
                    status
                    for state, status in (
                        ("published", "active"),
                        ("suspended", "suspended"),
                        ("retired", "cancelled"),
                    )
                    if state in states
                ),
                "none",
            )

    def _why_not_in_use(self):
        """A sentence that says why nobody can apply for this service now."""
        self.ensure_one()
        suspended = self.sudo().suspended_version_id
        if suspended.resume_on:
            return self.env._(
                "%(service)s is suspended and expected back on %(day)s: %(reason)s",
                service=self.name,
                day=suspended.resume_on,
                reason=suspended.reason,
            )
        if suspended:
            return self.env._(
                "%(service)s is suspended until further notice: %(reason)s",
                service=self.name,
                reason=suspended.reason,
            )
        if self.status == "cancelled":
            return self.env._(
                "%(service)s was cancelled, so nobody can apply for it any more.",
                service=self.name,
            )
        return self.env._(
            "%(service)s has no published guide, so nobody can apply for it yet. "
            "Choose another service, or have its guide published.",
            service=self.name,
        )

    def _handling_numbers(self, count):
        """The next ``count`` free handling numbers beside this service, so that each
        part of it can have a code of its own.

        A service that is alone may have none; its parts begin with 1.
        """
        self.ensure_one()
        beside = self.sudo().with_context(active_test=False)
        taken = set(
            beside.search(
                [
                    ("department_id", "=", self.department_id.id),
                    ("item_id", "=", self.item_id.id),
                    ("level", "=", self.level),
                ]
            ).mapped("handling_number")
        )
        free = [number for number in range(1, 100) if number not in taken]
        return free[:count]

    def action_view_changes(self):
        """Open what was done to this service in the maintenance ledger."""
        self.ensure_one()
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "yichuang_catalog.service_change_action"
        )
        return {
            **action,
            "domain": [("service_id", "=", self.id)],
            "context": {},
        }

    def action_split(self):
        """Ask into which parts this service is divided."""
        return self._maintenance_dialog(
            "yichuang.service.split", self.env._("Split"), default_service_id=self.id
        )

    def action_merge(self):
        """Ask with which services this one is made one."""
        return self._maintenance_dialog(
            "yichuang.service.merge",
            self.env._("Merge"),
            default_service_ids=self.ids,
            default_main_service_id=self[:1].id,
        )

    def _maintenance_dialog(self, model, title, **context):
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": model,
            "view_mode": "form",
            "target": "new",
            "context": context,
        }

    def action_compare(self):
        """Set the last two versions side by side."""
        self.ensure_one()
        return self.version_ids[:1].action_compare()
