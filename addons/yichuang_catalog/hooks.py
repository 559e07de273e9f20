"""What the module leaves behind in PostgreSQL besides tables, taken away again."""


def uninstall_hook(env):
    """Drop the database functions and triggers of the event log."""
    env["yichuang.event"]._drop_database_guard()
