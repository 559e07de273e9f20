from . import test_notice
from . import test_race
from . import test_signup
from . import test_rush
from . import test_scope
from . import test_amendment
from . import test_signup_trace
from . import test_mandate
