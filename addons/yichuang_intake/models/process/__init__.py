from . import told_window, hearing_guard
from . import case_hearing, hearing, hearing_participant, res_company_hearing
from . import case_interested_party, interested_party, res_company_interested_party
from . import calendar_day
from . import case_site_check, site_check, site_check_officer, site_check_photo
from . import case_task_guard, case_task_draw, case_task_time
from . import case_task, opinion, clock, res_company_task
from . import case_opinion, case_tasks, case_reviewer
from . import service_version_hop, service_version_chain, res_company_hop
from . import case_hop_guard, case_hop, case_hop_return, case_hop_paper, case_hop_late
from . import case_hop_query, document_chain
from . import case_chain, case_chain_words, case_material_chain
from . import case_extension_chain, clock_chain
from . import reception_point, res_users_point, reception_bundle
from . import case_point, mandate_point
