from . import alert_rule, alert_guard, alert, alert_facts, alert_appeal
from . import alert_letter, document_letter
from . import delivery_letter, alert_delivery
from . import alert_detect, alert_swing, alert_score
from . import unmet_request
from . import case_alert, clock_alert, clock_segment_alert, document_alert
from . import res_company_supervision
