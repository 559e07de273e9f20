from . import service_version_reason, service_change_reason
from . import version_comparison
from . import service_proposal, service_split, service_split_line, service_merge
from . import item_import, item_import_column, item_import_defect, item_import_row
from . import item_import_report, item_import_run
from . import catalogue_export
from . import calendar_import, calendar_import_line
from . import service_entry_decision, instant_answer
from . import theme_reason
from . import material_merge, material_overlap, prerequisite
from . import limit_link, limit_link_line
from . import conformance_start, proposal_answer
