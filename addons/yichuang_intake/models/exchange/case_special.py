from odoo import models

from odoo.addons.yichuang_catalog.tools import enumerations
from odoo.addons.yichuang_catalog.tools.exceptions import CodeError
from odoo.addons.yichuang_catalog.tools.workdays import hall_day_start

from ...tools import exchange_tables
from .case import _moment

TABLE = "up_pro_special_procedure"
STANDARD = "gbt39046"
# Grounds that a hall has added stand beside the eight of the law.
LOCAL_NAMES = {
    "publicity": "公示",
    "site": "现场踏勘",
    "rectification": "整改",
    "consultation": "征求意见",
}
RESULTS = {"running": "进行中", "ended": "已结束", "approved": "同意延长"}


class Case(models.Model):
    """Special procedures and longer times of a case as rows of the exchange.

    GB/T 39046 A.7 tells extensions from all other special procedures; what is planned,
    cancelled or refused never took time and is not told.
    """

    _inherit = "yichuang.case"

    def _exchange_rows(self):
        found = super()._exchange_rows()
        for case in self:
            for key, values in case._exchange_specials():
                found.append(
                    (
                        case,
                        TABLE,
                        exchange_tables.guid(TABLE, case.number, *key),
                        exchange_tables.shaped(TABLE, values),
                    )
                )
        return found

    def _exchange_specials(self):
        """Key and values of each row."""
        self.ensure_one()
        for special in self.special_ids:
            if special.state not in RESULTS:
                continue
            name = LOCAL_NAMES.get(special.ground) or enumerations.chinese(
                "special_procedure", special.ground
            )
            yield (
                ("special", special.id),
                {
                    "project_no": self.number,
                    "special_type": _code(special.ground),
                    "special_name": name,
                    "special_reason": special.reason or special.basis,
                    "special_time": _day(special.first_on),
                    "end_time": _day(special.ended_on or special.last_on),
                    "applyer_user_name": special.document_id.issued_by_id.name,
                    "result": RESULTS[special.state],
                    "handle_user": special.document_id.issued_by_id.name,
                },
            )
        for extension in self.extension_ids.filtered(
            lambda extension: extension.state == "approved"
        ):
            yield (
                ("extension", extension.id),
                {
                    "project_no": self.number,
                    "special_type": _code("extension"),
                    "special_name": enumerations.chinese(
                        "special_procedure", "extension"
                    ),
                    "special_reason": extension.reason,
                    "special_time": _moment(extension.decided_on),
                    "end_time": _day(self.legal_due_on),
                    "applyer_user_name": extension.requested_by_id.name,
                    "result": RESULTS["approved"],
                    "handle_user": extension.approver_id.name,
                },
            )


def _code(ground):
    try:
        return enumerations.to_code("special_procedure", ground, STANDARD)
    except CodeError:
        # A ground of the hall's own is one of the others.
        return enumerations.to_code("special_procedure", "review", STANDARD)


def _day(day):
    return day and _moment(hall_day_start(day))
