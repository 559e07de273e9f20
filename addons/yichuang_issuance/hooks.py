def post_init_hook(env):
    """A hall that worked without issuance owes what it decided."""
    env["yichuang.case"]._start_time_of_decided()


def uninstall_hook(env):
    """Leave the users whom the event log names."""
    env["yichuang.event"]._keep_actors("yichuang_issuance")
