"""The prompts: files that people can read and change, each with a version and a hash that is recorded."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files

import msgspec

from guanlan.assist.settings import Use
from guanlan.errors import OurFault

__all__ = ["Prompt", "Use", "prompt_for"]

_PARTS = 3  # the settings, what the model is told, what it is asked
MATERIAL = "{material}"


class Prompt(msgspec.Struct, frozen=True):
    """``told`` is the system's message, ``asked`` the user's, in which the material takes the place of ``{material}``.

    ``most_tokens`` is how long an answer may be; ``shortest`` and ``longest`` are the same in characters.
    """

    use: Use
    version: int
    hash: str
    told: str
    asked: str
    most_tokens: int
    shortest: int
    longest: int

    @property
    def name(self) -> str:
        """Use and version: ``entry.1``."""
        return f"{self.use}.{self.version}"


@cache
def prompt_for(use: Use) -> Prompt:
    """The prompt of a use."""
    data = (files("guanlan.assist") / "prompts" / f"{use}.md").read_bytes()
    parts = [part.strip() for part in data.decode().split("\n---\n")]
    if len(parts) != _PARTS or parts[2].count(MATERIAL) != 1:
        raise OurFault("assist.bad_prompt", use=use)
    numbers = dict(line.split(": ", 1) for line in parts[0].splitlines() if ": " in line)
    return Prompt(
        use=use,
        version=int(numbers["version"]),
        hash=hashlib.sha256(data).hexdigest(),
        told=parts[1],
        asked=parts[2],
        most_tokens=int(numbers["most_tokens"]),
        shortest=int(numbers["shortest"]),
        longest=int(numbers["longest"]),
    )
