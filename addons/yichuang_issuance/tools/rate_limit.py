"""How often one address may ask, in the memory of one server process.

A bucket of tokens an address: asking takes one, time gives them back. Nothing is
written to the database, so being asked too much costs next to nothing. With several
workers each counts for itself; put a limit of the reverse proxy in front as well.

>>> limit = RateLimit(burst=2, per_minute=60)
>>> [limit.allows("a", now) for now in (0, 0, 0, 1)]
[True, True, False, True]
>>> limit.allows("b", 0)
True
"""

import threading

MOST_ADDRESSES = 20_000
"""Beyond this, addresses whose bucket is full again are forgotten, then all."""


class RateLimit:
    """Buckets of ``burst`` tokens that fill at ``per_minute`` tokens a minute."""

    def __init__(self, burst: int, per_minute: float):
        self.burst = burst
        self.per_second = per_minute / 60
        self._buckets: dict[str, tuple[float, float]] = {}
        self._lock = threading.Lock()

    def allows(self, address: str, now: float) -> bool:
        """Whether this address may ask once more at ``now`` (seconds)."""
        with self._lock:
            if len(self._buckets) >= MOST_ADDRESSES:
                self._forget(now)
            tokens, before = self._buckets.get(address, (self.burst, now))
            tokens = self._filled(tokens, before, now)
            allowed = tokens >= 1
            self._buckets[address] = (tokens - allowed, now)
            return allowed

    def clear(self):
        """Forget all addresses."""
        with self._lock:
            self._buckets.clear()

    def _filled(self, tokens, before, now):
        return min(self.burst, tokens + max(0.0, now - before) * self.per_second)

    def _forget(self, now):
        self._buckets = {
            address: (tokens, before)
            for address, (tokens, before) in self._buckets.items()
            if self._filled(tokens, before, now) < self.burst
        }
        if len(self._buckets) >= MOST_ADDRESSES:
            self._buckets = {}
