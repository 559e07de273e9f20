from odoo import api, fields, models
from odoo.exceptions import ValidationError

from ...tools import publication
from ...tools.workdays import hall_date
from .service_power import DELEGATED

ART_24 = "行政许可法第二十四条"
ART_25 = "行政许可法第二十五条"
ART_29 = "行政许可法第二十九条"


class ServiceVersion(models.Model):
    """What a version takes over from its item: the behaviour at its level, and, below
    a bound item (四同), the legal basis; and what must be true of the organ's power
    before anything is published in its name."""

    _inherit = "yichuang.service.version"

    item_bound = fields.Boolean(related="item_id.bound")

    @api.model_create_multi
    def create(self, vals_list):
        if "default_case_type" not in self.env.context:
            vals_list = [dict(vals) for vals in vals_list]
            silent = [vals for vals in vals_list if not vals.get("case_type")]
            services = self.env["yichuang.service"].browse(
                {vals["service_id"] for vals in silent if vals.get("service_id")}
            )
            behaviour = services._level_behaviour()
            for vals in silent:
                line = behaviour.get(vals.get("service_id"))
                if line:
                    vals["case_type"] = line.case_type
        return super().create(vals_list)

    @api.model
    def default_get(self, fields):
        values = super().default_get(fields)
        service = self.env["yichuang.service"].browse(values.get("service_id"))
        if "case_type" in fields and "default_case_type" not in self.env.context:
            line = service._level_behaviour().get(service.id)
            if line:
                values["case_type"] = line.case_type
        return values

    @api.onchange("service_id")
    def _onchange_service_level(self):
        service = self.service_id._origin
        line = service._level_behaviour().get(service.id)
        if line:
            self.case_type = line.case_type

    # A published version keeps the basis it was published with.
    # Through the service, for item_id itself is not known before the version exists.
    @api.depends("service_id.item_id.bound", "service_id.item_id.law_ids")
    def _compute_law_ids(self):
        frozen = self.filtered(lambda version: version.state not in self._open_states)
        bound = (self - frozen).filtered("service_id.item_id.bound")
        for version in frozen:
            version.law_ids = version.law_ids
        for version in bound:
            version.law_ids = version.service_id.item_id._all_laws()
        return super(ServiceVersion, self - frozen - bound)._compute_law_ids()

    @api.constrains("law_ids", "service_id")
    def _check_bound_laws(self):
        for version in self:
            if (
                version.state in self._open_states
                and version.item_bound
                and version.law_ids != version.item_id._all_laws()
            ):
                raise ValidationError(
                    self.env._(
                        "“%(item)s” is the same everywhere (四同), so its legal basis "
                        "is stated there and not in the version. Have the item "
                        "corrected, or its binding lifted.",
                        item=version.item_id.name,
                    )
                )

    def copy_data(self, default=None):
        return [
            {name: value for name, value in vals.items() if name != "law_ids"}
            if version.item_bound and "law_ids" not in (default or {})
            else vals
            for version, vals in zip(self, super().copy_data(default), strict=True)
        ]

    @api.depends(
        "item_id.bound",
        "item_id.name",
        "item_id.law_ids",
        "item_id.level_behaviour_ids.case_type",
        "service_id.name",
        "service_id.power_source",
        "department_id.uscc",
        "service_id.delegation_document",
        "service_id.delegation_announcement",
        "service_id.needs_person",
        "service_id.needs_person_basis",
        "department_id.transferred_item_ids",
    )
    def _compute_gaps(self):
        return super()._compute_gaps()

    def _further_faults(self):
        self.ensure_one()
        return [
            *super()._further_faults(),
            *self._level_faults(),
            *self._bound_faults(),
            *self._power_faults(),
        ]

    def _level_faults(self):
        """The version against the behaviour of its item at this level."""
        service = self.service_id
        line = service._level_behaviour().get(service.id)
        if not line or line.case_type == self.case_type:
            return
        labels = dict(self._fields["case_type"]._description_selection(self.env))
        levels = dict(line._fields["level"]._description_selection(self.env))
        yield publication.Fault(
            "level_behaviour",
            line.note or "",
            target=publication.Target("case_type"),
            sentence=self.env._(
                "At the level “%(level)s” this item is handled as “%(expected)s”, but "
                "the version says “%(stated)s”. Correct the version, or the behaviour "
                "of the item.",
                level=levels[line.level],
                expected=labels[line.case_type],
                stated=labels[self.case_type],
            ),
        )

    def _bound_faults(self):
        """The version against the elements bound to its item (四同)."""
        if not self.item_bound:
            return
        service, item = self.service_id, self.item_id
        if not service._name_fits():
            yield publication.Fault(
                "bound_name",
                "",
                target=publication.Target("name", service._name, service.id),
                sentence=self.env._(
                    "The item is the same everywhere (四同) and is called “%(item)s”, "
                    "the service “%(name)s”. Take over the item's name.",
                    item=item.name,
                    name=service.name,
                ),
            )
        if self.law_ids != item._all_laws():
            yield publication.Fault(
                "bound_laws",
                "",
                target=publication.Target("law_ids"),
                sentence=self.env._(
                    "The item is the same everywhere (四同), and its legal basis is "
                    "another one now. Begin a new version: it takes it over."
                ),
            )

    def _power_faults(self):
        """By what power the organ acts (Art. 24, 25), and what it asks of the person
        (Art. 29)."""
        service = self.service_id
        if service.power_source in DELEGATED and service.item_type == "license":
            for name in ("delegation_document", "delegation_announcement"):
                if not service[name]:
                    yield self._power_fault(name, ART_24)
            if not service.department_id._is_administrative_organ():
                yield self._power_fault("delegating_department_id", ART_24)
        if service.department_id.is_approval_bureau and service.item_type == "license":
            yield from self._bureau_faults()
        if service.needs_person and not (service.needs_person_basis or "").strip():
            yield self._power_fault("needs_person_basis", ART_29)

    def _bureau_faults(self):
        bureau = self.department_id.sudo()
        target = publication.Target("approval_on", bureau._name, bureau.id)
        today = hall_date()
        if bureau._missing_of_bureau() or bureau.approval_on > today:
            yield publication.Fault(
                "bureau_unapproved",
                ART_25,
                target=target,
                sentence=self.env._(
                    "%(organ)s is an approval bureau without an approval in force. "
                    "Enter the decision that concentrated the powers.",
                    organ=bureau.name,
                ),
            )
        elif self.item_id not in bureau.transferred_item_ids:
            yield publication.Fault(
                "not_transferred",
                ART_25,
                target=target._replace(field="transferred_item_ids"),
                sentence=self.env._(
                    "%(item)s is not among the items whose power was transferred to "
                    "%(organ)s. Add it to the list if the approval covers it.",
                    item=self.item_id.name,
                    organ=bureau.name,
                ),
            )

    def _power_fault(self, name, article):
        service = self.service_id
        sentences = {
            "delegation_document": lambda: self.env._(
                "Name the agreement by which the power was delegated."
            ),
            "delegation_announcement": lambda: self.env._(
                "A delegation must be announced, with the organ and what it may do. "
                "Enter the announcement."
            ),
            "delegating_department_id": lambda: self.env._(
                "Licensing power can be delegated only to another administrative "
                "organ, and %(organ)s is none.",
                organ=service.department_id.name,
            ),
            "needs_person_basis": lambda: self.env._(
                "An agent may act unless the law demands the person. Name the article "
                "that does, or allow an agent."
            ),
        }
        return publication.Fault(
            name,
            article,
            target=publication.Target(name, service._name, service.id),
            sentence=sentences[name](),
        )
