import random
from collections import Counter

from odoo.tests import tagged

from .walk import CaseWalk

WALKS = 25


@tagged("post_install", "-at_install", "slow")
class TestCaseWalk(CaseWalk):
    def test_no_random_walk_ends_in_an_illegal_state(self):
        seen, reached = Counter(), Counter()
        services = (self.service, self.stepped, self.limited)
        for seed in range(WALKS):
            rng = random.Random(seed)
            with self.subTest(seed=seed):
                self._walk(rng, seen, reached, services[seed % len(services)])
        # The walks are worth something: they got far, and much was refused.
        self.assertTrue({"decided", "accepted", "supplement"} <= set(reached), reached)
        self.assertGreater(seen["refused"], WALKS)
        self.assertGreater(seen["done"], WALKS * 3)
        self.assertGreater(seen["opinions"], WALKS / 4)
        self.assertGreater(seen["banned"], 0)
