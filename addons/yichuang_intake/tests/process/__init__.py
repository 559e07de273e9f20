from . import test_case_chain
from . import test_case_hop
from . import test_hearing
from . import test_interested_party
from . import test_reception_point
from . import test_site_check
from . import test_case_task
from . import test_case_task_tours
