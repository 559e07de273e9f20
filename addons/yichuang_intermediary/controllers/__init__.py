from . import market
from . import portal
