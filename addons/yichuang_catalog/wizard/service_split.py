from odoo import Command, api, fields, models
from odoo.exceptions import UserError


class ServiceSplit(models.TransientModel):
    """Divides one service into several (拆分).

    Each part is a new service with a code of its own and a draft copied from the
    version in force. When all parts are approved they take effect together, and the
    service they were made from is cancelled on that day.
    """

    _name = "yichuang.service.split"
    _description = "Split of a Service"

    service_id = fields.Many2one(
        "yichuang.service", required=True, readonly=True, ondelete="cascade"
    )
    effective_on = fields.Date(
        string="Takes Effect On",
        help="Empty for the day on which the last part is approved.",
    )
    reason = fields.Text(required=True)
    line_ids = fields.One2many(
        "yichuang.service.split.line",
        "split_id",
        string="Parts",
        default=lambda self: self._default_lines(),
    )

    @api.model
    def _default_lines(self):
        service = self.env["yichuang.service"].browse(
            self.env.context.get("default_service_id")
        )
        name = service.name or ""
        return [Command.create({"name": f"{name}（）"}) for _part in range(2)]

    def action_confirm(self):
        """Create the parts as drafts, and show them."""
        self.ensure_one()
        origin = self.service_id.current_version_id
        self._check_parts(origin)
        origin._check_not_parted()
        numbers = self.service_id._handling_numbers(len(self.line_ids))
        if len(numbers) < len(self.line_ids):
            raise UserError(
                self.env._("There are no handling numbers left for so many parts.")
            )
        parts = self.env["yichuang.service"].create(
            [
                {
                    **self.service_id.copy_data()[0],
                    "name": line.name.strip(),
                    "handling_number": number,
                }
                for line, number in zip(self.line_ids, numbers, strict=True)
            ]
        )
        drafts = origin.browse()
        for part in parts:
            drafts |= origin.copy(
                {
                    "service_id": part.id,
                    "effective_on": self.effective_on,
                    "change_note": self.reason,
                }
            )
        drafts._come_from(origin, "split")
        return drafts._open_list(self.env._("Parts"))

    def _check_parts(self, origin):
        names = [line.name.strip() for line in self.line_ids]
        if not origin:
            raise UserError(
                self.env._(
                    "%(service)s is not in use, so there is nothing to divide.",
                    service=self.service_id.name,
                )
            )
        if len(names) < 2 or len(set(names)) < len(names):
            raise UserError(
                self.env._(
                    "Name at least two parts, each by a name of its own, such as "
                    "“… (new)” and “… (change)”."
                )
            )
