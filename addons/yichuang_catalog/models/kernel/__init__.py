from . import counter, event, event_seal, event_leaf, lifecycle, lifecycle_line
from . import calendar_notice, calendar_day
from . import region, department
from . import ir_actions_report, ir_attachment, ir_cron, rendered_file
from . import uninstall
