from . import certificate
from . import seal
from . import delivery
from . import delivery_identity
from . import case
from . import case_exchange
from . import certificate_line
from . import certificate_file
from . import exit
from . import case
from . import case_exchange
from . import vault_document
from . import certificate_vault
from . import case_promise, certificate_decision
from . import archive
