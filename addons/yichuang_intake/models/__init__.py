from . import case
from . import clock
from . import paper
from . import process
from . import desk
from . import exchange
from . import joint
from . import ir_actions_report
