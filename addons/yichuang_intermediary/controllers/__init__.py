from . import bench
from . import contract
from . import figures
from . import market
from . import ocds
from . import portal
from . import sealing
from . import notice
