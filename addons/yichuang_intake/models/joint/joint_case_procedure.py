from odoo import SUPERUSER_ID, Command, api, fields, models

from odoo.addons.yichuang_catalog.tools import graph, receipt_number
from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools.receipt_code import new_code
from .joint_case import OPEN

CLERK = "yichuang_intake.group_clerk"
MANAGER = "yichuang_catalog.group_manager"


class JointCase(models.Model):
    """The steps of a joint case; each takes the same step with its cases, under all
    the rules of theirs.

    Received: a case for each matter. Accepted: those that can run side by side, all at
    once; those that the law has come one after another wait, and each is accepted as
    of the decision that it waits for. When the last one is over, it closes.
    """

    _inherit = "yichuang.joint.case"

    _transitions = (
        Transition(
            "receive",
            "draft",
            "received",
            groups=CLERK,
            guards=("_guard_theme_in_force", "_guard_situation_told", "_guard_form"),
        ),
        Transition("accept", ("received", "supplement"), "accepted", groups=CLERK),
        Transition("deem_accepted", "received", "accepted", system=True),
        Transition("close", OPEN, "closed", system=True),
        Transition(
            "void",
            "received",
            "void",
            groups=(CLERK, MANAGER),
            guards=("_guard_reason_stated", "_guard_second_person"),
        ),
    )

    def action_receive(self):
        """Take the papers in, once, for all matters; this is not acceptance."""
        return self._step("receive")

    def action_accept(self):
        """Accept all matters that can run side by side, at once."""
        return self._step("accept")

    def action_withdraw(self):
        """Ask why the applicant withdraws."""
        return self._open_end("withdraw", self.env._("Withdraw"))

    def action_void(self):
        """Ask why the receipt was a mistake."""
        return self._open_end("void", self.env._("Declare Void"))

    def _open_end(self, kind, title):
        self.check_access("write")
        return self._dialog("yichuang.joint.end", title, joint_id=self.id, kind=kind)

    # Receipt

    def _values_receive(self, vals):
        now = fields.Datetime.now()
        today = hall_date(now)
        vals.update(received_by_id=self.env.uid, received_on=now)
        values = {}
        for joint in self:
            hall = joint.company_id.sudo().hall_code
            serial = self.env["yichuang.counter"]._next(
                f"receipt/{hall}/{today:%y%m%d}", 1
            )[0]
            clock = joint._start_clocks(
                [(joint, "notice", joint.company_id.sudo().notice_days, "workday")],
                today,
            )
            values[joint.id] = {
                "receipt_number": receipt_number.build(hall, today, serial),
                "query_code": new_code(),
                "due_on": clock.due_on,
                "due_provisional": clock.provisional,
                "matters_open": len(joint.theme_line_ids),
            }
        return values

    def _after_receive(self, vals):
        for joint in self:
            children = joint._create_children()
            children._jointly()._transition("receive")
            if joint.channel == "online":
                children._write_guarded(
                    {"channel": "online", "submitted_on": joint.submitted_on}
                )
            joint._link_materials()
            joint.file_ids._hand_on()
        self._issue_receipt()
        self._tell_applicant("received")

    def _create_children(self):
        """A draft case for each matter, each behind those it comes after."""
        self.ensure_one()
        after = self._line_graph()
        lines = graph.order(after)
        common = {
            "parent_id": self.id,
            "applicant_kind": self.applicant_kind,
            "applicant_name": self.applicant_name,
            "id_number": self._identity_numbers().get(self.id),
            "legal_representative": self.legal_representative,
            "phone": self.phone,
            "address": self.address,
            "partner_id": self.partner_id.id,
            "subject": self.subject,
        }
        answers = self.situation_answer_ids.grouped("version_id")
        children = self.env["yichuang.case"]._create_guarded(
            [
                {
                    **common,
                    "service_id": line.service_id.id,
                    "situation_answer_ids": answers.get(
                        line.version_id, self.situation_answer_ids.browse()
                    ).ids,
                }
                for line in lines
            ]
        )
        by_line = dict(zip(lines, children, strict=True))
        for line, before in after.items():
            if before:
                by_line[line]._write_guarded(
                    {"predecessor_ids": [Command.set([by_line[b].id for b in before])]}
                )
        return children

    def _link_materials(self):
        """Fill the lists of the cases from the one set, and tie them to it."""
        mine = self.material_ids.grouped("material_id")
        inside = self._passed_inside()
        for line in self.child_ids.material_ids:
            material = line.requirement_id.material_id
            vals = {"joint_material_id": mine[material].id}
            if (line.case_id.service_id, material) in inside:
                vals["passed_on"] = True
            line._unguarded().write(vals)
        for material in self.material_ids.filtered("received"):
            material._hand_on({"received": True, "pages": material.pages})
        for material in self.material_ids.filtered("defect"):
            material._hand_on({"defect": material.defect})

    def _passed_inside(self):
        """Which service gets which material from another matter: pairs of both."""
        self.ensure_one()
        return {
            (demand.source.service_id, demand.material)
            for demand in self._demands()
            if set(demand.makers) - {demand.source}
        }

    # Acceptance

    def _values_accept(self, vals):
        vals["accepted_by_id"] = self.env.uid
        return self._acceptance_values(self._acceptance_moments())

    def _after_accept(self, vals):
        for joint in self:
            first, later = joint._split_by_turn()
            # The receipt opened the door; each organ's rules apply at its own.
            later._jointly()._transition("wait")
            first._jointly()._transition("accept")
        self._tell_applicant("accepted")
        self._follow()

    def _values_deem_accepted(self, vals):
        vals["deemed_accepted"] = True
        return self._acceptance_values({one.id: one.received_on for one in self})

    def _after_deem_accepted(self, vals):
        for joint in self:
            first, later = joint._split_by_turn()
            later._jointly()._transition("wait_in_silence")
            first._jointly()._take_as_done(
                "deem_accepted",
                self.env._("Counts as accepted: nothing was told in time"),
            )
        self._tell_applicant("accepted")
        self._follow()

    @api.model
    def _cron_deem_accepted(self):
        """Accept what the law takes as accepted (行政许可法 Art. 32(4))."""
        self._sweep(
            [("state", "=", "received"), ("due_on", "<", hall_date())],
            lambda joints: joints._transition("deem_accepted"),
        )

    def _split_by_turn(self):
        """The cases that begin at once, and those that wait for others."""
        live = self._live()
        first = live.filtered(lambda case: case._predecessors_done())
        return first, live - first

    # What follows from the end of a matter

    def _follow(self):
        """What follows for the others when a matter is over. The lock is held.

        Who waited for what was granted is accepted; who waited for what was not ends;
        when nothing is left, the whole is closed. The count is written each time, so
        that of two who end the last two matters at one moment the later one is made to
        look again.
        """
        system = self.with_user(SUPERUSER_ID)
        for joint in system.filtered(lambda one: one.state in OPEN):
            # Each of these moves comes back here for what follows from it.
            blocked = joint._live().filtered(lambda case: case._blocked_by())
            if blocked:
                blocked[0]._transition("end_blocked")
                continue
            ready = joint._live().filtered(
                lambda case: case.state == "waiting" and case._predecessors_done()
            )
            if ready and joint.state == "accepted":
                ready._transition("accept_in_turn")
            left = joint._live()
            joint._write_guarded({"matters_open": len(left)})
            if not left:
                joint._transition("close")

    def _values_close(self, vals):
        self._end(vals, self.env._("all matters are over"))

    def _after_close(self, vals):
        self._issue_answer()
        self._tell_applicant("answered")

    def _withdraw(self, reason, revision=None):
        """End all matters that are not over, because the applicant withdraws."""
        self.ensure_one()
        self.check_access("write")
        self._lock()
        self._check_revision(revision)
        self._check_open(OPEN)
        vals = {"end_reason": reason}
        self._guard_reason_stated(vals)
        live = self._live()
        waiting = live.filtered(lambda case: case.state == "waiting")
        waiting._transition("withdraw_waiting", dict(vals))
        (live - waiting)._transition("withdraw", dict(vals))
        self._log_event("withdraw", {"reason": reason})
        return True

    def _values_void(self, vals):
        self._end(vals, self.env._("declared void"))

    def _after_void(self, vals):
        self._live()._jointly()._transition("void", {"end_reason": vals["end_reason"]})
        self._tell_applicant("void")

    def _check_revision(self, revision):
        if revision is not None:
            # The kernel's own check and words, without a move.
            self._check_transition_start(
                Transition("withdraw", OPEN, "closed", system=True), revision
            )
