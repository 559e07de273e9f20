from . import test_print_job
from . import test_print_profile
from . import test_print_race
from . import test_printed_certificate
