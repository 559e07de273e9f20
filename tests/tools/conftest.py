"""Property tests that give the same answer on every machine and leave nothing."""

from hypothesis import settings

# Busy machines make slow examples, not wrong ones; a fixed seed keeps runs alike.
settings.register_profile("tools", deadline=None, database=None, derandomize=True)
settings.load_profile("tools")
