from . import test_exchange
from . import test_notice
