from . import situation, situation_answer
from . import joint_guard, joint_line
from . import joint_case, joint_case_content, joint_case_procedure
from . import joint_case_supplement, joint_case_time, joint_case_paper
from . import joint_material, joint_datum, joint_file
from . import joint_case_online, joint_case_application, joint_case_sent_in
from . import joint_case_withdrawal, joint_case_deferral, theme
from . import joint_case_deferral_online, joint_case_promise, joint_case_vault
from . import (
    case,
    case_online,
    case_procedure,
    case_promise,
    case_material,
    supplement,
    identity,
)
from . import clock, document, notice
from . import joint_precheck, joint_precheck_line, joint_case_precheck
from . import joint_case_course, res_company_joint
from . import joint_extension
from . import joint_meeting, joint_opinion
from . import site_check, case_site_check
