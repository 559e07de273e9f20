from odoo import api, models

from ...tools import overlap, prerequisites, publication


class Service(models.Model):
    """What services ask for in common, and which wait for the results of others."""

    _inherit = "yichuang.service"

    def _demands(self):
        """What the versions in force ask for, as ``tools/overlap.py`` takes it; the
        sources are services, the materials the rows that are in use now."""
        by_item = self.grouped("item_id")
        return [
            overlap.Demand(
                source=service,
                material=line.material_id._latest(),
                name=line.material_id.name or "",
                necessity=line.necessity,
                originals=line.originals,
                copies=line.copies,
                receive_mode=line.receive_mode,
                makers=tuple(
                    maker
                    for item in line.material_id._latest().produced_by_item_ids
                    for maker in by_item.get(item, ())
                ),
            )
            for service in self
            for line in service.current_version_id.material_line_ids
        ]

    def _overlap(self):
        """The materials of these services side by side: :class:`overlap.Overlap`."""
        return overlap.table(self._demands())

    @api.model
    def _overlap_columns(self):
        """Headers of the workbook of an overlap, and their widths."""
        headers = (
            self.env._("Material"),
            self.env._("Service"),
            self.env._("Organ"),
            self.env._("Originals"),
            self.env._("Copies"),
            self.env._("Originals Needed Together"),
            self.env._("Copies Needed Together"),
            self.env._("Sheets Saved"),
        )
        return headers, (36, 36, 28, 10, 10, 14, 14, 10)

    def _overlap_cells(self):
        """The rows of the workbook of an overlap, as texts."""
        for row in self._overlap().rows:
            for demand in row.demands:
                yield (
                    row.needed.name,
                    demand.source.name,
                    demand.source.department_id.name,
                    str(demand.originals),
                    str(demand.copies),
                    str(row.needed.originals),
                    str(row.needed.copies),
                    str(row.saved),
                )

    def _prerequisites(self, instead=None):
        """These services as ``tools/prerequisites.py`` looks at them.

        Materials that may be left out make nobody wait.

        :param instead: versions to look at instead of those in force
        :return: a pair: services by record, items by material
        """
        versions = {service: service.current_version_id for service in self}
        versions.update({version.service_id: version for version in instead or ()})
        services, results = {}, {}
        for service, version in versions.items():
            lines = version.material_line_ids.filtered(
                lambda line: line.necessity != "optional"
            )
            materials = [line.material_id._latest() for line in lines]
            services[service] = prerequisites.Service(
                service.department_id, service.item_id, tuple(materials)
            )
            for material in materials:
                if material.produced_by_item_ids:
                    results[material] = tuple(material.produced_by_item_ids)
        return services, results


class ServiceVersion(models.Model):
    """A version may not close a circle of services that wait for one another."""

    _inherit = "yichuang.service.version"

    def _further_faults(self):
        found = super()._further_faults()
        for links in self._closed_circles():
            mine = next(
                link for link in links if link.service == self.service_id
            ).material
            line = self.material_line_ids.filtered(
                lambda line: line.material_id._latest() == mine  # noqa: B023 (used at once)
            )[:1]
            found.append(
                publication.Fault(
                    "circular_prerequisite",
                    publication.ART_31,
                    mine.name,
                    publication.Target(
                        "material_line_ids", line._name, line._origin.id or 0
                    ),
                    self.env._(
                        "Whoever applies must first have “%(material)s”, and for that "
                        "in the end the result of this very service: %(chain)s. Take "
                        "one of these materials from its list.",
                        material=mine.name,
                        chain=links_sentence(self.env, links),
                    ),
                )
            )
        return found

    def _closed_circles(self):
        """The circles that this version stands in: for each the links, why one service
        waits for the next."""
        self.ensure_one()
        if not any(
            line.material_id._latest().produced_by_item_ids
            for line in self.material_line_ids
        ):
            return []
        reached = self._services_reached()
        services, results = reached._prerequisites([self])
        links = prerequisites.links(services, results)
        return [
            prerequisites.walk(links, circle)
            for circle in prerequisites.circles(services, links)
            if self.service_id in circle
        ]

    def _services_reached(self):
        """This service with all that have to come before it, by steps of a level."""
        services = self.service_id
        versions = self
        while versions:
            items = self.env["yichuang.item"].union(
                *(
                    line.material_id._latest().produced_by_item_ids
                    for line in versions.material_line_ids
                )
            )
            further = self.env["yichuang.service"].search(
                [
                    ("item_id", "in", items.ids),
                    ("id", "not in", services.ids),
                    ("current_version_id", "!=", False),
                    ("company_id", "=", self.company_id.id),
                ]
            )
            services |= further
            versions = further.current_version_id
        return services


def links_sentence(env, links):
    """Why one service waits for the next, link by link."""
    return "；".join(
        env._(
            "%(service)s (%(organ)s) asks for “%(material)s”, the result of %(maker)s",
            service=link.service.name,
            organ=link.service.department_id.name,
            material=link.material.name,
            maker=link.maker.name,
        )
        for link in links
    )
