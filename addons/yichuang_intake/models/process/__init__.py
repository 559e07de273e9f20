from . import hearing_guard
from . import case_hearing, hearing, hearing_participant, res_company_hearing
from . import case_interested_party, interested_party, res_company_interested_party
from . import case_site_check, site_check, site_check_officer
