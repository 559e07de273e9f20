from . import test_draw
