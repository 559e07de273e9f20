from odoo import fields, models


class Said(models.AbstractModel):
    """A record whose fields can be read out as people read them."""

    _name = "yichuang.said"
    _description = "Record Read Out"

    def _said(self, name):
        """The value of the field ``name`` in words, in the user's language; empty for
        what is not stated."""
        self.ensure_one()
        field, value = self._fields[name], self[name]
        if field.type == "boolean":
            return self.env._("Yes") if value else self.env._("No")
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value, "")
        if field.relational:
            return "、".join(value.mapped("display_name"))
        if field.type in ("integer", "float"):
            return str(value)
        if field.type == "date":
            return fields.Date.to_string(value) or ""
        return str(value or "").strip()
