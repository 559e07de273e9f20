import hashlib
import secrets
from datetime import timedelta

from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_moment
from odoo.addons.yichuang_intake.tools import notice as words

from ...tools import pickup_code
from .delivery import EXIT_CLERK
from .notice_cabinet import HIDDEN

HALL_STAFF = (
    f"{EXIT_CLERK},yichuang_catalog.group_manager,yichuang_catalog.group_supervisor"
)
NOBODY_CAME = "自助取件柜逾期未取"


class Delivery(models.Model):
    """A result in a self-service cabinet: arrived → boxed → delivered when the cabinet
    reports that it was picked up with its code, or arrived again when nobody came.
    Each time it is put in it has another key and another code, so nothing that was
    said of an earlier time opens a door or counts.
    """

    _inherit = "yichuang.delivery"

    _transitions = (
        Transition(
            "put_in",
            "arrived",
            "boxed",
            groups=EXIT_CLERK,
            guards=("_guard_still_valid", "_guard_cabinet", "_guard_reachable"),
        ),
        Transition(
            "take_out",
            "boxed",
            "arrived",
            groups=EXIT_CLERK,
            guards=("_guard_way_reason", "_guard_place"),
        ),
        Transition("pick_up", "boxed", "delivered", system=True),
        Transition("leave_over", "boxed", "arrived", system=True),
    )
    _guarded_fields = frozenset(
        {
            "cabinet_id",
            "cabinet_key",
            "cabinet_code",
            "boxed_by_id",
            "boxed_on",
            "boxed_until",
        }
    )

    cabinet_id = fields.Many2one(
        "yichuang.exit.cabinet",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
        help="自助取件柜",
    )
    cabinet_key = fields.Char(
        readonly=True,
        copy=False,
        groups=fields.NO_ACCESS,
        index="btree_not_null",
        help="取件柜文件标识",
    )
    cabinet_code = fields.Char(
        "Code of the Cabinet",
        readonly=True,
        copy=False,
        groups=EXIT_CLERK,
        help="柜门取件码: used once; whoever has it opens the door.",
    )
    boxed_by_id = fields.Many2one(
        "res.users", "Put In By", readonly=True, copy=False, help="投柜人"
    )
    boxed_on = fields.Datetime("Put In On", readonly=True, copy=False, help="投柜时间")
    boxed_until = fields.Datetime(
        "In the Cabinet Until", readonly=True, copy=False, help="柜内存放至"
    )
    cabinet_event_ids = fields.One2many(
        "yichuang.cabinet.event",
        "delivery_id",
        "Reports of the Cabinet",
        readonly=True,
        groups=HALL_STAFF,
    )

    def _guard_cabinet(self, vals):
        cabinet = self.env["yichuang.exit.cabinet"].browse(vals.get("cabinet_id"))
        for delivery in self:
            if not cabinet.active or cabinet.company_id != delivery.company_id:
                raise UserError(
                    self.env._("Choose a cabinet of this hall that is in use.")
                )
        if not cabinet.connected:
            raise UserError(cabinet._not_connected())

    def _guard_reachable(self, vals):
        """The code reaches the applicant."""
        # Whether there is an address, not which: those are for the outbox alone.
        for case in self.case_id.sudo():
            if not any(case._notice_addresses()):
                raise UserError(
                    self.env._(
                        "Nobody could tell the applicant of %(case)s the code: there "
                        "is no e-mail, and no phone to which this hall sends text "
                        "messages. Hand the result over at the window.",
                        case=case.receipt_number,
                    )
                )

    def _values_put_in(self, vals):
        cabinet = self.env["yichuang.exit.cabinet"].browse(vals["cabinet_id"])
        now = fields.Datetime.now()
        vals.update(
            way="cabinet",
            boxed_by_id=self.env.uid,
            boxed_on=now,
            boxed_until=now + timedelta(days=cabinet.days),
            shelf_place=cabinet.name,
            place_id=False,
        )

    def _after_put_in(self, vals):
        # The clerk may not write the key, and nobody writes notices by hand.
        for delivery in self.sudo():
            key, code = secrets.token_urlsafe(18), pickup_code.new()
            delivery._write_guarded({"cabinet_key": key, "cabinet_code": code})
            delivery._tell_cabinet("put_in")
            delivery._tell_code()

    def _values_take_out(self, vals):
        vals.update(way="window")

    def _after_take_out(self, vals):
        # As when it was put in: code and notices are written by the step alone.
        self.sudo()._leave_cabinet()

    def _values_exchange(self, vals):
        by_id = super()._values_exchange(vals)
        for delivery in self:
            if delivery.state == "boxed":
                by_id[delivery.id]["way"] = "window"
        return by_id

    def _after_exchange(self, vals):
        # What lies in the cabinet is the old version: its code opens nothing more.
        self.sudo().filtered("cabinet_code")._leave_cabinet()

    def _leave_cabinet(self):
        """The code is void; tell the cabinet."""
        for delivery in self:
            delivery._tell_cabinet("taken_out")
        self._write_guarded({"cabinet_code": False})

    def _tell_cabinet(self, event):
        """Tell the cabinet, through the outbox, in the transaction of the step."""
        self.ensure_one()
        cabinet = self.cabinet_id
        facts = {"event": event, "delivery": self.cabinet_key}
        if event == "put_in":
            facts |= {
                "code": self.cabinet_code,
                "until": fields.Datetime.to_string(self.boxed_until),
            }
        mark = f"cabinet/{event}/{self.cabinet_key}"
        self.env["yichuang.notice"].create(
            {
                "case_id": self.case_id.id,
                "kind": "ready",
                "channel": "cabinet",
                "address": cabinet.name,
                "subject": cabinet.name,
                "body": event,
                "key": hashlib.sha256(mark.encode()).hexdigest(),
                "cabinet_id": cabinet.id,
                "cabinet_facts": facts,
            }
        )

    def _tell_code(self):
        """Tell the applicant where the result lies and by which code it opens."""
        until = self.case_id._hall_time(self.boxed_until)
        told = (
            f"办理结果已放入{self.cabinet_id.name}（{self.cabinet_id.place}），"
            f"凭柜门取件码{HIDDEN}于{until}前自助领取。"
        )
        drafts = []
        for draft in self.case_id._notice_drafts("ready"):
            mark = f"{draft['key']}/cabinet/{self.cabinet_key}"
            digest = hashlib.sha256(mark.encode()).hexdigest()
            drafts.append(
                {
                    **draft,
                    "body": draft["body"].replace(words.WORDS["ready"].told, told),
                    "key": digest,
                    "cabinet_facts": {"code": self.cabinet_code},
                }
            )
        self.env["yichuang.notice"].create(drafts)

    def _report(self, event):
        """Act on what the cabinet reported of this result."""
        self.ensure_one()
        payload = {
            "cabinet": event.cabinet_id.name,
            "door": event.door or "",
            "happened_on": str(hall_moment(event.happened_on)),
            "sha256": event.digest,
        }
        if event.kind == "expired":
            vals = {
                "way": "window",
                "cabinet_code": False,
                "way_reason": NOBODY_CAME,
            }
            self._transition("leave_over", vals, payload=payload)
            return
        vals = {
            "delivered_on": max(event.happened_on, self.boxed_on),
            "delivered_by_id": self.boxed_by_id.id,
            "collector_name": self.applicant_name,
            "collector_relation": "self",
            "cabinet_code": False,
        }
        self._transition("pick_up", vals, payload=payload)

    def _after_pick_up(self, vals):
        self._finish(vals)

    def _proof_vals(self, document):
        vals = super()._proof_vals(document)
        if self.way != "cabinet":
            return vals
        # Reports are read by the staff of the exit; the proof is written by whoever
        # ends the delivery, be it the applicant.
        report = self.sudo().cabinet_event_ids.filtered(
            lambda one: one.kind == "picked_up" and one.outcome == "taken"
        )
        if report:
            door = report.door
            vals |= {
                "place": f"{self.cabinet_id.name}（{self.cabinet_id.place}）"
                + (f"{door}号柜门" if door else "")
                + "，凭柜门取件码自助领取",
                "officer_ids": [(4, self.boxed_by_id.id)],
            }
        else:
            # Asked for, but collected at the window after all.
            vals |= {
                "place": self.company_id.name,
                "officer_ids": [(4, self.env.uid)],
            }
        return vals

    def action_put_in(self):
        """Ask which cabinet."""
        return self._open_wizard("yichuang.delivery.box", self.env._("Cabinet"))

    def action_take_out(self):
        """Ask why the result is taken out of the cabinet."""
        return self._open_wizard(
            "yichuang.delivery.back", self.env._("Take Out"), step="take_out"
        )
