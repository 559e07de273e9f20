from . import member
from . import res_partner
from . import res_users
from . import ir_rule
from . import notice
from . import signup
from . import contract
