from . import entry
from . import reason
