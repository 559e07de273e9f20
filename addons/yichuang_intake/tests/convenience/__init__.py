from . import test_promise, test_promise_case
