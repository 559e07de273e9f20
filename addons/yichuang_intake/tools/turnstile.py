"""Few at a time: what many may want at one moment, and only so many can use.

A change of the queue wakes every screen of the hall at once, and each asks the database
what there is to tell. Without a limit two hundred of them open as many connections as
the pool holds, one after the other while everybody waits for the pool, and the kiosk
finds none left. A query takes a millisecond, so that with a few connections all are
told sooner.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, contextmanager

Opening = Callable[..., AbstractContextManager]


def few_at_a_time(turnstile: AbstractContextManager, opened: Opening) -> Opening:
    """The same context manager, entered by as many at once as the turnstile lets in.

    :param turnstile: a semaphore; whoever finds it full waits for their turn

    >>> from contextlib import nullcontext
    >>> from threading import BoundedSemaphore
    >>> with few_at_a_time(BoundedSemaphore(1), nullcontext)("in") as found:
    ...     print(found)
    in
    """

    @contextmanager
    def entered(*args, **options):
        with turnstile, opened(*args, **options) as found:
            yield found

    return entered
