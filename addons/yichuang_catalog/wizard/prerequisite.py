from odoo import api, fields, models

from ..models.guidance.service_prerequisites import links_sentence
from ..tools import overlap, prerequisites


class Prerequisite(models.TransientModel):
    """Services that wait for results of others, and facts that several organs verify
    (互为前置、交叉审批). Worked out anew whenever it is opened."""

    _name = "yichuang.prerequisite"
    _description = "Crossing Prerequisites"
    _order = "sequence, id"

    sequence = fields.Integer()
    kind = fields.Selection(
        selection=[
            ("circular", "Circular Prerequisite"),
            ("crossing", "Organs Ask Each Other"),
            ("repeated", "Verified More Than Once"),
        ],
        required=True,
        help="互为前置, 交叉前置, 重复核验",
    )
    sentence = fields.Text(string="What Was Found", required=True)
    service_ids = fields.Many2many("yichuang.service", string="Services")
    department_ids = fields.Many2many("yichuang.department", string="Organs")
    material_ids = fields.Many2many("yichuang.material", string="Materials")

    @api.model
    def action_open(self):
        """Look at all services in force, and show what was found."""
        found = self.create(
            [{**vals, "sequence": number} for number, vals in enumerate(self._found())]
        )
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "yichuang_catalog.prerequisite_action"
        )
        return {**action, "domain": [("id", "in", found.ids)]}

    def _found(self):
        services = self.env["yichuang.service"].search(
            [
                ("current_version_id", "!=", False),
                ("company_id", "=", self.env.company.id),
            ]
        )
        rows, results = services._prerequisites()
        links = prerequisites.links(rows, results)
        for circle in prerequisites.circles(rows, links):
            walk = prerequisites.walk(links, circle)
            yield self._vals("circular", walk, links_sentence(self.env, walk))
        for crossing in prerequisites.crossings(rows, links):
            walk = [*crossing.there, *crossing.back]
            yield self._vals("crossing", walk, links_sentence(self.env, walk))
        organs = {service: service.department_id for service in services}
        repeated = overlap.repeated(services._demands(), organs)
        for row in sorted(repeated, key=lambda row: -len(row.organs)):
            yield {
                "kind": "repeated",
                "sentence": self.env._(
                    "%(number)s organs have “%(material)s” proved to them: %(organs)s.",
                    number=len(row.organs),
                    material=row.material.name,
                    organs="、".join(organ.name for organ in row.organs),
                ),
                "service_ids": [service.id for service in row.sources],
                "department_ids": [organ.id for organ in row.organs],
                "material_ids": row.material.ids,
            }

    @staticmethod
    def _vals(kind, links, sentence):
        services = {link.service for link in links} | {link.maker for link in links}
        return {
            "kind": kind,
            "sentence": sentence,
            "service_ids": sorted(service.id for service in services),
            "department_ids": sorted({one.department_id.id for one in services}),
            "material_ids": sorted({link.material.id for link in links}),
        }
