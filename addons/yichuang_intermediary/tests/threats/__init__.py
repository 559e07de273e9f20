from . import test_clock, test_log, test_operator, test_scripts, test_uploads
