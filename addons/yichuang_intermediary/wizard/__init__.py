from . import entry
from . import reason
from . import statement
from . import appoint
