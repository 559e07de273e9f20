from . import test_alert
from . import test_alert_detect
from . import test_alert_joint
from . import test_alert_letter
from . import test_alert_patterns
from . import test_alert_plans
from . import test_alert_score
from . import test_unmet_request
