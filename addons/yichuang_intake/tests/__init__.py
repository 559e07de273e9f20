# Odoo's own check of tests asks for stars here and names in the sub-packages.
from .case import *
from .clock import *
from .paper import *
from .process import *
from .desk import *
from .exchange import *
from .convenience import *
from .joint import *
from .hall import *
from .supervision import *
from .figures import *
