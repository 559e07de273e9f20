from . import test_exchange
from . import test_hotline
from . import test_notice
from . import test_openapi
from . import test_ratings
