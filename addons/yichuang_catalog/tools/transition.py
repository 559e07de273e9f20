"""How a model declares the moves of its life: one row per lawful transition."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Transition:
    """One lawful move of a record from one state to another.

    :param name: what the move is called in the event log ("accept")
    :param sources: the states it may start from; a single state may be given as str
    :param target: the state it ends in
    :param groups: external ids of the groups that may perform it, any of them
    :param guards: names of methods on the model, called with the values of the move,
        that raise ``UserError`` where a rule forbids it
    :param system: only the system itself (a scheduled job) may perform it
    :raises ValueError: when nobody could ever perform the move
    """

    name: str
    sources: tuple[str, ...]
    target: str
    groups: tuple[str, ...] = ()
    guards: tuple[str, ...] = ()
    system: bool = False

    def __post_init__(self):
        for field in ("sources", "groups", "guards"):
            value = getattr(self, field)
            if isinstance(value, str):
                object.__setattr__(self, field, (value,))
        if not self.sources:
            raise ValueError(f"transition {self.name!r} starts nowhere")
        if self.system == bool(self.groups):
            raise ValueError(
                f"transition {self.name!r} needs groups, or system=True, not both"
            )
