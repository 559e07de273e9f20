from . import comparison
from . import seals, services
