from odoo import Command, models

from ...tools import conformance

# The fields of a version that make up an element; lines are taken over one by one.
FIELDS = {
    "basis": ("law_ids",),
    "limit": ("legal_days", "legal_unit", "legal_note"),
    "procedure": ("procedure",),
    "conditions": ("conditions",),
    "applicants": ("applicant_type_ids", "applicant_kind"),
    "result": ("result_kind", "result_name"),
}


class ServiceVersion(models.Model):
    """Taking over what the level above publishes, into a draft (自上而下)."""

    _inherit = "yichuang.service.version"

    def _take_over(self, upper, elements):
        """State these elements as ``upper`` does. Nothing else of the draft changes;
        it is published, or not, by somebody else.

        :param upper: a published version, of any hall: what it says is public
        """
        self.ensure_one()
        upper = upper.sudo()
        vals = {
            name: upper._fields[name].convert_to_write(upper[name], upper)
            for element in conformance.CONTENT
            if element in elements
            for name in FIELDS.get(element, ())
        }
        if self.item_bound:
            vals.pop("law_ids", None)  # its item states them
        self.write(vals)
        if "materials" in elements:
            self._take_over_lines(
                upper.material_line_ids, "material_line_ids", "material_id.name"
            )
        if "procedure" in elements:
            self._take_over_steps(upper)
        self._log_event("adopt", {"from": upper.id, "elements": sorted(elements)})

    def _take_over_steps(self, upper):
        twins = self._take_over_lines(upper.step_ids, "step_ids", "name")
        for step, twin in twins.items():
            twin.after_ids = [
                Command.set(
                    [twins[other].id for other in step.after_ids & upper.step_ids]
                )
            ]

    def _take_over_lines(self, theirs, name, key):
        """Let the list ``name`` be that of ``theirs``.

        A line that both have stays and is changed, for situations refer to it.

        :return: our line for each of theirs
        """
        lines = self[name]
        ours = {conformance.normal(line.mapped(key)[0]): line for line in lines}
        twins, vals_list = {}, {}
        for line in theirs:
            vals = self._own_values(line)
            twin = ours.pop(conformance.normal(line.mapped(key)[0]), None)
            if twin:
                twin.write(vals)
                twins[line] = twin
            else:
                vals_list[line] = {**vals, "version_id": self.id}
        lines.browse().union(*ours.values()).unlink()
        created = lines.create(list(vals_list.values()))
        return {**twins, **dict(zip(vals_list, created, strict=True))}

    def _own_values(self, line):
        """What a line of another version says, for a line of this one: its organ is
        ours, and what belongs to another hall is left for us to fill in."""
        vals = {}
        for name, value in line.copy_data()[0].items():
            field = line._fields[name]
            if name in ("version_id", "after_ids") or field.type == "one2many":
                continue
            if field.relational:
                value = self._own_records(line, name)
            vals[name] = value
        return vals

    def _own_records(self, line, name):
        field, records = line._fields[name], line[name]
        if field.comodel_name == "yichuang.department":
            organ = line.version_id.department_id
            records = records.browse(
                self.department_id.id if record == organ else record.id
                for record in records
            )
        if "company_id" in records._fields:
            records = records.filtered(
                lambda record: (
                    record.company_id in (self.company_id, record.browse().company_id)
                )
            )
        return field.convert_to_write(records, line)

    def _state_materials_as(self, materials):
        """Let the list of this draft consist of these materials; lines that stay keep
        what is said of them."""
        self.ensure_one()
        lines = self.material_line_ids
        lines.filtered(lambda line: line.material_id not in materials).unlink()
        self.material_line_ids = [
            Command.create({"material_id": material.id})
            for material in materials - lines.exists().material_id
        ]
