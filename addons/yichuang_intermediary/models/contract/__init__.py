from . import agency_credit
from . import contract_part
from . import notice_award, signup_award
from . import contract, contract_signing, contract_clock, contract_service
from . import contract_acceptance, contract_end, contract_told, contract_sweep
from . import contract_file, contract_files
from . import clock_segment
from . import request, request_rules, request_effects, contract_requests
from . import deliverable, deliverable_line, deliverable_material
from . import payment, contract_payments
from . import rating, contract_ratings
from . import res_company
from . import case_course, notice_course, contract_course
from . import case_material
from . import notice
from . import notice_ocds, contract_ocds
from . import service_benchmark, notice_benchmark
