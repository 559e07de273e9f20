from . import test_access, test_pages, test_tours

# Odoo's own check of tests asks for stars here and names in the sub-packages.
from .contract import *
from .membership import *
from .notice import *
from .register import *
from .sealing import *
from .selection import *
from .trust import *
from .figures import *
from .desk import *
from .threats import *
