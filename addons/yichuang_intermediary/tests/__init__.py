from . import (
    test_access,
    test_agency,
    test_contract,
    test_pages,
    test_service,
    test_tours,
)

# Odoo's own check of tests asks for stars here and names in the sub-packages.
from .notice import *
from .selection import *
from .sealing import *
