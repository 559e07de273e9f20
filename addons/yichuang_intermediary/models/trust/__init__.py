from . import notice_conditions
