from . import case
from . import case_special
from . import exchange_file
from . import exchange_answer
from . import exchange_incoming
from . import exchange_key
from . import exchange_package
from . import exchange_partner
from . import exchange_row
from . import case_rating, exchange_partner_rating
from . import notice
from . import told, case_notice
from . import res_company_notice
