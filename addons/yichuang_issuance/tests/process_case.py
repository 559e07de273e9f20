"""Tests of real processes: what they create is committed, and removed again."""

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from odoo import SUPERUSER_ID, api
from odoo.sql_db import db_connect
from odoo.tests import TransactionCase
from odoo.tools import SQL, config

SCRIPT = Path(__file__).with_name("processes.py")


class ProcessCase(TransactionCase):
    """Others at work at the same time, each a process of its own."""

    @contextmanager
    def committed(self):
        """An environment of its own, committed at the end."""
        with db_connect(self.env.cr.dbname).cursor() as cr:
            yield api.Environment(cr, SUPERUSER_ID, {})

    def setUp(self):
        super().setUp()
        self.created = []
        self.addCleanup(self.remove)
        with self.committed() as env:
            self.prepare(env)

    def prepare(self, env):
        """What is there before; each part is given to ``keep``."""

    def keep(self, record):
        """The record, to be removed in the end with the files of its own."""
        self.created.append((record._name, record._table, record.id))
        return record

    def remove(self):
        with self.committed() as env:
            for model, table, record_id in reversed(self.created):
                [[files]] = env.execute_query(
                    SQL(
                        "SELECT array_agg(id) FROM ir_attachment "
                        "WHERE res_model = %s AND res_id = %s",
                        model,
                        record_id,
                    )
                )
                env["ir.attachment"].browse(files or ()).unlink()
                env.cr.execute(
                    SQL(
                        "DELETE FROM %s WHERE id = %s", SQL.identifier(table), record_id
                    )
                )

    def start(self, name, record):
        process = subprocess.Popen(
            [sys.executable, SCRIPT, name, self.env.cr.dbname, str(record.id)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        )
        self.addCleanup(self.stop, process)
        options = [
            f"--addons-path={','.join(config['addons_path'])}",
            f"--data-dir={config['data_dir']}",
            *(
                f"--{name}={config[name]}"
                for name in ("db_host", "db_port", "db_user", "db_password")
                if config[name]
            ),
        ]
        process.stdin.write(json.dumps(options) + "\n")
        process.stdin.flush()
        return process

    def stop(self, process):
        process.kill()
        process.wait()
        process.stdin.close()
        process.stdout.close()

    def answer(self, process):
        return process.stdout.readline().strip()

    def look(self, record):
        """The record as it is committed now."""
        with self.committed() as env:
            return record.with_env(env).read()[0]
