from odoo import api, fields, models


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
        with self.env.registry.cursor() as cr:
            cr.execute(
                """
                INSERT INTO yichuang_counter (key, last) VALUES (%s, %s)
                ON CONFLICT (key) DO UPDATE
                    SET last = yichuang_counter.last + EXCLUDED.last
                RETURNING last
                """,
                (key, count),
            )
            last = cr.fetchone()[0]
        return list(range(last - count + 1, last + 1))
