from odoo import Command, api, fields, models
from odoo.exceptions import UserError


class ServiceMerge(models.TransientModel):
    """Makes several services of one organ one (合并).

    The draft is copied from the main one and gets the laws and materials of the
    others; once it is approved and takes effect, the others are cancelled.
    """

    _name = "yichuang.service.merge"
    _description = "Merger of Services"

    service_ids = fields.Many2many(
        "yichuang.service",
        string="Services",
        required=True,
    )
    main_service_id = fields.Many2one(
        "yichuang.service",
        required=True,
        ondelete="cascade",
        domain="[('id', 'in', service_ids)]",
        help="Whose content the draft begins with.",
    )
    keep = fields.Boolean(
        string="Keep the Main Service",
        help="The others become part of it; otherwise a new service is entered.",
    )
    name = fields.Char(string="New Name")
    effective_on = fields.Date(
        string="Takes Effect On", help="Empty for the day on which it is approved."
    )
    reason = fields.Text(required=True)

    @api.onchange("main_service_id")
    def _onchange_main_service_id(self):
        self.name = self.name or self.main_service_id.name

    def action_confirm(self):
        """Create the draft of the merged service, and show it."""
        self.ensure_one()
        self._check_services()
        main, origins = self.main_service_id, self.service_ids.current_version_id
        origins._check_not_parted()
        target = main if self.keep else self._new_service()
        draft = main.current_version_id.copy(
            {
                "service_id": target.id,
                "effective_on": self.effective_on,
                "change_note": self.reason,
            }
        )
        self._add_content(draft, origins - main.current_version_id)
        draft._come_from(origins, "merge")
        return draft._open_form()

    def _new_service(self):
        main = self.main_service_id
        numbers = main._handling_numbers(1)
        if not numbers:
            raise UserError(self.env._("There is no handling number left."))
        return main.create(
            {
                **main.copy_data()[0],
                "name": (self.name or main.name).strip(),
                "handling_number": numbers[0],
            }
        )

    def _add_content(self, draft, others):
        draft.law_ids = [Command.link(law.id) for law in others.law_ids]
        known = draft.material_line_ids.material_id
        for line in others.material_line_ids:
            if line.material_id not in known:
                known |= line.material_id
                line.copy({"version_id": draft.id})

    def _check_services(self):
        services = self.service_ids
        if len(services) < 2:
            raise UserError(self.env._("Choose at least two services."))
        if self.main_service_id not in services:
            raise UserError(self.env._("The main service is one of those merged."))
        if len(services.department_id) > 1:
            raise UserError(
                self.env._(
                    "Only services of one and the same organ can be merged: each organ "
                    "answers for its own (行政许可法第二十二条)."
                )
            )
        idle = services.filtered(lambda service: not service.current_version_id)
        if idle:
            raise UserError(
                self.env._(
                    "%(service)s is not in use, so there is nothing to merge.",
                    service=idle[0].name,
                )
            )
