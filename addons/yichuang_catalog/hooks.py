"""What happens when the module goes."""


def uninstall_hook(env):
    """Leave no table, function or sample record behind."""
    env["yichuang.uninstall"]._prepare("yichuang_catalog")
