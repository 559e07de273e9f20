from . import seal
from . import seal_use
from . import seal_examination
from . import rendered_file
from . import sealed_certificate
from . import sealed_document
