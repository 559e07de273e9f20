from . import entry
from . import reason
from . import revoke
from . import decision
