from . import case
from . import exchange_answer
from . import exchange_key
from . import exchange_package
from . import exchange_partner
from . import exchange_row
