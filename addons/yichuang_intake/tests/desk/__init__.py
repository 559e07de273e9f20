from . import test_applicant_ban
from . import test_mandate
