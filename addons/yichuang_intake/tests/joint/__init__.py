from . import test_joint_case, test_joint_extension, test_joint_meeting
from . import test_joint_order, test_joint_precheck, test_joint_site_check
from . import test_joint_supplement
