from . import case_decide
from . import case_end
from . import case_refuse
from . import case_review
from . import exchange_bring
