from . import law, item, material
from . import authored, limits
from . import service, service_version, service_material
