"""What happens when the module is loaded, and when it goes."""

from threading import BoundedSemaphore

from odoo.addons.bus import websocket

from .tools.turnstile import few_at_a_time

# Of the connections of a server, so many at most are used to tell its screens.
TELLING = 4


def post_load():
    """Have the screens of a hall take turns at the database when they are told.

    They are hundreds of websockets on one server, and none of them keeps a connection
    for longer than one query.
    """
    websocket.acquire_cursor = few_at_a_time(
        BoundedSemaphore(TELLING), websocket.acquire_cursor
    )


def uninstall_hook(env):
    """Leave no table or sample record behind."""
    env["yichuang.uninstall"]._prepare("yichuang_intake")
