from . import test_agency
from . import test_service
from . import test_qualification
from . import test_practitioner
from . import test_change
