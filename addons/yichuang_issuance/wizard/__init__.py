from . import certificate_end
from . import delivery_arrive
from . import delivery_hand_over
from . import seal_refuse
from . import certificate_reissue
