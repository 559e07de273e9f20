from . import test_delivery
from . import test_ways
from . import test_desk
from . import test_exit_list
from . import test_take_result
from . import test_delivery_version
from . import test_cabinet
