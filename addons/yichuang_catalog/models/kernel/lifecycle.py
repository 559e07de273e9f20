"""The one way a legally relevant record moves from state to state."""

from contextlib import contextmanager
from dataclasses import replace

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import AccessError, LockError, UserError
from odoo.tools import frozendict, ormcache

from .lifecycle_pass import PASS_KEY, Pass

# Fields of mail and portal that follow the record's talk, not its content.
TALK_PREFIXES = ("message_", "activity_", "rating_", "website_message_")
TALK_FIELDS = frozenset({"access_token", "write_date", "write_uid", "__last_update"})


class Lifecycle(models.AbstractModel):
    """A record whose state is changed by declared transitions and nothing else.

    A model that inherits this declares, as class attributes, additive along the
    inheritance chain unless said otherwise:

    * ``_transitions``: the lawful moves, each a :class:`Transition`;
    * ``_added_guards``: further guards of moves declared elsewhere, by the name of
      the move, so that each rule may live beside what it is about;
    * ``_guarded_fields``: fields that only a transition may write, besides
      ``state`` and ``revision``;
    * ``_open_states``: the states in which the plain fields may still be edited,
      ``None`` for all of them (the nearest declaration counts);
    * ``_free_fields``: plain fields that may be edited in every state.

    Its ``state`` field is a Selection whose default is the initial state.

    Hooks, all optional: ``_values_<transition>(vals)`` returns further values by
    record id, computed under the lock; ``_after_<transition>(vals)`` runs when
    the move is written and recorded.
    """

    _name = "yichuang.lifecycle"
    _description = "Lifecycle of a legally relevant record"

    _transitions = ()
    _added_guards = frozendict()
    _guarded_fields = frozenset()
    _open_states = None
    _free_fields = frozenset()

    revision = fields.Integer(
        default=0,
        readonly=True,
        copy=False,
        help="Counts the transitions of this record, so that a decision taken on "
        "an outdated screen is noticed.",
    )

    @api.model
    @ormcache("self._name")
    def _lifecycle_transitions(self):
        """The declared transitions by name; a module's own declaration replaces one of
        the same name that it inherits, and guards added to it follow its own."""
        found, added = {}, {}
        for parent in reversed(type(self).__mro__):
            for transition in vars(parent).get("_transitions", ()):
                found[transition.name] = transition
            for name, guards in vars(parent).get("_added_guards", {}).items():
                mine = added.setdefault(name, [])
                mine += [guard for guard in guards if guard not in mine]
        for name, guards in added.items():
            own = found[name].guards
            further = tuple(guard for guard in guards if guard not in own)
            found[name] = replace(found[name], guards=own + further)
        return frozendict(found)

    @api.model
    def _lifecycle_guarded(self):
        """Names of all fields that only a transition may write."""
        return self._lifecycle_names("_guarded_fields") | {"state", "revision"}

    @api.model
    @ormcache("self._name", "attribute")
    def _lifecycle_names(self, attribute):
        return frozenset().union(
            *(vars(parent).get(attribute, ()) for parent in type(self).__mro__)
        )

    @api.model
    def _lifecycle_initial_state(self):
        default = self._fields["state"].default
        return default(self) if callable(default) else default

    def _transition(self, name, vals=None, payload=None, expected_revision=None):
        """Perform the transition ``name`` on these records, all or none.

        :param name: a declared transition
        :param vals: values to write with it, the same for every record
        :param payload: facts to keep in the event besides state and revision
        :param expected_revision: the revision the person was looking at
        :raises UserError: wrong state, outdated screen, or a guard's reason
        :raises AccessError: the person may not write the record or perform this
        """
        transition = self._lifecycle_transitions()[name]
        if not self:
            return True
        self.check_access("write")
        self._check_transition_group(transition)
        self._lock()
        self._check_transition_start(transition, expected_revision)
        vals = dict(vals or {})
        for guard in transition.guards:
            getattr(self, guard)(vals)
        by_id = self._call_hook(f"_values_{name}", vals) or {}
        before = {record.id: (record.state, record.revision) for record in self}
        self._write_transition(transition, vals, by_id)
        self.env["yichuang.event"]._append(
            (
                record,
                name,
                {
                    **(payload or {}),
                    "from": before[record.id][0],
                    "to": transition.target,
                    "revision": before[record.id][1] + 1,
                },
            )
            for record in self
        )
        self._call_hook(f"_after_{name}", vals)
        return True

    def _lock(self):
        """Hold these records until the transaction ends.

        What was read of them before stands: a row that somebody else has changed since
        this transaction began cannot be locked in it (REPEATABLE READ), and the server
        tries the whole request again.

        :raises UserError: somebody else holds one of them
        """
        try:
            self.lock_for_update(allow_referencing=True)
        except LockError as error:
            raise UserError(
                self.env._(
                    "Somebody else is working on this %(document)s at this moment. "
                    "Wait a few seconds and try again.",
                    document=self._document_label(),
                )
            ) from error

    def _write_transition(self, transition, vals, by_id):
        """Write target state, next revision and values, in as few writes as the
        differences between the records allow."""
        groups = {}
        for record in self:
            own = by_id.get(record.id) or {}
            key = (record.revision, *sorted((name, repr(own[name])) for name in own))
            groups.setdefault(key, []).append(record.id)
        names = {"state", "revision", *vals}.union(*by_id.values())
        with self._leave_to_write(names) as records:
            for (revision, *_own), ids in groups.items():
                records.browse(ids).write(
                    {
                        **vals,
                        **(by_id.get(ids[0]) or {}),
                        "state": transition.target,
                        "revision": revision + 1,
                    }
                )

    def _check_transition_group(self, transition):
        if self.env.uid == SUPERUSER_ID:
            return
        if transition.system:
            raise AccessError(
                self.env._(
                    "The system itself brings %(document)s to “%(target)s”; nobody "
                    "can do it by hand.",
                    document=self._document_label(),
                    target=self._state_label(transition.target),
                )
            )
        if not any(self.env.user.has_group(group) for group in transition.groups):
            raise AccessError(
                self.env._(
                    "Your roles do not let you bring %(document)s to “%(target)s”. Ask "
                    "the hall manager for the role, or a colleague who has it.",
                    document=self._document_label(),
                    target=self._state_label(transition.target),
                )
            )

    def _check_transition_start(self, transition, expected_revision):
        for record in self:
            if expected_revision is not None and record.revision != expected_revision:
                raise UserError(
                    self.env._(
                        "%(name)s was changed by somebody else while you were looking "
                        "at it. Reload the page, look at it again and decide then.",
                        name=record.display_name,
                    )
                )
            if record.state not in transition.sources:
                raise UserError(
                    self.env._(
                        "%(name)s is “%(state)s”; to bring it to “%(target)s” is not "
                        "possible now. Reload the page to see where it stands.",
                        name=record.display_name,
                        state=record._state_label(),
                        target=record._state_label(transition.target),
                    )
                )

    def _state_label(self, state=None):
        """What a state is called in the reader's language, by default the present."""
        labels = dict(self._fields["state"]._description_selection(self.env))
        return labels.get(state or self.state, state or self.state)

    @api.model
    def _document_label(self):
        """What such a document is called in the reader's language."""
        return self.env["ir.model"]._get(self._name).name

    def _call_hook(self, name, vals):
        hook = getattr(self, name, None)
        return hook(vals) if hook else None

    def _write_guarded(self, vals):
        """Write fields that are guarded or frozen; for server code only."""
        with self._leave_to_write(vals) as records:
            return records.write(vals)

    @api.model
    def _create_guarded(self, vals_list):
        """Create records with guarded fields already set; for server code only."""
        with self.browse()._leave_to_write(self._fields) as model:
            return model.create(vals_list).with_env(self.env)

    @contextmanager
    def _leave_to_write(self, field_names):
        """These records with leave to write the named fields, until the block ends."""
        leave = Pass(self._name, self.ids, field_names)
        try:
            yield self.with_context(**{PASS_KEY: leave})
        finally:
            leave.close()

    def _has_pass(self, field_names):
        leave = self.env.context.get(PASS_KEY)
        return isinstance(leave, Pass) and leave.covers(self, field_names)

    @api.model_create_multi
    def create(self, vals_list):
        if not self._has_pass(self._fields):
            self._check_create_guarded(vals_list)
        return super().create(vals_list)

    def write(self, vals):
        if vals and not self._has_pass(vals):
            self._check_write_guarded(vals)
        return super().write(vals)

    def copy_data(self, default=None):
        guarded = self._lifecycle_guarded()
        forced = guarded.intersection(default or ())
        if forced:
            self._refuse_guarded(forced)
        return [
            {name: value for name, value in vals.items() if name not in guarded}
            for vals in super().copy_data(default)
        ]

    @api.ondelete(at_uninstall=False)
    def _unlink_except_started(self):
        initial = self._lifecycle_initial_state()
        for record in self:
            if record.state != initial or record.revision:
                raise UserError(
                    self.env._(
                        "%(name)s cannot be deleted: it has entered the record, and "
                        "files of an administrative matter are kept. End it by the "
                        "step that fits (withdraw, void, retire) instead.",
                        name=record.display_name,
                    )
                )

    def _check_create_guarded(self, vals_list):
        guarded = self._lifecycle_guarded()
        initial = self._lifecycle_initial_state()
        defaults = {
            key.removeprefix("default_"): value
            for key, value in self.env.context.items()
            if key.startswith("default_")
        }
        forced = {
            name
            for vals in (defaults, *vals_list)
            for name in guarded.intersection(vals)
            if vals[name] and not (name == "state" and vals[name] == initial)
        }
        if forced:
            self._refuse_guarded(forced)

    def _check_write_guarded(self, vals):
        forced = self._lifecycle_guarded().intersection(vals)
        if forced:
            self._refuse_guarded(forced)
        open_states = self._open_states
        if open_states is None or self._is_free(vals):
            return
        for record in self:
            if record.state not in open_states:
                raise UserError(
                    self.env._(
                        "%(name)s is “%(state)s”; its content can no longer be "
                        "edited. What was decided or issued on it must stay as it "
                        "was.",
                        name=record.display_name,
                        state=record._state_label(),
                    )
                )

    @api.model
    def _is_free(self, field_names):
        free = self._lifecycle_names("_free_fields") | TALK_FIELDS
        return all(
            name in free or name.startswith(TALK_PREFIXES) for name in field_names
        )

    @api.model
    def _refuse_guarded(self, field_names):
        labels = sorted(
            self._fields[name]._description_string(self.env) or name
            for name in field_names
        )
        raise UserError(
            self.env._(
                "%(fields)s of %(document)s cannot be set directly. They change only "
                "through the steps of the procedure: use its buttons.",
                fields=", ".join(labels),
                document=self._document_label(),
            )
        )

    def _step(self, name, vals=None):
        """Perform a transition as a button does: on the revision that was shown."""
        return self._transition(
            name, vals, expected_revision=self.env.context.get("expected_revision")
        )

    def _dialog(self, model, title, **defaults):
        """Open the dialog ``model`` on this record.

        The dialog gets the record's revision and ``defaults``; one of them names the
        record.
        """
        self.ensure_one()
        self.check_access("read")
        defaults["revision"] = self.revision
        return {
            "type": "ir.actions.act_window",
            "name": title,
            "res_model": model,
            "view_mode": "form",
            "target": "new",
            "context": {f"default_{name}": defaults[name] for name in defaults},
        }

    def _log_event(self, action, payload=None):
        """Append a fact about each of these records to the event log."""
        return self.env["yichuang.event"]._append(
            (record, action, payload or {}) for record in self
        )

    def action_view_events(self):
        """Open the history of this record."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("History"),
            "res_model": "yichuang.event",
            "view_mode": "list,form",
            "domain": [("res_model", "=", self._name), ("res_id", "=", self.id)],
        }
