from odoo import api, models

from odoo.addons.yichuang_catalog.tools import enumerations
from odoo.addons.yichuang_catalog.tools.exceptions import CodeError
from odoo.addons.yichuang_catalog.tools.workdays import hall_moment

from ...tools import exchange_tables
from ...tools.document_kinds import ACCEPTANCES

STANDARD = "c0109"
# GA/T 2000.156: the two identity documents the window knows.
PAPER_CODES = {"natural": "111", "legal": "001"}
# 收取方式 has no national code; these are agreed with the receiving platform.
RECEIVE_CODES = {"original": "1", "verify_copy": "2", "both": "3"}
# Moves that the other side is told of, each under the step it belongs to (环节).
STEPS = {
    "receive": "收件",
    "receive_online": "收件",
    "correct_on_the_spot": "收件",
    "notify_supplement": "补正",
    "accept": "受理",
    "accept_deferred": "受理",
    "deem_accepted": "受理",
    "accept_promised": "受理",
    "accept_in_turn": "受理",
    "refuse": "受理",
    "lapse_refused": "受理",
    "accept_above": "受理",
    "wait": "受理",
    "wait_in_silence": "受理",
    "pass_on": "初审",
    "pass_on_again": "初审",
    "start_review": "审查",
    "begin_review": "审查",
    "review": "审查",
    "join_opinions": "审查",
    "decide": "决定",
    "decide_on_the_spot": "决定",
    "deem_renewed": "决定",
    "withdraw": "办结",
    "withdraw_online": "办结",
    "lapse_withdrawn": "办结",
    "revoke": "办结",
    "lapse_revoked": "办结",
    "terminate": "办结",
    "lapse_terminated": "办结",
    "withdraw_waiting": "办结",
    "end_blocked": "办结",
    "void": "办结",
    "close": "办结",
}
# What a move is called (动作) where the state it leads to does not tell.
EVENTS = {
    "correct_on_the_spot": "当场更正",
    "notify_supplement": "一次性告知补正",
    "accept_deferred": "容缺受理",
    "deem_accepted": "视为受理",
    "accept_above": "上级受理",
    "wait": "等待前置事项",
    "wait_in_silence": "等待前置事项",
    "pass_on": "上报",
    "pass_on_again": "退回后再次上报",
    "lapse_refused": "逾期未补正，不予受理",
    "begin_review": "部门签收",
    "review": "出具审查意见",
    "join_opinions": "各环节完成",
    "deem_renewed": "视为准予延续",
    "lapse_withdrawn": "视为撤回",
    "lapse_revoked": "逾期未补齐，撤销受理",
    "lapse_terminated": "逾期未补齐，终止办理",
}
# Moves that nobody is told of, and why.
UNTOLD = {
    "submit": "before receipt nothing is in hand; the set begins with the case",
    "take_back": "the applicant goes on with a draft of their own",
    "send_back": "the applicant goes on with a draft of their own",
    "preview": "inside the organ; the opinion that counts is told",
    "reopen_review": "inside the organs; the opinion that counts is told",
    "draw_reviewer": "inside the organ; who reviews is told with the opinion",
}


