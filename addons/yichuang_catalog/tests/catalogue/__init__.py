from . import test_item_import
from . import test_service
from . import test_service_version
from . import test_services_page
from . import test_tours
