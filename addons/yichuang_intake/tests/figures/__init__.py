from . import test_figure_dashboard
from . import test_figure_day
from . import test_figure_recount
from . import test_figure_report
from . import test_month
