from . import test_alert
from . import test_alert_detect
from . import test_alert_patterns
