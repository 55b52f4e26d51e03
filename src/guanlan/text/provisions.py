"""Provisions of a law: 第五十九条第一款第（二）项第1目, lists and ranges of them."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from guanlan.text.span import Found


class Provision(msgspec.Struct, frozen=True):
    """``article`` is "59", or "21-1" for 第二十一条之一; None where a paragraph or item of some article is named alone."""

    article: str | None = None
    paragraph: int | None = None
    item: int | None = None
    subitem: int | None = None


class ProvisionRange(msgspec.Struct, frozen=True):
    """``first`` to ``last``, both included; one provision is a range of which both ends are the same."""

    first: Provision
    last: Provision


def parse_provision(text: str, context: object = None) -> Provision:
    """The one provision that the whole of ``text`` is; raises ``InputError`` ``provision.malformed``.

    ``context`` is the provision before it in a list: in 第五条第一款、第二款 the second is of article 5.
    """
    raise NotImplementedError


def find_provisions(text: str, context: object = None) -> Iterator[Found[Provision]]:
    """Every provision, one by one; both ends of a range."""
    raise NotImplementedError


def print_provision(provision: Provision) -> str:
    """The provision in the words of the law; ``parse_provision`` reads it back."""
    raise NotImplementedError
