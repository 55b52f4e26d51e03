"""What holds other files, and all that is in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from guanlan.errors import InputError, ReadingError
from guanlan.formats.containers.mail_members import mail_members, page_members
from guanlan.formats.containers.member import Budget, Limits, Member
from guanlan.formats.containers.rar_members import rar_members
from guanlan.formats.containers.zip_members import zip_members
from guanlan.formats.media import ARCHIVES, EML, MHTML, RAR, SEVENZIP, ZIP
from guanlan.formats.sniffing import known

_OPENERS: dict[str, Callable[[bytes, str, Budget], Iterator[Member]]] = {
    ZIP: zip_members,
    RAR: rar_members,
    EML: mail_members,
    MHTML: page_members,
}


def container_type(data: bytes, name: str | None = None) -> str | None:
    """``application/zip``, ``application/vnd.rar``, ``message/rfc822`` or ``multipart/related`` for what holds other
    files; None for anything else (DOCX, XLSX and OFD are documents). InputError for an archive of a kind that cannot be
    opened (7z).
    """
    kind = known(data, name)
    if kind == SEVENZIP:
        raise InputError("formats.sevenzip", name=name or "-")
    return kind if kind in _OPENERS else None


def members(data: bytes, name: str | None = None, *, limits: Limits | None = None) -> Iterator[Member]:
    """All files in a container, those of containers in it as well: nothing that comes out needs to be opened again.

    What one file does wrong (a name that leads outside, a password, too large, nested too deep) is said by its
    ``refused``; the others come out. Empty where ``data`` is no container.

    Raises InputError where the whole is refused: it bursts its limits (found out while unpacking, so that members may
    have come out before), or it is an archive that cannot be opened. ReadingError for a damaged archive, one that is
    locked as a whole, and for RAR without the extra or the tool.
    """
    kind = container_type(data, name)
    if kind is not None:
        most = limits or Limits()
        yield from _opened(kind, data, name or "-", Budget(most, name or "-"), most.depth)


def _opened(kind: str, data: bytes, name: str, budget: Budget, depth: int) -> Iterator[Member]:
    for member in _OPENERS[kind](data, name, budget):
        if member.refused is not None:
            yield member
            continue
        inner = known(member.data, member.name)
        if inner not in ARCHIVES:
            yield member._replace(media_type=inner)
        if inner in ARCHIVES or inner in _OPENERS:
            yield from _nested(inner or "", member, budget, depth - 1)


def _nested(kind: str, member: Member, budget: Budget, depth: int) -> Iterator[Member]:
    """The members of a member, under its name. An archive that cannot be opened is named; a mail or a page came out
    itself before.
    """
    if kind == SEVENZIP:
        yield _refused(member, InputError("formats.sevenzip", name=member.name))
        return
    if depth <= 0:
        if kind in ARCHIVES or next(_OPENERS[kind](member.data, member.name, Budget(budget.limits, member.name)), None):
            yield _refused(member, InputError("formats.nested_too_deep", name=member.name))
        return
    try:
        for inner in _opened(kind, member.data, member.name, budget, depth):
            yield _below(member.name, inner)
    except ReadingError as error:
        yield _refused(member, error)


def _below(outer: str, inner: Member) -> Member:
    """The member with the name of what it lay in before its own."""
    if inner.part_of is None:
        return inner._replace(name=f"{outer}/{inner.name}")
    return inner._replace(part_of=f"{outer}/{inner.part_of}" if inner.part_of else outer)


def _refused(member: Member, error: InputError | ReadingError) -> Member:
    return Member(member.name, b"", None, error)
