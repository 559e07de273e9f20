from . import calendar_day
from . import clock
from . import clock_segment
