from . import evaluation_indicator, evaluation, evaluation_line
from . import follow_up, evaluation_task
from . import referral, unmet_referral
from . import referral_exchange, exchange_row_orders
from . import exchange_partner_orders, exchange_package_orders
from . import case_evaluation, department_evaluation
from . import res_company_rating
