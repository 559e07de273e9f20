"""Numbers under load: sixteen real processes, two thousand numbers each.

Each process allots in pieces of several sizes from the same key, some of its
transactions roll back. No number is given twice, and no process sees an error.
"""

import os
from collections import Counter

from odoo.tests import TransactionCase, tagged

from .shell import finish, start

PROCESSES = int(os.environ.get("YICHUANG_RACERS", "16"))
NUMBERS = 2_000

ALLOT = f"""
import random
random.seed({{seed}})
counter, taken = env["yichuang.counter"], []
while len(taken) < {NUMBERS}:
    piece = min(random.choice((1, 1, 1, 2, 5, 20)), {NUMBERS} - len(taken))
    taken += counter._next("race-of-numbers", piece)
    if random.random() < 0.1:
        env.cr.rollback()
print("TAKEN", *taken)
"""


@tagged("post_install", "-at_install")
class TestNumbering(TransactionCase):
    def test_no_number_is_given_twice(self):
        processes = [
            start(self.env.cr.dbname, ALLOT.format(seed=seed))
            for seed in range(PROCESSES)
        ]
        taken = []
        for process in processes:
            output = finish(self, process)
            lines = [line for line in output.splitlines() if line.startswith("TAKEN")]
            self.assertEqual(len(lines), 1, output)
            taken += map(int, lines[0].split()[1:])
        self.assertEqual(len(taken), PROCESSES * NUMBERS)
        twice = [number for number, times in Counter(taken).items() if times > 1]
        self.assertFalse(twice)
        # Allotted in transactions of their own: a roll-back gives none back.
        self.assertEqual(sorted(taken), list(range(1, len(taken) + 1)))

    def tearDown(self):
        super().tearDown()
        with self.env.registry.cursor() as cr:
            cr.execute("DELETE FROM yichuang_counter WHERE key = 'race-of-numbers'")
