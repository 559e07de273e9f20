from . import test_applicant_ban
from . import test_mandate
from . import test_scan
from . import test_apply
from . import test_apply_tour
from . import test_vault
from . import test_duplicate
from . import test_vault_portal
