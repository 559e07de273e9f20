from . import applicant, case_guard, case_paper, case_procedure, case_time, deferral
from . import case, case_material, case_named, case_part, identity
from . import case_supplement, supplement, case_deemed, case_deferral, case_lapse
from . import case_lookup, case_quota, case_spot, service_version
from . import case_situation, defect_reason
from . import service_material
from . import res_company, res_company_acceptance, res_company_spot, track_attempt
from . import case_refusal, case_correction, correction
from . import case_renewal
