from . import publication
from . import publication_visit
from . import case_publication
from . import res_company_publication
