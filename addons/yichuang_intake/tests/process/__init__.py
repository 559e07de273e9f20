from . import test_hearing
