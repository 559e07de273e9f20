from . import test_custodian
from . import test_sealed
from . import test_opening
