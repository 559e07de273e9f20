from . import authored, limits, quoted, said
from . import department, law, item, material
from . import coded
from . import applicant_type, channel, department_contact
from . import version_line, service_content, service_handling
from . import service, service_version, service_material
from . import service_fee, service_special, service_faq
from . import line_ministry, subject, item_level
from . import item_code, item_bound
from . import service_code, service_level, service_bound
from . import service_power, service_entry, service_entry_list, service_window
from . import res_company, res_config_settings
from . import department_bureau
from . import statutory_limit, item_limit
from . import service_version_gate, service_completeness
from . import material_library, material_guide
from . import service_version_level
from . import service_handling_gate, service_result_sample
from . import limit_finding, service_version_limit, service_limit
from . import department_completeness
