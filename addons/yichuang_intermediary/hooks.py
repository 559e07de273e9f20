"""What happens when the module goes."""


def uninstall_hook(env):
    """Leave the users whom the event log names."""
    env["yichuang.event"]._keep_actors("yichuang_intermediary")
