from . import (
    test_appointment,
    test_counter,
    test_handover,
    test_queue,
    test_queue_pages,
    test_screen_lost,
    test_staffing,
    test_window,
)
