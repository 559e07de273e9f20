from . import document
from . import document_file
from . import case
