from . import test_render_sentences
from . import test_seal
from . import test_seal_sm2
from . import test_seal_use
from . import test_sealed_document
from . import test_validate
from . import test_seal_tour
