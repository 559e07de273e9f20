from . import test_certificate
from . import test_certificate_file
from . import test_certificate_type
from . import test_certificate_version
from . import test_offline
from . import test_promise
from . import test_vault
from . import test_verify
