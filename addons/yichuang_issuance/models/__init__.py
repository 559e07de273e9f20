from . import certificate_type
from . import certificate_type_line
from . import certificate_guard
from . import certificate_verification
from . import certificate
from . import certificate_line
from . import certificate_file
from . import exit
from . import case
from . import case_exchange
from . import vault_document
from . import certificate_vault
from . import case_promise, certificate_decision
from . import archive
from . import publication
