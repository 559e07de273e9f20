from itertools import pairwise

from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from ...tools import graph, process_rules, publication
from .process_sentences import field_faults, step_sentence


class ServiceVersion(models.Model):
    """The handling of a matter as steps, and the form that is filled in for it.

    The rules on steps are plain functions in ``tools/process_rules.py``.
    """

    _inherit = "yichuang.service.version"

    step_ids = fields.One2many(
        "yichuang.step", "version_id", string="Steps", copy=True, help="办理环节"
    )
    form_field_ids = fields.One2many(
        "yichuang.service.field",
        "version_id",
        string="Form Fields",
        copy=True,
        help="申请表字段",
    )

    @api.depends(
        "step_ids.name",
        "step_ids.kind",
        "step_ids.limit_days",
        "step_ids.limit_unit",
        "step_ids.after_ids",
        "step_ids.department_id",
        "step_ids.consulted_ids",
        "step_ids.special_kind",
        "step_ids.basis",
        "special_ids.kind",
        "special_ids.counted",
        "form_field_ids.name",
        "form_field_ids.kind",
        "form_field_ids.choices",
        "form_field_ids.basis",
    )
    def _compute_gaps(self):
        return super()._compute_gaps()

    def copy(self, default=None):
        # Steps and their copies are told by their order, so it is read afresh.
        self.invalidate_recordset(["step_ids"])
        copies = super().copy(default)
        if "step_ids" not in (default or {}):
            for version, copied in zip(self, copies, strict=True):
                twins = version._copied_steps(copied)
                for step, twin in twins.items():
                    if step.after_ids:
                        links = [twins[other].id for other in step.after_ids]
                        twin.after_ids = [Command.set(links)]
        return copies

    def _copied_steps(self, copied):
        """The steps of the version ``copied`` that stand for the steps of this one,
        of which it has just been made, by the step of this one."""
        self.ensure_one()
        pairs = zip(
            self.step_ids.sorted("id"), copied.step_ids.sorted("id"), strict=True
        )
        return dict(pairs)

    def action_standard_steps(self):
        """Begin the process with the usual steps, one after another."""
        self.ensure_one()
        if self.step_ids:
            raise UserError(
                self.env._(
                    "There are steps already. Change them, or remove them first."
                )
            )
        names = [
            ("receipt", self.env._("Receiving the Papers")),
            ("acceptance", self.env._("Acceptance")),
            ("review", self.env._("Review")),
            ("decision", self.env._("Decision")),
            ("certificate", self.env._("Making the Certificate")),
            ("delivery", self.env._("Delivery")),
        ]
        self.step_ids = [
            Command.create(
                {
                    "sequence": 10 * number,
                    "kind": kind,
                    "name": name,
                    "department_id": self.department_id.id,
                }
            )
            for number, (kind, name) in enumerate(names, 1)
            if kind != "certificate" or self.result_kind != "none"
        ]
        return self.action_chain_steps()

    def action_chain_steps(self):
        """Let each step that has no place yet come after the one above it."""
        self.ensure_one()
        steps = self.step_ids.sorted(lambda step: (step.sequence, step.id))
        for above, step in pairwise(steps):
            if not step.after_ids and step not in graph.ancestors(
                self._step_graph(), above
            ):
                step.after_ids = above
        return True

    def _step_graph(self, steps=None):
        """The steps of this version and what each comes after, as ``tools/graph.py``
        takes it; steps of other versions are left out.

        :param steps: take only these, as they follow when the others are skipped
        """
        self.ensure_one()
        mine = self.step_ids.sorted("sequence")
        whole = {step: list(step.after_ids & mine) for step in mine}
        return whole if steps is None else graph.restricted(whole, steps)

    def _process_rows(self, steps=None):
        """The steps as the rules in ``tools/process_rules.py`` look at them.

        :return: dictionary of :class:`process_rules.Step` by step record
        """
        self.ensure_one()
        stated = {special.kind: special for special in self.special_ids}
        if steps is None:
            # as they stand, with what may be wrong about them
            after = {step: list(step.after_ids) for step in self.step_ids}
        else:
            after = self._step_graph(steps)
        rows = {}
        for step, others in after.items():
            special = stated.get(step.special_kind or "")
            rows[step] = process_rules.Step(
                name=step.name or "",
                kind=step.kind,
                limit=publication.Limit(step.limit_days, step.limit_unit),
                after=tuple(others),
                organ=step.department_id.id,
                consulted=tuple(step.consulted_ids.ids),
                special=step.special_kind or "",
                based=bool(special)
                or (step.kind != "special" and bool((step.basis or "").strip())),
                excluded=step.kind in ("special", "expert")
                and bool(special)
                and not special.counted,
            )
        return rows

    def _critical_path(self, steps=None):
        """The steps that decide how long it takes from acceptance to decision, in the
        order in which they are done; none if they have no limits.

        :param steps: look at these only
        """
        rows = self._process_rows(steps)
        if any(other not in rows for row in rows.values() for other in row.after):
            return self.env["yichuang.step"]
        try:
            path = process_rules.critical(rows, self.promise_unit)
        except graph.CycleError:
            return self.env["yichuang.step"]
        steps = self.env["yichuang.step"].union(*path.nodes)
        return steps if path.length else steps.browse()

    def _further_faults(self):
        found = super()._further_faults()
        findings = process_rules.findings(
            self._process_rows(),
            publication.Limit(self.promise_days, self.promise_unit),
            publication.Limit(self.legal_days, self.legal_unit),
            self.case_type == "instant",
        )
        for finding in findings:
            step = finding.key or self.env["yichuang.step"]
            target = (
                publication.Target("step_ids", step._name, step._origin.id or 0)
                if step
                else publication.Target("step_ids")
            )
            found.append(
                publication.Fault(
                    f"step_{finding.rule}",
                    finding.article,
                    step.name or "",
                    target,
                    step_sentence(self, finding, step),
                )
            )
        return [*found, *field_faults(self)]
