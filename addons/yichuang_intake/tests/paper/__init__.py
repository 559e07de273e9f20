from . import test_document
from . import test_document_pages
from . import test_document_delivery
from . import test_file_review
