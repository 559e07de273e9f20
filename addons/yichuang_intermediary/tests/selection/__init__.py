from . import test_draw
from . import test_price
from . import test_pack
from . import test_annulment
from . import test_choice
from . import test_invited
from . import test_best_fit
from . import test_scoring
