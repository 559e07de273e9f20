"""Why a code is refused. Messages are plain English for logs and tests; models put
them into sentences for people."""


class CodeError(ValueError):
    """The code is not valid."""

    reason = "it is not valid"

    def __str__(self):
        return super().__str__() or self.reason


class InvalidLength(CodeError):
    """The code has too few or too many characters."""

    reason = "it has the wrong number of characters"


class InvalidFormat(CodeError):
    """The code holds characters that cannot stand there."""

    reason = "it holds characters that cannot stand there"


class InvalidChecksum(CodeError):
    """The check character does not fit the rest: most likely a typing error."""

    reason = "its check character does not fit, so one character is mistyped"


class InvalidComponent(CodeError):
    """A part of the code, such as a date, cannot be right."""

    reason = "one of its parts cannot be right"
