"""What can be wrong with a number or code; every tool of ours raises these."""


class CodeError(ValueError):
    """A number or code that is not valid."""


class InvalidLength(CodeError):
    """It has too few or too many characters."""


class InvalidFormat(CodeError):
    """It has characters, or an order of them, that it can not have."""


class InvalidChecksum(CodeError):
    """Its check character does not fit the rest: something was mistyped."""


class InvalidComponent(CodeError):
    """One of its parts names something that does not exist."""
