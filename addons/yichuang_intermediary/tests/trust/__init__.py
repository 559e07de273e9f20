from . import test_credit
from . import test_sanction
from . import test_dispute
from . import test_flag
from . import test_check
