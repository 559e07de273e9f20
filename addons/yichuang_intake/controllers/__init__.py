from . import appointments
from . import apply, apply_promise, apply_theme, apply_undertaking
from . import delegations
from . import document
from . import openapi
from . import portal, portal_joint
from . import queue
from . import staffing
from . import rate
from . import track
from . import vault, vault_portal
