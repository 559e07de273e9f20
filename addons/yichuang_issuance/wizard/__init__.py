from . import certificate_end
from . import delivery_arrive
from . import delivery_hand_over
from . import delivery_send
from . import delivery_back
from . import archive_return
from . import publication_reason
