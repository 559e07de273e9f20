"""What a second process does in the tests of real processes.

Run by a Python of its own: ``python processes.py NAME DATABASE ID < options.json``.
"""

import json
import sys
import time

from psycopg2.errors import SerializationFailure


def hand_over(env, delivery_id):
    """One clerk's click on “Hand Over”, at the moment the parent says."""
    delivery = env["yichuang.delivery"].browse(delivery_id)
    assert delivery.state == "arrived"
    print("ready", flush=True)
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
    print("delivered", flush=True)


def stuck_render(env, file_id):
    """A renderer that is killed while it renders."""
    from odoo.addons.yichuang_issuance.tools import certificate_page  # noqa: PLC0415

    def never_ends(page):
        print("rendering", flush=True)
        time.sleep(60)

    certificate_page.render = never_ends
    env["yichuang.certificate.file"].browse(file_id)._render()


def render(env, file_id):
    """Somebody who waits for the file."""
    env["yichuang.certificate.file"].browse(file_id)._render()
    env.cr.commit()
    print("done", flush=True)


def main(name, database, record_id):
    from odoo import SUPERUSER_ID, api  # noqa: PLC0415
    from odoo.exceptions import UserError  # noqa: PLC0415
    from odoo.modules.registry import Registry  # noqa: PLC0415
    from odoo.tools import config  # noqa: PLC0415

    config.parse_config(json.loads(sys.stdin.readline()), setup_logging=False)
    with Registry(database).cursor() as cr:
        env = api.Environment(cr, SUPERUSER_ID, {})
        try:
            globals()[name](env, int(record_id))
        except (UserError, SerializationFailure) as error:
            print(f"refused {type(error).__name__}", flush=True)
            cr.rollback()


if __name__ == "__main__":
    main(*sys.argv[1:])
