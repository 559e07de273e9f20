from . import archive
from . import portal
from . import verify
from . import validate
