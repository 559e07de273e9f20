from . import test_apply_theme, test_follow_joint
from . import test_joint_case, test_joint_extension, test_joint_meeting
from . import test_joint_deferral
from . import test_joint_order, test_joint_pages, test_joint_precheck
from . import test_joint_site_check, test_joint_supplement
from . import test_joint_promise
