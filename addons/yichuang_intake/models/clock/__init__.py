from . import calendar_day
from . import clock
from . import clock_segment
from . import case_special
from . import case_extension
from . import case
from . import department
from . import res_company
