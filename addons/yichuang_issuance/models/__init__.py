from . import certificate
from . import seal
from . import exit
from . import printing
from . import case
from . import case_exchange
from . import archive
from . import publication
