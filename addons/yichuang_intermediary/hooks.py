"""What happens when the module comes, and when it goes."""


def post_init_hook(env):
    """Add what the demo files cannot say, where the demo was loaded."""
    if env["ir.module.module"]._get("yichuang_intermediary").demo:
        # Only then: a hall never needs it.
        from .demo import modes

        modes.run(env)


def uninstall_hook(env):
    """Leave no table or sample record behind."""
    env["yichuang.uninstall"]._prepare("yichuang_intermediary")
