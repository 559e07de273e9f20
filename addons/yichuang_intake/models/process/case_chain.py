from odoo import SUPERUSER_ID, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition
from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools import hops
from ...tools.licensing_law import ARTICLES
from .case_hop import OPEN, ORGAN

UNDECIDED = ("accepted", "reviewing")


class Case(models.Model):
    """A case that goes up level by level (上报件): where it is, and who acts on it.

    The organ of the case decides it. Until it has accepted what the organs below have
    sent up, each of these has the case in hand in turn and acts in its own name: the
    first one accepts at the window. See ``case_hop`` for whose time runs.
    """

    _inherit = "yichuang.case"

    _transitions = (
        Transition("pass_on", "accepted", "accepted", groups=ORGAN),
        Transition("pass_on_again", "reviewing", "reviewing", groups=ORGAN),
        Transition("accept_above", "accepted", "accepted", groups=ORGAN),
    )
    _added_guards = {
        "start_review": ("_guard_sent_all_the_way",),
        "review": ("_guard_sent_all_the_way",),
        "decide": ("_guard_sent_all_the_way",),
    }
    _guarded_fields = frozenset({"hop_ids"})

    hop_ids = fields.One2many(
        "yichuang.case.hop", "case_id", "Way Up", readonly=True, copy=False
    )

    def _chain(self):
        """The organs that review this case first, as lines of its guide; none where
        the organ of the case handles it alone."""
        self.ensure_one()
        # The guide that a case was received by is public, whoever may read versions.
        guide = self.version_id.sudo().filtered(lambda g: g.case_type == "report")
        return guide.hop_ids.sorted(lambda line: (line.sequence, line.id))

    def _hop(self):
        """The hop that has the case in hand, whoever asks; none before acceptance."""
        self.ensure_one()
        sent = self.sudo().hop_ids.sorted("sequence")
        return sent.filtered(lambda hop: hop.state != "sent_up")[:1] or sent[-1:]

    def _acting_organ(self):
        chain = self._chain()
        if not chain:
            return super()._acting_organ()
        return (self._hop().organ_id or chain[:1].department_id).sudo(self.env.su)

    def _is_with_its_organ(self):
        hop = self._chain() and self._hop()
        if self._chain() and (not hop or hop.line_id or hop.state == "waiting"):
            return False
        return super()._is_with_its_organ()

    def _steps_begin_on(self):
        # The organ that decides has it from when it took it up.
        return fields.Datetime.now() if self._chain() else super()._steps_begin_on()

    def _organs(self):
        return super()._organs() | self._chain().department_id.sudo(self.env.su)

    def _handlers(self):
        return super()._handlers() | self.sudo().hop_ids.reviewed_by_id.sudo(False)

    def _limits(self):
        """Below the organ that decides, the time of the first review alone."""
        for case in self:
            chain = case._chain()
            hop = case._hop() if chain else None
            line = (hop.line_id or (not hop and chain[:1])) if chain else None
            if line:
                yield (case, "first_review", line.days, line.unit)
            else:
                yield from super(Case, case)._limits()

    # Acceptance below

    def _after_accept(self, vals):
        super()._after_accept(vals)
        self._begin_way_up()

    def _after_accept_deferred(self, vals):
        super()._after_accept_deferred(vals)
        self._begin_way_up()

    def _after_deem_accepted(self, vals):
        super()._after_deem_accepted(vals)
        self._begin_way_up()

    def _begin_way_up(self):
        """The first organ has accepted: its papers are on their way from the window,
        and its time runs."""
        drafts = []
        for case in self:
            chain = case._chain()
            if chain:
                clock = case._clock("first_review")
                drafts.append(
                    {
                        **case._hop_place(1),
                        "accepted_on": case.accepted_on,
                        "accepted_by_id": case.accepted_by_id.id,
                        "counts_from": hall_date(case.accepted_on),
                        "clock_id": clock.id,
                        "due_on": clock.due_on,
                        "due_provisional": clock.provisional,
                    }
                )
        # Nobody makes hops by hand; the step has checked who may accept.
        self.env["yichuang.case.hop"].sudo()._create_guarded(drafts)

    def _hop_place(self, number):
        """Where the hop of this number stands: the organs beside it."""
        chain = self._chain()
        organs = [*(line.department_id.id for line in chain), self.department_id.id]
        return {
            "case_id": self.id,
            "sequence": number,
            "line_id": chain[number - 1 : number].id,
            "organ_id": organs[number - 1],
            "from_organ_id": organs[number - 2] if number > 1 else False,
            "to_organ_id": organs[number] if number < len(organs) else False,
            "sent_on": fields.Datetime.now(),
        }

    # Passing on and acceptance above

    def _arrives_above(self, hop):
        """What ``hop`` sent up waits for the next organ to sign for it."""
        self.ensure_one()
        above = hop._above()
        place = self._hop_place(hop.sequence + 1)
        if above:
            above._write_guarded({"sent_on": place["sent_on"]})
        else:
            days = self.company_id.sudo().hop_sign_days
            workdays = self.env["yichuang.calendar.day"]._workdays()
            end = workdays.add(hall_date(), days)
            above = (
                self.env["yichuang.case.hop"]
                .sudo()
                ._create_guarded(
                    [{**place, "due_on": end.date, "due_provisional": end.provisional}]
                )
            )
        self._transition(
            "pass_on" if self.state == "accepted" else "pass_on_again",
            {"due_on": above.due_on, "due_provisional": above.due_provisional},
            payload={
                "hop": hop.sequence,
                "to": above.organ_id.name,
                "list": hop.transfer_digest,
            },
        )

    def _take_up_above(self, clocks):
        """An organ above has accepted: its time is the time of the case now."""
        self.ensure_one()
        vals = {}
        for clock in clocks:
            if clock.kind == "legal":
                vals["legal_due_on"] = clock.due_on
            else:
                vals["due_on"] = clock.due_on
                vals["due_provisional"] = clock.provisional
        organ = self._hop().organ_id.name
        self._transition("accept_above", vals, payload={"organ": organ})

    def _rederive_due(self):
        result = super()._rederive_due()
        for case in self.sudo():
            if case._chain():
                case._rederive_hops()
        return result

    def _rederive_hops(self):
        for hop in self.hop_ids.filtered("clock_id"):
            if hop.state in OPEN and hop.due_on != hop.clock_id.due_on:
                hop._write_guarded(
                    {
                        "due_on": hop.clock_id.due_on,
                        "due_provisional": hop.clock_id.provisional,
                    }
                )
        hop = self._hop()
        if hop.line_id or (hop and not hop.accepted_on):
            self._write_guarded(
                {"due_on": hop.due_on, "due_provisional": hop.due_provisional}
            )

    def _write_transition(self, transition, vals, by_id):
        super()._write_transition(transition, vals, by_id)
        leaves = set(transition.sources).intersection(UNDECIDED)
        if leaves and transition.target not in UNDECIDED:
            self.filtered(lambda case: case._chain())._end_way_up()

    def _end_way_up(self):
        """The case is over, decided or not: nothing more is done on its way."""
        self._stop_clocks(
            ["first_review"],
            hall_date(),
            ARTICLES["first_review"],
            self.env._("the case is over"),
        )
        still_open = self.sudo().hop_ids.filtered(lambda hop: hop.state in OPEN)
        # The system does what follows from the step, whose right was checked.
        still_open.with_user(SUPERUSER_ID)._transition("close")

    # Rules

    def _guard_sent_all_the_way(self, vals):
        for case in self:
            chain = case._chain()
            hop = chain and case._hop()
            if chain and (hop.line_id or hop.state != "accepted"):
                raise UserError(
                    self.env._(
                        "%(case)s is at %(organ)s (%(state)s). %(decider)s decides it "
                        "after the organs below have reviewed it, sent up all "
                        "material, and it has accepted that (行政许可法 Art. 35).",
                        case=case.display_name,
                        organ=hop.organ_id.name or chain[:1].department_id.name,
                        state=hop._state_label() if hop else "—",
                        decider=case.department_id.name,
                    )
                )

    def _check_separation(self, user):
        """Nor whoever reviewed it for another organ on its way up."""
        super()._check_separation(user)
        for case in self:
            if case._chain():
                case._check_hop_separation(user)

    def _check_hop_separation(self, user):
        self.ensure_one()
        hops_before = self.sudo().hop_ids - self._hop()
        mine = hops_before.filtered(lambda hop: hop.reviewed_by_id == user)
        if mine:
            raise UserError(
                self.env._(
                    "%(user)s reviewed %(case)s first, for %(organ)s, so somebody else "
                    "must review, decide and issue it above. Leave it to a colleague.",
                    user=user.name,
                    case=self.display_name,
                    organ=mine[0].organ_id.name,
                )
            )

    def _check_transition_start(self, transition, expected_revision):
        if transition.name == "notify_supplement":
            self._check_not_asked_again()
        return super()._check_transition_start(transition, expected_revision)

    def _check_not_asked_again(self):
        """Once the first organ has accepted, nobody asks the applicant again."""
        for case in self:
            if case.accepted_on and case._chain():
                raise UserError(
                    self.env._(
                        "%(case)s was accepted on %(date)s with all its material. "
                        "Neither %(organ)s nor an organ above may ask the applicant "
                        "for material again (行政许可法 Art. 35): put a question to "
                        "the organ below instead.",
                        case=case.display_name,
                        date=case._date_words(hall_date(case.accepted_on)),
                        organ=case._acting_organ().name,
                    )
                )

    # What goes up

    def _transfer_sheets(self):
        """All material of this case as the transfer list names it: every line that
        was handed in, every file, every opinion below. Nobody chooses."""
        self.ensure_one()
        case = self.sudo()
        files = case.file_ids.grouped("material_id")
        sheets = [
            hops.Sheet(
                line.name,
                line.originals,
                line.copies,
                line.pages,
                tuple(sorted(file.digest for file in files.get(line, ()))),
            )
            for line in case.material_ids
            if line.received or line in files
        ]
        return sheets + [
            hops.Sheet(document.display_name, 1, 0, 0, (document.digest,))
            for document in case.document_ids.sorted("id")
            if document.kind == "first_review" and document.state == "issued"
        ]
