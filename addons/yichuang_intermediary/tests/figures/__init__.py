from . import test_figures, test_ocds_pages
