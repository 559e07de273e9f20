from . import test_figure_comparison
from . import test_figure_dashboard
from . import test_figure_day
from . import test_figure_kpis
from . import test_figure_queue
from . import test_figure_rating
from . import test_figure_recount
from . import test_figure_referral
from . import test_figure_report
from . import test_month, test_month_office
