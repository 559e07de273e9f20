from odoo.tests import TransactionCase, tagged


@tagged("post_install", "-at_install")
class TestCounter(TransactionCase):
    def test_numbers_run_per_key_and_are_never_reused(self):
        counter = self.env["yichuang.counter"]
        key = "test-counter"
        first = counter._next(key)[0]
        self.assertEqual(counter._next(key, 3), [first + 1, first + 2, first + 3])
        with self.assertRaises(ZeroDivisionError), self.env.cr.savepoint():
            counter._next(key)
            raise ZeroDivisionError
        self.assertEqual(counter._next(key), [first + 5])
