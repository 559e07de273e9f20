from . import test_figure_dashboard
from . import test_figure_day
from . import test_figure_recount
