from . import test_custodian
from . import test_sealed
from . import test_opening
from . import test_browser
from . import test_pages
