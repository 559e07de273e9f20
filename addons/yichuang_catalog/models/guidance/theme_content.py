from odoo import api, fields, models

from ...tools import graph, joint_form, joint_limit, joint_materials, process_picture
from ...tools.publication import Limit
from .theme_sentences import (
    conflict_sentence,
    cycle_sentence,
    limit_sentence,
    order_sentence,
    service_sentences,
)


class Theme(models.Model):
    """What a theme is combined from its services: the form (一表申请), the materials
    (一套材料), the promise; and what must be right before it is published."""

    _inherit = "yichuang.theme"

    gaps = fields.Text(
        string="Missing for Publication",
        compute="_compute_content",
        help="What has to be corrected before this theme may be published.",
    )
    drift = fields.Text(
        string="What Has Changed",
        compute="_compute_content",
        help="The services that are no longer as this theme was published with them.",
    )
    least_days = fields.Integer(
        string="Longest Path",
        compute="_compute_content",
        help="The working days that the services need one after another, by their "
        "own promises: the theme cannot promise less.",
    )
    saved_sheets = fields.Integer(
        string="Sheets Saved",
        compute="_compute_content",
        help="减少材料份数: originals and copies that need not be handed in twice.",
    )
    materials_html = fields.Html(compute="_compute_content", sanitize=False)
    fields_html = fields.Html(compute="_compute_content", sanitize=False)
    process_svg = fields.Html(
        string="Picture", compute="_compute_content", sanitize=False
    )

    @api.depends(
        "name",
        "state",
        "lead_department_id",
        "promise_days",
        "line_ids.sequence",
        "line_ids.after_ids",
        "line_ids.version_id",
        "line_ids.service_id",
    )
    @api.depends_context("lang")
    def _compute_content(self):
        render = self.env["ir.qweb"]._render
        for theme in self:
            materials, asked = theme._merged_materials(), theme._merged_fields()
            theme.gaps = "\n".join(theme._publication_faults()) or False
            theme.drift = "\n".join(theme._drift()) or False
            theme.least_days = theme._critical_path().length
            theme.saved_sheets = sum(one.saved for one in materials)
            theme.materials_html = materials and render(
                "yichuang_catalog.theme_materials",
                {"materials": theme._material_rows(materials)},
            )
            theme.fields_html = asked and render(
                "yichuang_catalog.theme_fields", {"fields": theme._field_rows(asked)}
            )
            theme.process_svg = theme._process_svg()

    # What it is combined from

    def _line_graph(self):
        """The lines and what each comes after, as ``tools/graph.py`` takes it."""
        self.ensure_one()
        lines = self.line_ids.sorted("sequence")
        return {line: list(line.after_ids & lines) for line in lines}

    def _merged_fields(self, lines=None):
        """The fields of all forms, each once.

        :param lines: only those of these services
        :return: list of :class:`joint_form.Asked`, whose sources are lines
        """
        self.ensure_one()
        return joint_form.merge(
            joint_form.Question(
                source=line,
                name=field.name or "",
                kind=field.kind,
                choices=tuple(field._choices()),
                required=field.required,
                help=field.help or "",
                basis=field.basis or "",
            )
            for line in (self.line_ids if lines is None else lines)
            for field in line.version_id.form_field_ids
        )

    def _merged_materials(self):
        """The materials of all services, each once.

        :return: list of :class:`joint_materials.Needed`, whose sources and makers are
            lines and whose materials are records
        """
        return joint_materials.merge(self._demands())

    def _demands(self, lines=None):
        """What each service asks for, and which others of them make it.

        :param lines: only these services
        """
        self.ensure_one()
        lines = self.line_ids if lines is None else lines
        by_item = lines.grouped(lambda line: line.service_id.item_id)
        return [
            joint_materials.Demand(
                source=line,
                material=wanted.material_id,
                name=wanted.material_id.name or "",
                necessity=wanted.necessity,
                originals=wanted.originals,
                copies=wanted.copies,
                receive_mode=wanted.receive_mode,
                makers=tuple(
                    maker
                    for item in wanted.material_id.produced_by_item_ids
                    for maker in by_item.get(item, ())
                ),
            )
            for line in lines
            for wanted in line.version_id.material_line_ids
        ]

    def _limits(self):
        """The promise of each line; its number is 0 where it is decided on the spot."""
        self.ensure_one()
        return {
            line: Limit(line.version_id.promise_days, line.version_id.promise_unit)
            for line in self.line_ids
        }

    def _critical_path(self):
        """The lines that decide how long the whole takes, and their working days."""
        if graph.cycle(self._line_graph()):
            return graph.Path(0, ())
        return joint_limit.critical(self._limits(), self._line_graph())

    # What must be right about it

    def _publication_faults(self):
        """A sentence for every rule that this theme breaks."""
        self.ensure_one()
        order = self._line_graph()
        around = graph.cycle(order)
        if around:
            return [cycle_sentence(self, around)]
        return [
            *service_sentences(self),
            *(
                limit_sentence(self, finding)
                for finding in joint_limit.findings(
                    self.promise_days, self._limits(), order
                )
            ),
            *(
                conflict_sentence(self, asked)
                for asked in self._merged_fields()
                if len(asked.kinds) > 1
            ),
            *(
                order_sentence(self, missing)
                for missing in joint_materials.out_of_order(self._demands(), order)
            ),
        ]

    def _drift(self):
        """A sentence for every service that is no longer as it was published with."""
        self.ensure_one()
        if self.state != "published":
            return []
        sentences = []
        for line in self.line_ids:
            if line._stands():
                continue
            now = line.service_id.current_version_id
            names = {"service": line.service_id.name, "old": line.version_id.number}
            if line.version_id == now:
                sentences.append(
                    self.env._(
                        "%(service)s is no longer offered in the hall.",
                        service=line.service_id.name,
                    )
                )
            elif now:
                sentences.append(
                    self.env._(
                        "%(service)s is handled by version %(new)s now; the theme was "
                        "made with version %(old)s.",
                        new=now.number,
                        **names,
                    )
                )
            else:
                sentences.append(
                    self.env._(
                        "%(service)s has no version in force; the theme was made with "
                        "version %(old)s.",
                        **names,
                    )
                )
        return sentences

    # How it is shown

    def _process_svg(self):
        """The services in their order as a picture; see the picture of a version."""
        self.ensure_one()
        order = self._line_graph()
        if graph.cycle(order):
            return ""
        numbers = {line: number for number, line in enumerate(order, 1)}
        critical = self._critical_path().nodes
        boxes = [
            process_picture.Box(
                key=line,
                title=f"{number} {line.service_id.name or ''}",
                lines=(
                    line.service_id.department_id.name or "",
                    line._promise_words(),
                ),
                lane=line.service_id.department_id.name or "",
            )
            for line, number in numbers.items()
        ]
        return process_picture.draw_markup(
            boxes,
            order,
            title=self.env._("Order of %(name)s", name=self.name or ""),
            ident=f"theme-{self.slug}",
            description=self.env["yichuang.service.version"]._process_words(
                boxes, order, numbers
            ),
            critical=critical if len(critical) < len(order) else (),
        )

    def _material_rows(self, materials=None):
        """The merged materials as they are printed: plain words, no records."""
        labels = dict(
            self.env["yichuang.service.material"]
            ._fields["necessity"]
            ._description_selection(self.env)
        )
        modes = dict(
            self.env["yichuang.service.material"]
            ._fields["receive_mode"]
            ._description_selection(self.env)
        )
        if materials is None:
            materials = self._merged_materials()
        return [
            {
                "name": one.name,
                "originals": one.originals,
                "copies": one.copies,
                "necessity": labels[one.necessity],
                "receive_mode": modes[one.receive_mode],
                "used_by": [line.service_id.name for line in one.sources],
                "passed_to": [line.service_id.name for line in one.inside],
                "made_by": [line.service_id.name for line in one.makers],
                "spared": one.spared,
                "saved": one.saved,
            }
            for one in materials
        ]

    def _field_rows(self, asked=None):
        """The merged form as it is printed: plain words, no records."""
        kinds = dict(
            self.env["yichuang.service.field"]
            ._fields["kind"]
            ._description_selection(self.env)
        )
        if asked is None:
            asked = self._merged_fields()
        return [
            {
                "name": one.name,
                "kind": kinds[one.kind],
                "required": one.required,
                "choices": list(one.choices),
                "help": "; ".join(one.helps),
                "basis": "; ".join(one.bases),
                "used_by": [line.service_id.name for line in one.sources],
                "conflict": [kinds[kind] for kind in one.kinds[1:]],
            }
            for one in asked
        ]

    def _public_data(self):
        """Everything the public page of the theme shows, in plain words."""
        self.ensure_one()
        materials = self._material_rows()
        return {
            "name": self.name,
            "description": self.description or "",
            "slug": self.slug,
            "lead_organ": self.lead_department_id.name or "",
            "promise": self.env._("%(number)s working days", number=self.promise_days),
            "services": [
                {
                    "number": number,
                    "name": line.service_id.name,
                    "reference": line.service_id._public_reference(),
                    "organ": line.service_id.department_id.name,
                    "promise": line._promise_words(),
                    "after": [other.service_id.name for other in line.after_ids],
                }
                for number, line in enumerate(graph.order(self._line_graph()), 1)
            ],
            "materials": [one for one in materials if not one["spared"]],
            "passed_on": [one for one in materials if one["spared"]],
            "saved": sum(one["saved"] for one in materials),
            "fields": self._field_rows(),
            "svg": self._process_svg(),
            "outdated": self.outdated,
        }
