"""A process that has loaded the modules and forks racers, as Odoo's server its workers.

It runs in an Odoo shell and takes one message for each racer: the code, with the socket
over which the racer tells who it is and what it says; at the end comes how it ended.
"""

import gc
import os
import signal
import socket
import sys
import traceback

from odoo import SUPERUSER_ID, api
from odoo.modules.registry import Registry
from odoo.sql_db import close_all

LONGEST = 100_000  # bytes of one racer's code
ENDED = b"\0ended "


def serve(env, descriptor):
    """Fork racers until the other side is gone.

    :param descriptor: of the socket over which their code comes
    """
    name = env.cr.dbname
    # A racer begins as a fresh process does: nothing remembered, nothing connected.
    env.registry.clear_all_caches()
    env.registry.cache_invalidated.clear()
    env.cr.close()
    close_all()
    # Odoo's tests end at the end of a class what is a child of theirs by then.
    if os.fork():
        os._exit(0)
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    with socket.socket(fileno=descriptor) as orders:
        while True:
            code, ends, _flags, _address = socket.recv_fds(orders, LONGEST, 1)
            if not code:
                os._exit(0)
            if not os.fork():
                orders.close()
                keep(name, code.decode(), ends[0])
            os.close(ends[0])


def keep(name, code, end):
    """Be the parent of one racer, who may be killed, and tell how it ended."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    racer = os.fork()
    if not racer:
        os.write(end, b"%d\n" % os.getpid())
        os.dup2(end, sys.stdout.fileno())
        os.dup2(end, sys.stderr.fileno())
        os.close(end)
        race(name, code)
    _pid, status = os.waitpid(racer, 0)
    os.write(end, ENDED + b"%d" % os.waitstatus_to_exitcode(status))
    os._exit(0)


def race(name, code):
    """Run the code as a shell does, over a connection of its own."""
    failed = 1
    try:
        with Registry(name).check_signaling().cursor() as cr:
            context = api.Environment(cr, SUPERUSER_ID, {})["res.users"].context_get()
            env = api.Environment(cr, SUPERUSER_ID, context)
            cr.rollback()
            exec(code, {"env": env, "self": env.user, "__name__": "__main__"})
            cr.rollback()
        failed = 0
    except BaseException:
        traceback.print_exc()
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(failed)
