from . import mandate
from . import case
