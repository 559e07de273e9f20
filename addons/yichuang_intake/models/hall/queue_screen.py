from odoo import api, models


class QueueScreen(models.AbstractModel):
    """A screen of the queue, the wall of a zone or the one above a window: a page and
    a bus channel that are as secret as the token in both, and the whole state that
    goes over them."""

    _name = "yichuang.queue.screen"
    _description = "Screen of the queue"

    # The field with the random part of the address, and what stands before it.
    _screen_token = ""
    _screen_path = ""

    def _screen_url(self):
        self.ensure_one()
        return f"{self._screen_path}{self[self._screen_token]}"

    def _channel(self):
        """The bus channel of the screen."""
        self.ensure_one()
        return f"yichuang_queue_{self[self._screen_token]}"

    def _screen_state(self):
        """All that the screen shows; nobody's name."""
        raise NotImplementedError

    def _tell(self):
        """Send these screens their state when the transaction ends well: as it is then,
        and once, however many steps there were."""
        hook = self.env.cr.precommit
        changed = hook.data.setdefault("yichuang_screens", {})
        if not changed:
            hook.add(lambda: self._tell_changed(hook.data.pop("yichuang_screens", {})))
        changed.setdefault(self._name, {}).update(dict.fromkeys(self.ids))

    @api.model
    def _tell_changed(self, changed):
        """Send their state to the screens of which something has changed.

        :param changed: ids of the screens by model
        """
        bus = self.env["bus.bus"].sudo()
        for model, ids in changed.items():
            # Screens show numbers and windows alone, whoever moved the queue.
            for screen in self.env[model].sudo().browse(ids).exists():
                state = screen._screen_state()
                bus._sendone(screen._channel(), "yichuang_queue", state)

    def _open_page(self, url):
        self.ensure_one()
        self.check_access("read")
        return {"type": "ir.actions.act_url", "url": url, "target": "new"}
