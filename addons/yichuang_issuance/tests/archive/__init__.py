from . import test_archive
from . import test_check_sentences
