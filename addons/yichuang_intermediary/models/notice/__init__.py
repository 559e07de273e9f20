from . import notice_guards
from . import notice_steps
from . import notice_closing
from . import notice_links
from . import notice
from . import notice_mode
from . import signup
