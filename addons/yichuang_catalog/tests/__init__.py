# Odoo's own check of tests asks for stars here and names in the sub-packages.
from .kernel import *
from .catalogue import *
from .maintenance import *
from .conformance import *
from .guidance import *
