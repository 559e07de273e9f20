from . import comparison
from . import guide, seals, services
from . import entry_list
from . import exchange
from . import process_print
from . import checklist, material_file, overlap
