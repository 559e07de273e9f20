from . import entry
from . import reason
from . import statement
from . import appoint
from . import revoke
from . import decision
