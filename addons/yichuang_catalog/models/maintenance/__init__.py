from . import service, service_version, version_effect, version_inbox
from . import version_comparison
from . import service_change, change_effect
