from odoo import fields, models


class CalendarImportLine(models.TransientModel):
    """What was understood of one holiday of a notice, for the preview."""

    _name = "yichuang.calendar.import.line"
    _description = "Preview of a holiday"

    import_id = fields.Many2one(
        "yichuang.calendar.import", required=True, ondelete="cascade", index=True
    )
    name = fields.Char("Holiday", readonly=True)
    rest = fields.Char("Days Off", readonly=True)
    rest_count = fields.Integer("Counted", readonly=True)
    stated_count = fields.Integer(
        "Stated", readonly=True, help="共N天, where it says so."
    )
    makeup = fields.Char("Make-up Days", readonly=True, help="调休上班日")
    problems = fields.Text(readonly=True)
