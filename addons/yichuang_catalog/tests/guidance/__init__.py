from . import test_guide_page
from . import test_process_tours, test_service_version_process
from . import test_situation, test_checklist, test_prerequisites
from . import test_step
from . import test_theme
