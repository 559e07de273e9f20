from . import service_version_reason
