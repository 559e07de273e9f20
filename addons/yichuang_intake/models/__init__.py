from . import case
from . import clock
