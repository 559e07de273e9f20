from . import apply
from . import delegations
from . import document
from . import portal
from . import track
