from . import queue_screen, service_group, zone, window
from . import hall_layout, hall_layout_line
from . import clerk_qualification, res_company_queue
from . import window_shift, window_opening
from . import appointment_plan, appointment
from . import ticket, ticket_queue, ticket_steps, ticket_screen
from . import zone_screen, window_screen, window_counter
from . import case_ticket, window_capability
from . import handover, handover_line, case_custody, reception_bundle_custody
