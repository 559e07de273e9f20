from . import key
from . import custodian
from . import sealed
from . import share
from . import offer
from . import notice_sealing
from . import notice_opening
from . import signup_sealing
