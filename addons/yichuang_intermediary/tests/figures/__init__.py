from . import test_figures, test_ocds_pages
from . import test_figures_trust
