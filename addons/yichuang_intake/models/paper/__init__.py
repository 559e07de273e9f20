from . import document
from . import document_service
from . import document_delivery
from . import document_file
from . import case
from . import case_approval
from . import case_service
from . import res_company_paper
