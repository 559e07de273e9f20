from . import step, service_field, service_version_process, service_version_picture
from . import situation, situation_answer, situation_rule, service_version_situations
from . import service_material, service_prerequisites, service_version_checklist
from . import service_checklist
from . import theme, theme_line, theme_content
from . import service_search, service_version_guide, theme_guide
from . import service_version_manual
