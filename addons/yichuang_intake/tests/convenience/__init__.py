from . import test_promise, test_promise_case
from . import test_green
