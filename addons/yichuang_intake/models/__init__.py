from . import case
from . import clock
from . import ir_actions_report
