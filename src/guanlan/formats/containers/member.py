"""What comes out of a container, and how much may."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from guanlan.errors import GuanlanError, InputError
from guanlan.formats.door import MAX


class Member(NamedTuple):
    """One file out of a container.

    ``name`` is as the container has it, with ``/``; behind the names of the containers it lay in
    (``材料.zip/通知/通知.docx``), the outermost left out. ``media_type`` is what its content and name say, None where
    that is no known kind. A member with ``refused`` has no data: the error says why it was not taken out.

    A picture that a mail or a saved page shows in its text has ``part_of``: the name of the member it belongs to,
    ``""`` for the container itself. Its ``name`` is then the address that the page shows it by, the ``target`` of its
    block.
    """

    name: str
    data: bytes
    media_type: str | None
    refused: GuanlanError | None = None
    part_of: str | None = None


class Limits(msgspec.Struct, frozen=True):
    """How much one container may give, with all that is nested in it."""

    # An authority's annexes come as some dozen files; a whole year's mail archive is to be unpacked by hand
    files: int = 2_000
    total: int = 512 * 2**20
    # what the door admits of one file
    each: int = MAX
    # documents pack 2 to 40 times; deflate cannot exceed about 1,030. Small members of zeros pack well and do no harm
    ratio: int = 200
    ratio_from: int = 8 * 2**20
    # an archive in an archive is met (a mail's attachment, a portal's bundle); deeper nesting is somebody's joke
    depth: int = 2


class Refused(Exception):
    """One member is refused, the others are not."""

    def __init__(self, error: GuanlanError) -> None:
        super().__init__(error)
        self.error = error


class Budget:
    """Counts what was taken out; raises where it would be too much."""

    def __init__(self, limits: Limits, name: str) -> None:
        self.limits = limits
        self._name = name
        self._files = 0
        self._bytes = 0

    def open_file(self) -> None:
        """One more file."""
        self._files += 1
        if self._files > self.limits.files:
            raise self._burst()

    def take(self, amount: int) -> None:
        """So many more bytes were unpacked, whatever a header said."""
        self._bytes += amount
        if self._bytes > self.limits.total:
            raise self._burst()

    def take_from(self, size: int, amount: int, packed: int, name: str) -> None:
        """The same for one file of which ``size`` bytes are out and ``packed`` were in the archive; stops in the middle
        of a file that grows without end. Raises :class:`Refused` for one that is merely too large.
        """
        self.take(amount)
        limits = self.limits
        if size > limits.ratio_from and size > limits.ratio * max(packed, 1):
            raise InputError("formats.zip_bomb", name=name, size=f"{size / 2**20:.0f}", members=1)
        if size > limits.each:
            shown, most = f"{size / 2**20:.1f}", limits.each // 2**20
            raise Refused(InputError("formats.too_large", name=name, size=shown, limit=most))

    def _burst(self) -> InputError:
        return InputError("formats.zip_bomb", name=self._name, size=f"{self._bytes / 2**20:.0f}", members=self._files)
