from . import comparison
from . import seals, services
from . import entry_list
