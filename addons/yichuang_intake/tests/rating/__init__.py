from . import test_evaluation
from . import test_evaluation_task
from . import test_rate_pages
from . import test_referral
