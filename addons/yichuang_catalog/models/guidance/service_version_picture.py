from markupsafe import Markup

from odoo import api, fields, models

from ...tools import graph, process_picture
from .responsibility import responsibility_data


class ServiceVersion(models.Model):
    """The handling of a matter as a picture, and as a table of who answers for what."""

    _inherit = "yichuang.service.version"

    process_svg = fields.Html(
        string="Picture of the Process",
        compute="_compute_process",
        sanitize=False,
        help="办理流程图",
    )
    responsibility_html = fields.Html(
        string="Responsibilities",
        compute="_compute_process",
        sanitize=False,
        help="责任分工: which organ is responsible, consulted or told in which step.",
    )

    @api.depends(
        "step_ids.sequence",
        "step_ids.name",
        "step_ids.limit_days",
        "step_ids.limit_unit",
        "step_ids.after_ids",
        "step_ids.kind",
        "step_ids.role",
        "step_ids.department_id.name",
        "step_ids.consulted_ids.name",
        "step_ids.informed_ids.name",
    )
    @api.depends_context("lang")
    def _compute_process(self):
        for version in self:
            version.process_svg = version._process_svg()
            version.responsibility_html = version._responsibility_table()

    def _process_svg(self, steps=None):
        """The steps as a picture (流程图) that stands in a page or a document.

        :param steps: draw these only, as they follow when the others are skipped
        :return: Markup of an SVG; empty when there are no steps, or when they wait
            for one another and have no order
        """
        self.ensure_one()
        after = self._step_graph(steps)
        if graph.cycle(after):
            return Markup()
        numbers = {step: number for number, step in enumerate(after, 1)}
        critical = self._critical_path(steps)
        if len(critical) == len(after):
            critical = critical.browse()  # what is true of all marks none
        boxes = [
            process_picture.Box(
                key=step,
                title=f"{number} {step.name or ''}",
                lines=tuple(step._picture_lines(step in critical)),
                lane=step.department_id.name or "",
            )
            for step, number in numbers.items()
        ]
        return process_picture.draw_markup(
            boxes,
            after,
            title=self.env._("Process of %(name)s", name=self.service_id.name or ""),
            ident=f"process-{self.service_id.slug or 'new'}-{self.number or 0}",
            description=self._process_words(boxes, after, numbers),
            critical=tuple(critical),
        )

    def _responsibility_table(self):
        """The table of responsibilities as Markup; empty without steps."""
        self.ensure_one()
        if not self.step_ids:
            return Markup()
        return self.env["ir.qweb"]._render(
            "yichuang_catalog.responsibility_table",
            {"table": responsibility_data(self)},
        )

    def action_print_process(self):
        """Open the process and its responsibilities as a document."""
        self.ensure_one()
        return {
            "type": "ir.actions.act_url",
            "url": f"/yichuang/process/{self.id}",
            "target": "new",
        }

    def _process_words(self, boxes, after, numbers):
        """The picture in words, for those who do not see it."""
        sentences = []
        for box in boxes:
            words = ", ".join((box.title, *box.lines))
            if after[box.key]:
                others = ", ".join(str(numbers[other]) for other in after[box.key])
                words = self.env._(
                    "%(step)s; after %(others)s", step=words, others=others
                )
            sentences.append(words)
        return ". ".join(sentences)
