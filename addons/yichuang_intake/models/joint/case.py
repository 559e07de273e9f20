from odoo import fields, models
from odoo.exceptions import UserError

from .joint_pass import JOINT_PASS, PASS_KEY

# States in which a matter of a joint case is no longer in anybody's hands.
OVER = ("refused", "withdrawn", "revoked", "terminated", "void")
# What a joint case tells for all of its matters at once.
TOLD_FOR_ALL = ("received", "supplement", "accepted", "void")


class Case(models.Model):
    """A case that is one matter of a joint case: received, told and accepted together
    with the others, decided by its own organ."""

    _inherit = "yichuang.case"

    _added_guards = {
        "receive": ("_guard_through_joint",),
        "accept": ("_guard_through_joint",),
        "accept_deferred": ("_guard_through_joint",),
        "notify_supplement": ("_guard_through_joint",),
        "void": ("_guard_through_joint",),
    }
    _guarded_fields = frozenset({"parent_id", "predecessor_ids"})

    parent_id = fields.Many2one(
        "yichuang.joint.case",
        "Joint Case",
        readonly=True,
        copy=False,
        ondelete="restrict",
        index="btree_not_null",
        help="联办件: the whole that this matter is handled with.",
    )
    predecessor_ids = fields.Many2many(
        "yichuang.case",
        "yichuang_case_predecessor",
        "case_id",
        "predecessor_id",
        "Comes After",
        readonly=True,
        copy=False,
        help="前置事项: the cases that must be granted before this one is accepted.",
    )

    def _jointly(self):
        """These cases with leave to move because the whole does; for server code."""
        return self.with_context(**{PASS_KEY: JOINT_PASS})

    def _issue_undertakings(self, promised):
        """What is promised for the whole, is signed once."""
        # Whether it is a part, whoever may read the whole.
        alone = self.filtered(lambda case: not case.sudo().parent_id)
        if alone:
            super(Case, alone)._issue_undertakings(promised)

    def _guard_undertaken_online(self, vals):
        """The applicant signed it for the whole, where it was checked."""
        # Whether it is a part, whoever may read the whole.
        alone = self.filtered(lambda case: not case.sudo().parent_id)
        super(Case, alone)._guard_undertaken_online(vals)

    def _moves_jointly(self):
        return self.env.context.get(PASS_KEY) is JOINT_PASS

    def _guard_through_joint(self, vals):
        if self._moves_jointly():
            return
        # Whoever may move the case may know what it belongs to.
        for case in self.sudo().filtered("parent_id"):
            raise UserError(
                self.env._(
                    "%(case)s is one matter of %(joint)s: it is received, told what is "
                    "missing and accepted together with the others (行政许可法 Art. "
                    "26). Take this step there.",
                    case=case.display_name,
                    joint=case.parent_id.display_name,
                )
            )

    def _is_over(self):
        """Whether nothing more is to be decided on it."""
        self.ensure_one()
        return self.state in OVER or bool(self.outcome)

    def _predecessors_done(self):
        """Whether everything it comes after was granted."""
        self.ensure_one()
        return all(case.outcome == "granted" for case in self.sudo().predecessor_ids)

    def _blocked_by(self):
        """Those it comes after that ended without being granted, while it was not
        accepted yet."""
        self.ensure_one()
        if self.state not in ("received", "supplement", "waiting"):
            return self.browse()
        return self.predecessor_ids.filtered(
            lambda case: case._is_over() and case.outcome != "granted"
        )

    def _transition(self, name, vals=None, payload=None, expected_revision=None):
        """The whole is locked before its matters, and follows when one is over."""
        target = self._lifecycle_transitions()[name].target
        joints = self.env["yichuang.joint.case"]
        if target in OVER or target == "decided":
            # Of the joint case nobody decides here: it follows by itself.
            joints = self.sudo().parent_id.sorted("id")
            joints._lock()
        result = super()._transition(name, vals, payload, expected_revision)
        joints._follow()
        return result

    def _promised_workdays(self):
        """In how many working days it is promised, or must be decided by law; other
        units weigh nothing, as on the longest path of the theme."""
        self.ensure_one()
        guide = self.version_id
        if guide.promise_days:
            return guide.promise_days if guide.promise_unit == "workday" else 0
        return 0

    def _silent_domain(self):
        """Silence on a joint case is one: it is carried out there."""
        return [*super()._silent_domain(), ("parent_id", "=", False)]

    def _after_receive(self, vals):
        # One receipt is given for the whole.
        alone = self.filtered(lambda case: not case.sudo().parent_id)
        if alone:
            super(Case, alone)._after_receive(vals)

    def _acceptance_moments(self):
        """All matters of a joint case are accepted as of one moment."""
        moments = super()._acceptance_moments()
        for case in self.filtered("parent_id"):
            moments[case.id] = case.sudo().parent_id.accepted_on
        return moments

    def _tell_applicant(self, kind):
        """What the whole tells, its matters do not tell again."""
        mine = self
        if kind in TOLD_FOR_ALL and self._moves_jointly():
            mine = self.filtered(lambda case: not case.sudo().parent_id)
        elif kind == "decided":
            # A grant is part of the one answer; a denial is told at once.
            mine = self.filtered(
                lambda case: not case.sudo().parent_id or case.outcome != "granted"
            )
        return super(Case, mine)._tell_applicant(kind)

    def _open_clocks(self, kinds, day):
        """Time that does not count for a matter does not count for the whole
        (行政许可法 Art. 45)."""
        whole = self.sudo().parent_id
        return super()._open_clocks(kinds, day) | whole._open_clocks(kinds, day)

    def _next_words(self):
        """Of a matter that waits: what it waits for."""
        self.ensure_one()
        if self.state != "waiting":
            return super()._next_words()
        return self.env._(
            "It waits for %(services)s and is accepted by itself once that is granted.",
            services="、".join(self.sudo().predecessor_ids.mapped("service_id.name")),
        )

    def _follow_url(self):
        """The whole is followed as one, by its number and code."""
        joint = self.sudo().parent_id
        return joint._track_url() if joint else super()._follow_url()

    def _requirements_not_told(self):
        """Nor is what the organs pass on among themselves."""
        inside = self.material_ids.filtered("passed_on").requirement_id
        return super()._requirements_not_told() | inside

    def _documents_domain(self):
        """Also what was given out on the whole."""
        domain = super()._documents_domain()
        if not self.sudo().parent_id:
            return domain
        return ["|", ("joint_id", "=", self.sudo().parent_id.id), *domain]
