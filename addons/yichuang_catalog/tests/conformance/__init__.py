from . import test_department_scorecard
from . import test_bound_gate
from . import test_conformance_run
from . import test_fingerprint
from . import test_adoption
from . import test_proposal
