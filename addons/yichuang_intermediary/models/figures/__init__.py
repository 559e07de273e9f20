from . import figures
from . import figures_time
from . import figures_notice
from . import figures_contract
from . import figures_agency
from . import figures_service
from . import figures_department
