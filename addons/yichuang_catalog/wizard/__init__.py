from . import service_version_reason
from . import item_import, item_import_column, item_import_defect, item_import_row
from . import item_import_report, item_import_run
from . import calendar_import, calendar_import_line
