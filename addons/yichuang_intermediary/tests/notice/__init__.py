from . import test_notice
from . import test_race
from . import test_signup
