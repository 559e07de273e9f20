from . import authored, limits, quoted
from . import department, law, item, material
from . import service, service_version, service_material
