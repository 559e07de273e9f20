from odoo import api, fields, models

from ...tools import exchange_tables
from .case import _code, _moment

SERVICE, RATING = "eval_service", "eval_rating"
# Codes of the rating platform (广东省“好差评”数据对接): natural persons 0, others 1;
# identity card 10, unified code 20.
USER_TYPES = {"natural": "0", "legal": "1"}
CERTIFICATES = {"natural": "10", "legal": "20"}
# 环节: what was done for the visitor when they were asked.
PROCESS = {"onsite": "1", "online": "2"}
CHANNELS = {"kiosk": "1", "qr": "2", "portal": "3"}


class Case(models.Model):
    """What the rating platform above is told (好差评数据推送): each service of which
    the visitor was asked for a rating, and each rating given with the name.

    Who rated without their name is not led back to the case, so no row is made of it.
    """

    _inherit = "yichuang.case"

    named_rating_ids = fields.One2many(
        "yichuang.evaluation",
        "matter_id",
        "Ratings Given With the Name",
        readonly=True,
        groups="yichuang_catalog.group_manager,yichuang_catalog.group_supervisor",
    )

    def _rating_rows(self):
        """Rows for the rating platform, in bulk; they hold whole numbers.

        :returns: list of ``(case, table, guid, row)``
        """
        identities = self._identity_numbers()
        found = []
        for case in self:
            for table, key, values in (
                (SERVICE, (), case._rated_service(identities.get(case.id))),
                *(
                    (RATING, (rating.id,), case._rating_given(rating))
                    for rating in case.named_rating_ids
                    if rating.state in ("given", "excluded")
                ),
            ):
                found.append(
                    (
                        case,
                        table,
                        exchange_tables.guid(table, case.number, *key),
                        exchange_tables.shaped(table, values),
                    )
                )
        return found

    def _rated_service(self, identity):
        """One service at the window or online (一次一评, 一事一评)."""
        self.ensure_one()
        organ, service, guide = self.department_id, self.service_id, self.version_id
        # Where and by whom the visitor was served is told; the rest of them is not.
        clerk = self.sudo().received_by_id
        return {
            "departmentCode": organ.uscc,
            "departmentName": organ.name,
            "evalProcess": PROCESS[self._rating_scene()],
            "hallCode": self.company_id.sudo().hall_code,
            "windowNo": self.sudo().window_id.number,
            "workNo": clerk.login,
            "affairSerialNo": self.number,
            "affairCode": service.code,
            "affairName": service.name,
            "affairHandleItem": service.handling_code,
            "affairApplyTime": _moment(self.received_on),
            "affairDoneTime": _moment(self.decided_on),
            "userType": USER_TYPES[self.applicant_kind],
            "userName": self.applicant_name,
            "certificateType": CERTIFICATES[self.applicant_kind],
            "certificateNo": identity,
            "contactPhone": self.phone,
            "projectType": _code("case_type", guide.case_type),
            "serviceName": service.name,
            "serviceNumber": "1",
            "serviceTime": _moment(self.received_on),
        }

    def _rating_scene(self):
        return "online" if self.channel == "online" else "onsite"

    @api.model
    def _rating_given(self, rating):
        """A rating, and how a bad one was put right (差评整改)."""
        task = rating.task_ids[:1]
        return {
            "affairSerialNo": rating.matter_id.number,
            "serviceNumber": "1",
            "satisfaction": rating.grade,
            "evalChannel": CHANNELS[rating.channel],
            "evalDetail": rating.comment,
            "evalTags": "；".join(
                f"{line.indicator_id.name}:{line.grade}" for line in rating.line_ids
            ),
            "evalTime": _moment(rating.given_on),
            "excluded": "1" if rating.state == "excluded" else "0",
            "contactTime": _moment(task.contacted_on),
            "fixTime": _moment(task.fixed_on),
            "fixDetail": task.fix_note,
            "checkTime": _moment(task.checked_on),
        }
