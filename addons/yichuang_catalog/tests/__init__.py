from .kernel import (
    test_calendar_day,
    test_calendar_import,
    test_calendar_notice,
    test_counter,
    test_department,
    test_event,
    test_lifecycle,
    test_seals_page,
)
from .catalogue import (
    test_item_import,
    test_service,
    test_service_version,
    test_services_page,
)
