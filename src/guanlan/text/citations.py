"""Laws cited with provisions and role: 违反《X》第五十九条第一款第（二）项、第六十条; 《A》和《B》; 网络安全法第二十一条."""

from __future__ import annotations

from collections.abc import Iterator
from enum import StrEnum

import msgspec

from guanlan.text.provisions import ProvisionRange
from guanlan.text.span import Found


class Role(StrEnum):
    """What the law is cited for."""

    VIOLATED = "violated"
    BASIS = "basis"
    MENTIONED = "mentioned"


class Citation(msgspec.Struct, frozen=True):
    """``law`` is the title with its brackets, without 《》; ``provisions`` those named with it, in order."""

    law: str
    provisions: tuple[ProvisionRange, ...] = ()
    role: Role = Role.MENTIONED


def parse_citation(text: str, context: object = None) -> Citation:
    """The citation that the whole of ``text`` is; raises ``InputError`` ``citation.malformed``. ``context``: its role."""
    raise NotImplementedError


def find_citations(text: str, context: object = None) -> Iterator[Found[Citation]]:
    """Every 《title》 with the provisions behind it, and bare law names directly before a 第…条."""
    raise NotImplementedError
