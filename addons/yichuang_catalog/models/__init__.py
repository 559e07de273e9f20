from . import kernel
from . import catalogue
from . import guidance
from . import maintenance
from . import conformance
