from odoo import api, models
from odoo.exceptions import UserError


class LifecycleLine(models.AbstractModel):
    """Part of a record with a lifecycle: frozen when its parent is.

    Class options: ``_lifecycle_parent`` names the Many2one to the parent;
    ``_line_open_states`` the parent's states in which lines may change, by
    default the parent's own ``_open_states``.
    """

    _name = "yichuang.lifecycle.line"
    _description = "Part of a record with a lifecycle"

    _lifecycle_parent = None
    _line_open_states = None

    @api.model_create_multi
    def create(self, vals_list):
        named = {vals.get(self._lifecycle_parent) for vals in vals_list} - {None, False}
        parents = self.env[self._fields[self._lifecycle_parent].comodel_name]
        self._check_open(parents.browse(named))
        lines = super().create(vals_list)
        lines._check_parent_open()
        for linked in lines._linked_lines().values():
            linked._check_parent_open()
        return lines

    def write(self, vals):
        self._check_parent_open()
        before = self._linked_lines(vals)
        result = super().write(vals)
        # Whatever was written may have moved it: its parent may follow from a field.
        self._check_parent_open()
        for name, linked in self._linked_lines(vals).items():
            ((linked | before[name]) - (linked & before[name]))._check_parent_open()
        return result

    def _linked_lines(self, names=None):
        """Field → the lines it links these to: the same link seen from there."""
        return {
            name: self.sudo()[name].sudo(self.env.su)
            for name, field in self._fields.items()
            if field.type == "many2many"
            and field.store
            and (names is None or name in names)
            and hasattr(self.env[field.comodel_name], "_lifecycle_parent")
        }

    @api.ondelete(at_uninstall=False)
    def _unlink_except_parent_closed(self):
        self._check_parent_open()

    def _check_parent_open(self):
        self._check_open(self[self._lifecycle_parent])

    @api.model
    def _check_open(self, parents):
        if self._has_line_pass():
            return
        open_states = self._line_open_states or parents._open_states
        if open_states is None:
            return
        for parent in parents.sudo():
            if parent.state not in open_states:
                raise UserError(
                    self.env._(
                        "%(name)s is “%(state)s”; its %(lines)s can no longer be "
                        "changed.",
                        name=parent.display_name,
                        state=parent._state_label(),
                        lines=self._description.lower(),
                    )
                )

    @api.model
    def _has_line_pass(self):
        return self.env.context.get("yichuang_line_pass") is LINE_PASS

    def _unguarded(self):
        """These lines with leave to change although the parent is closed; for
        server code that works inside a transition."""
        return self.with_context(yichuang_line_pass=LINE_PASS)


class _LinePass:
    """Compared by identity, so that no client can send one."""


LINE_PASS = _LinePass()
