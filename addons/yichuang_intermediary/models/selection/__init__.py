from . import draw
from . import draw_source
from . import selection
from . import lowprice
from . import notice_selection
from . import notice_pack
from . import notice_annulment
