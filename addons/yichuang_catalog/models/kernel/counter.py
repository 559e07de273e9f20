from psycopg2.errors import SerializationFailure

from odoo import api, fields, models

ALLOT_SQL = """
    INSERT INTO yichuang_counter (key, last) VALUES (%s, %s)
    ON CONFLICT (key) DO UPDATE SET last = yichuang_counter.last + EXCLUDED.last
    RETURNING last
"""


class Counter(models.Model):
    """Running numbers per key, allotted in a short transaction of their own.

    A number once given is never given again; the transaction that asked for it
    may still fail, so gaps are possible. No row stays locked while the caller's
    own, longer transaction runs.
    """

    _name = "yichuang.counter"
    _description = "Running number"
    _log_access = False

    key = fields.Char(required=True, index=False)
    last = fields.Integer(required=True, default=0)

    _key_uniq = models.UniqueIndex("(key)")

    @api.model
    def _next(self, key, count=1):
        """The next ``count`` numbers of ``key``, ascending, starting at 1.

        :rtype: list[int]
        """
        while True:
            with self.env.registry.cursor() as cr:
                try:
                    cr.execute(ALLOT_SQL, (key, count), log_exceptions=False)
                    last = cr.fetchone()[0]
                    break
                except SerializationFailure:
                    # Somebody took numbers at this very moment: each failure here is
                    # a success there, so this ends.
                    cr.rollback()
        return list(range(last - count + 1, last + 1))
