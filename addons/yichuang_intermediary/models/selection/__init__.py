from . import draw
from . import draw_source