class Case(models.Model):
    """A case as rows of the national exchange (``tools/exchange_tables``)."""

    _inherit = "yichuang.case"

    def _exchange_rows(self):
        """The rows of these cases, read in bulk.

        They hold whole identity numbers, which the platform above demands: only for
        packages, never for a screen.

        :returns: list of ``(case, table, guid, row)``
        """
        identities = self._identity_numbers()
        moves = self._exchange_moves()
        found = []
        for case in self:
            number = case.number
            for table, key, values in (
                ("up_pro_accept", (), case._exchange_accept(identities.get(case.id))),
                *(
                    ("up_pro_process", (event.id,), case._exchange_process(event))
                    for event in moves.get(case.id, ())
                ),
                *(
                    (
                        "up_pro_material",
                        (line.requirement_id.id,),
                        {
                            "project_no": number,
                            "material_name": line.name,
                            "get_type": RECEIVE_CODES.get(line.receive_mode),
                            "get_num": str(line.originals + line.copies),
                        },
                    )
                    for line in case.material_ids
                    if line.received
                ),
                *case._exchange_results(),
            ):
                found.append(
                    (
                        case,
                        table,
                        exchange_tables.guid(table, number, *key),
                        exchange_tables.shaped(table, values),
                    )
                )
        return found

    @api.model
    def _exchange_steps(self):
        """The step (环节) each move is told under, by the name of the move."""
        return STEPS

    def _exchange_moves(self):
        """The moves to tell of, by case id."""
        # The log of a case one may read; supervisors alone may read the whole log.
        events = (
            self.env["yichuang.event"]
            .sudo()
            .search(
                [
                    ("res_model", "=", self._name),
                    ("res_id", "in", self.ids),
                    ("action", "in", list(self._exchange_steps())),
                ],
                order="id",
            )
        )
        return events.grouped("res_id")

    def _exchange_accept(self, identity):
        self.ensure_one()
        guide, organ, service = self.version_id, self.department_id, self.service_id
        return {
            "project_no": self.number,
            "task_code": service.code,
            "catalog_code": service.item_id.code,
            "task_handle_item": service.handling_code,
            "task_name": service.name,
            "task_version": str(guide.number),
            "project_name": self.subject,
            "project_type": _code("case_type", guide.case_type),
            "apply_type": _code("channel", self._exchange_channel()),
            "apply_date": _moment(self.received_on),
            "applyer_name": self.applicant_name,
            "applyer_type": _code(
                "applicant",
                "natural" if self.applicant_kind == "natural" else "enterprise",
            ),
            "applyer_page_type": PAPER_CODES[self.applicant_kind],
            "applyer_page_code": identity,
            "contact_mobile": self.phone,
            "legal": self.legal_representative,
            "address": self.address,
            "org_code": organ.uscc,
            "org_name": organ.name,
            "handle_user_name": (self.accepted_by_id or self.received_by_id).name,
            "accept_date": _moment(self.accepted_on),
            "accept_doc_no": self._exchange_acceptance_number(),
            # On its way up only the time of the organ at hand has begun.
            "promise_date": self.accepted_on
            and str(self._clock("promise").due_on or self.due_on),
        }

    def _exchange_acceptance_number(self):
        """The number of the document that told the acceptance (受理文书编号)."""
        told = self.document_ids.filtered(
            lambda document: document.kind in ACCEPTANCES and document.state == "issued"
        )
        return told[:1].number

    @api.model
    def _exchange_channel(self):
        """How the case came in (申请方式)."""
        return "window"

    def _exchange_process(self, event):
        self.ensure_one()
        moves = self._lifecycle_transitions()
        moment = _moment(event.moment)
        target = moves[event.action].target if event.action in moves else ""
        states = dict(self._fields["state"]._description_selection(self.env))
        name = EVENTS.get(event.action) or states.get(target) or event.action
        return {
            "project_no": self.number,
            "process_name": self._exchange_steps()[event.action],
            "event_name": name,
            "handle_user_name": event.actor_id.name,
            # Opinions are internal (令716): outside learns that the step was done.
            "handle_explain": name,
            "event_start_time": moment,
            "event_end_time": moment,
        }

    def _exchange_results(self):
        self.ensure_one()
        if not self.decided_on:
            return []
        guide = self.version_id
        granted = self.outcome == "granted"
        return [
            (
                "up_pro_result",
                (),
                {
                    "project_no": self.number,
                    "result_type": _code("result_kind", guide.result_kind)
                    if granted
                    else _code("result_kind", "other"),
                    "result_date": _moment(self.decided_on),
                    "result_cetr_name": guide.result_name if granted else "",
                    "result_explain": self.reasons if not granted else "",
                    "is_delivery_results": "1" if self.decision_served_on else "0",
                },
            )
        ]


def _code(name, key):
    """The exchange's code of a member of an enumeration; empty where it has none."""
    try:
        return enumerations.to_code(name, key, STANDARD) if key else ""
    except CodeError:
        return ""


def _moment(moment):
    return moment and hall_moment(moment).strftime("%Y-%m-%d %H:%M:%S")
