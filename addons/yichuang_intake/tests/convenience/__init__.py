from . import test_promise, test_promise_case
from . import test_green
from . import test_agent, test_help
from . import test_promise_online
