"""What happens when the module goes."""


def uninstall_hook(env):
    """Leave no table or sample record behind."""
    env["yichuang.uninstall"]._prepare("yichuang_intake")
