from . import notify, notify_line
from . import defer
from . import applicant_ban_lift
from . import case_decide, case_decide_spot
from . import case_correct
from . import case_defer
from . import case_end
from . import case_notify
from . import case_notify_line
from . import case_preview
from . import case_refuse
from . import case_review
from . import case_situation
from . import case_scan
from . import case_send_back
from . import document_correct
from . import exchange_bring
from . import joint_defer
from . import joint_end
from . import joint_notify, joint_notify_line
from . import joint_situation
from . import mandate_end
from . import case_task_opine, case_task_return
from . import promise_sign, promise_step, joint_promise_sign
from . import case_green_answer
from . import vault_invalidate
from . import vault_keep
from . import vault_take
from . import ticket_transfer, ticket_prioritise
from . import staffing, staffing_line
from . import alert_step, alert_hand_over
from . import follow_up_step, evaluation_task_step
from . import referral_step, referral_bring
from . import figure_report
