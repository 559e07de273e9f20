from . import delivery
from . import delivery_identity
