from . import certificate
from . import seal
from . import delivery
from . import delivery_identity
from . import case
from . import case_exchange
