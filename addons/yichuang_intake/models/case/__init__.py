from . import applicant, case_guard, case_paper, case_procedure, case_time
from . import case, case_material, identity
from . import res_company, track_attempt
