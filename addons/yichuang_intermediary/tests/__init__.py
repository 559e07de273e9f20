from . import (
    test_access,
    test_agency,
    test_contract,
    test_draw,
    test_notice,
    test_pages,
    test_race,
    test_service,
    test_signup,
    test_tours,
)
