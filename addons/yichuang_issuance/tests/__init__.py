# Odoo's own check of tests asks for stars here and names in the sub-packages.
from .certificate import *
from .seal import *
from . import test_access
from . import test_case
from . import test_delivery
from . import archive
from . import exit
from . import test_access
from . import test_case
from . import test_certificate
from . import test_certificate_file
from . import test_certificate_type
from . import test_portal
from . import test_processes
from . import test_tours
