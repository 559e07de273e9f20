from . import (
    test_acceptance,
    test_contract,
    test_contract_pages,
    test_course,
    test_rating,
    test_request,
    test_service_time,
    test_sweep,
)
from . import test_outbox
