from . import entry
from . import reason
from . import contract_ending
from . import deliverable_judge
from . import deliverable_take
from . import rating_answer
from . import request_answer
