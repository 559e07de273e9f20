from . import apply
from . import delegations
from . import document
from . import openapi
from . import portal
from . import rate
from . import track
from . import vault, vault_portal
