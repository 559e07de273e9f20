from . import test_item_import
from . import test_material
from . import test_service
from . import test_service_version
from . import test_services_page
from . import test_tours
from . import test_exchange_api
from . import test_exchange_pages
from . import test_item
from . import test_item_bound
from . import test_item_level
from . import test_service_code
from . import test_service_entry
from . import test_service_power
from . import test_service_window
from . import test_publication_gate, test_statutory_limit
from . import test_workbook
from . import test_long_import
