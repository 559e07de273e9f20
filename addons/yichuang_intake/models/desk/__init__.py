from . import mandate, applicant_ban
from . import case, case_ban
