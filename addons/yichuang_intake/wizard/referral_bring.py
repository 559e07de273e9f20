import base64
import binascii

from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools import sheet_file
from odoo.addons.yichuang_catalog.wizard.item_import_sentences import file_fault

from ..tools import referral_sheet

# So many faults are told at once.
TOLD = 20


class ReferralBring(models.TransientModel):
    """Brings in a sheet of the hotline: all of its rows or none.

    Orders that are here already are passed by, so the same sheet may be brought twice.
    What is brought in waits as drafts until the manager takes it on.
    """

    _name = "yichuang.referral.bring"
    _description = "Bring in a sheet of the hotline"

    content = fields.Binary(
        "Sheet", required=True, attachment=False, help="热线工单表 (.xlsx, .csv)"
    )

    def action_confirm(self):
        """Check every row and enter those that are new."""
        self.ensure_one()
        referrals = self.env["yichuang.referral"]
        referrals.check_access("create")
        orders = self._read()
        known = set(
            referrals.search(
                [
                    ("company_id", "=", self.env.company.id),
                    ("number", "in", [order["number"] for order in orders]),
                ]
            ).mapped("number")
        )
        fresh = [order for order in orders if order["number"] not in known]
        if not fresh:
            raise UserError(
                self.env._(
                    "All %(count)s orders of this sheet are here already.",
                    count=len(orders),
                )
            )
        brought = referrals.create(self._values(fresh))
        action = self.env["ir.actions.act_window"]._for_xml_id(
            "yichuang_intake.referral_action"
        )
        return {
            **action,
            "domain": [("id", "in", brought.ids)],
            "context": {"search_default_draft": 1},
        }

    def _read(self):
        """The orders in the sheet.

        :raises UserError: with every fault, and where it is
        """
        try:
            content = base64.b64decode(self.content, validate=True)
            table = sheet_file.read_table(content)
        except binascii.Error as error:
            raise UserError(self.env._("The file could not be read.")) from error
        except sheet_file.SheetError as error:
            raise UserError(file_fault(self.env, error)) from error
        orders, faults = referral_sheet.read(table.headers, table.rows)
        if faults:
            lines = [self._sentence(fault) for fault in faults[:TOLD]]
            if len(faults) > TOLD:
                lines.append(
                    self.env._("And %(count)s more.", count=len(faults) - TOLD)
                )
            raise UserError("\n".join(lines))
        return orders

    def _sentence(self, fault):
        values = {"row": fault.row, "column": fault.column, "value": fault.value}
        return {
            "no_column": lambda: self.env._(
                "The sheet has no column “%(column)s”.", **values
            ),
            "missing": lambda: self.env._(
                "Row %(row)s: “%(column)s” is missing.", **values
            ),
            "no_moment": lambda: self.env._(
                "Row %(row)s: “%(value)s” is no time. Write it as 2026-03-02 09:30.",
                **values,
            ),
            "no_kind": lambda: self.env._(
                "Row %(row)s: “%(value)s” is no kind of request.", **values
            ),
            "twice": lambda: self.env._(
                "Row %(row)s: order %(value)s stands above already.", **values
            ),
        }[fault.reason]()

    def _values(self, orders):
        """These orders as values, linked to what of the hall they name."""
        organs = self._known("yichuang.department", ("name",), orders, "organ")
        services = self._known("yichuang.service", ("code", "name"), orders, "service")
        cases = self._known(
            "yichuang.case", ("number", "receipt_number"), orders, "case"
        )
        values = []
        for order in orders:
            case = cases.get(order["case"], self.env["yichuang.case"])
            service = services.get(order["service"], case.service_id)
            organ = organs.get(order["organ"]) or (
                case.department_id or service.department_id
            )
            values.append(
                {
                    **{
                        name: order[name]
                        for name in ("number", "came_on", "kind", "subject", "content")
                    },
                    "person": order["person"],
                    "phone": order["phone"],
                    "anonymous": not order["phone"],
                    "case_id": case.id,
                    "service_id": service.id,
                    "department_id": organ.id,
                }
            )
        return values

    def _known(self, model, names, orders, column):
        """Records of the hall by what the sheet calls them; what two records are called
        is left open for the manager."""
        wanted = {order[column] for order in orders if order[column]}
        found = {}
        for name in names:
            records = self.env[model].search(
                [(name, "in", list(wanted)), ("company_id", "=", self.env.company.id)]
            )
            for key, group in records.grouped(name).items():
                if len(group) == 1:
                    found.setdefault(key, group)
        return found
