from . import service
from . import agency
from . import offering
