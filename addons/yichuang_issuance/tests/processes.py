"""What a second process does in the tests of real processes.

Run by a Python of its own: ``python processes.py NAME DATABASE ID < options.json``.
"""

import json
import sys
import time

from psycopg2.errors import SerializationFailure

ADDON = "odoo.addons.yichuang_issuance"


def say(word):
    """Tell the parent how far this process is."""
    sys.stdout.write(f"{word}\n")
    sys.stdout.flush()


def hand_over(env, delivery_id):
    """One clerk's click on “Hand Over”, at the moment the parent says."""
    delivery = env["yichuang.delivery"].browse(delivery_id)
    assert delivery.state == "arrived"
    say("ready")
    sys.stdin.readline()
    delivery._transition(
        "deliver",
        {
            "collector_relation": "self",
            "collector_name": "示例申请人",
            "collector_number": "11010519491231002X",
        },
    )
    env.cr.commit()
    say("delivered")


def stuck_render(env, file_id):
    """A renderer that is killed while it renders."""
    certificate_page = sys.modules[f"{ADDON}.tools.certificate_page"]

    def never_ends(page):
        say("rendering")
        time.sleep(60)

    certificate_page.render = never_ends
    env["yichuang.certificate.file"].browse(file_id)._render()


def stuck_seal(env, file_id):
    """A renderer that is killed while it puts on the seal."""
    signing = sys.modules[f"{ADDON}.tools.signing"]

    def never_ends(*_args):
        say("sealing")
        time.sleep(60)

    signing.seal = never_ends
    env["yichuang.certificate.file"].browse(file_id)._render()


def render(env, file_id):
    """Somebody who waits for the file."""
    env["yichuang.certificate.file"].browse(file_id)._render()
    env.cr.commit()
    say("done")


def station(env, job_id):
    """A worker that makes what is to be printed, and says what it made."""
    items = type(env["yichuang.print.item"])
    make = items._pdf

    def told(self):
        data = make(self)
        if self.job_id.id == job_id:
            say(f"made {self.id}")
        return data

    items._pdf = told
    say("ready")
    sys.stdin.readline()
    env["yichuang.print.job"]._cron_print()
    say("end")


def stuck_station(env, job_id):
    """A worker that is killed while it makes the second paper."""
    items = type(env["yichuang.print.item"])
    make = items._pdf
    made = []

    def stuck(self):
        if self.job_id.id == job_id:
            made.append(self.id)
        if len(made) > 1:
            say(f"printing {self.id}")
            time.sleep(60)
        return make(self)

    items._pdf = stuck
    env["yichuang.print.job"]._cron_print()


def main(name, database, record_id):
    from odoo import SUPERUSER_ID, api
    from odoo.exceptions import UserError
    from odoo.modules.registry import Registry
    from odoo.tools import config

    config.parse_config(json.loads(sys.stdin.readline()), setup_logging=False)
    with Registry(database).cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        try:
            globals()[name](env, int(record_id))
        except (UserError, SerializationFailure) as error:
            say(f"refused {type(error).__name__}")
            cr.rollback()


if __name__ == "__main__":
    main(*sys.argv[1:])
