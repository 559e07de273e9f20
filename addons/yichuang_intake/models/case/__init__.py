from . import applicant, case_guard, case_paper, case_procedure, case_time
from . import case, case_material, case_part, identity
from . import case_supplement, supplement, case_deemed, case_deferral, case_lapse
from . import case_refusal, case_correction, correction
from . import case_renewal
from . import res_company, res_company_acceptance, track_attempt
