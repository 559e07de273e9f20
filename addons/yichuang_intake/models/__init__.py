from . import case
from . import clock
from . import paper
from . import desk
from . import process
from . import exchange
from . import convenience
from . import ir_actions_report
