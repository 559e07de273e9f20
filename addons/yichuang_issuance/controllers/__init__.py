from . import archive
from . import openapi
from . import portal
from . import take_result
from . import verify
from . import validate
from . import published
from . import cabinet
