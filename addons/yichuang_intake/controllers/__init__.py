from . import apply
from . import document
from . import portal
from . import track
from . import vault, vault_portal
