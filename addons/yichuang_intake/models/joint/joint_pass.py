"""Leave to move a part of a joint case, for the joint case itself."""

PASS_KEY = "yichuang_joint_pass"


class _JointPass:
    """Compared by identity, so that no client can send one."""


JOINT_PASS = _JointPass()
