from . import test_calendar_day
from . import test_calendar_import
from . import test_calendar_notice
from . import test_counter
from . import test_department
from . import test_event
from . import test_lifecycle
from . import test_seals_page
