from . import test_effect
from . import test_maintenance_tours
from . import test_service_change
from . import test_split_merge
from . import test_version_comparison
from . import test_version_content
from . import test_version_inbox
