from . import kernel
from . import catalogue
