from . import market
from . import portal
from . import sealing
