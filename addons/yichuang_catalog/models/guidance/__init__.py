from . import step, service_field, service_version_process
from . import theme, theme_line
