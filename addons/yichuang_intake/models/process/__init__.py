from . import case_hearing, hearing, hearing_participant, res_company_hearing
