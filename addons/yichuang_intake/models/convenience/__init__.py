from . import service_version, service_material, res_company_promise
from . import (
    promise_guard,
    promise,
    case_promise,
    case_promise_online,
    case_material_promise,
    site_check_promise,
)
from . import case_green, case_priority
from . import agent_identity, case_agent, case_help, case_helped
from . import department
