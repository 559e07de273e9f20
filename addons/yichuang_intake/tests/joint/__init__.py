from . import test_joint_case, test_joint_order, test_joint_supplement
