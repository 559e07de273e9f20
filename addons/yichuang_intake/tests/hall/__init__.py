from . import test_queue, test_window
