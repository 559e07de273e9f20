from . import counter, event, event_seal, event_leaf, lifecycle, lifecycle_line
from . import region, department
