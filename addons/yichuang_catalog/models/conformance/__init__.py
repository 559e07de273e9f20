from . import department_scorecard
from . import service_version, service
from . import conformance_run, conformance_work, conformance_rate
from . import conformance_difference, conformance_unmatched
from . import version_adoption, service_adoption
from . import proposal, proposal_effect
