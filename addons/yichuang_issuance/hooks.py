def post_init_hook(env):
    """A hall that worked without issuance owes what it decided."""
    env["yichuang.case"]._start_time_of_decided()


def uninstall_hook(env):
    """Leave no table or sample record behind."""
    env["yichuang.vault.document"]._leave_certificates()
    env["yichuang.uninstall"]._prepare("yichuang_issuance")
