from . import apply
from . import document
from . import openapi
from . import portal
from . import track
from . import vault
