"""The exception classes: a code, its parameters, and the exit status of a command that ends in it."""

from typing import ClassVar

from guanlan.errors.words import phrase


class GuanlanError(Exception):
    """A refusal or failure named by ``code``; ``params`` fill the sentence of the tables."""

    exit_status: ClassVar[int] = 3

    def __init__(self, code: str, /, **params: object) -> None:
        super().__init__(code, params)
        self.code = code
        self.params = params

    def __str__(self) -> str:
        return phrase(self.code, "en", self.params)


class InputError(GuanlanError):
    """Bad input or use: nothing was changed by it."""

    exit_status = 2


class ReadingError(GuanlanError):
    """Bytes that no reader could draw text from; what was stored stays stored, marked unread."""

    exit_status = 2


class OurFault(GuanlanError):
    """An invariant of ours does not hold."""

    exit_status = 3


def describe(error: GuanlanError, language: str = "zh") -> str:
    """The one sentence that a person is shown for ``error``."""
    return phrase(error.code, language, error.params)
