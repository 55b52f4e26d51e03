"""编制说明: what was watched for an issue, who was silent, and what was taken down meanwhile."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from guanlan.records.bulletin import BackMatter, Bulletin, Words

TITLE = "编制说明"
_MOST = 40  # pages and sources are named up to here; the rest is counted


class Watched(msgspec.Struct, frozen=True):
    """``names`` are those of the watched sources; ``ailing`` says of each source that needs a person what is wrong with
    it and from when; ``gone`` are headlines with the days on which their pages were found to be gone. ``head`` is the
    head of the chain of evidence, as it is printed.
    """

    names: tuple[str, ...] = ()
    ailing: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()
    head: str = ""


def with_colophon(bulletin: Bulletin, watched: Watched) -> Bulletin:
    """The bulletin with the colophon at its end; as it is where nothing was watched and nothing is gone.

    >>> from guanlan.records.bulletin import Cover
    >>> plain = Bulletin(Cover(Words("某刊")))
    >>> with_colophon(plain, Watched()) == plain
    True
    >>> [one.text for one in with_colophon(plain, Watched(("甲网",))).back_matter[-1].paragraphs]
    ['本期监测来源1个，均正常。']
    """
    paragraphs = tuple(Words(words) for words in _words(watched))
    if not paragraphs:
        return bulletin
    return msgspec.structs.replace(bulletin, back_matter=(*bulletin.back_matter, BackMatter(Words(TITLE), paragraphs)))


def _words(watched: Watched) -> list[str]:
    lines = []
    if watched.names:
        ailing = len(watched.ailing)
        state = f"其中{ailing}个静默、读不出或取不到。" if ailing else "均正常。"
        lines.append(f"本期监测来源{len(watched.names)}个，{state}")
    if watched.ailing:
        lines.append(f"未能正常监测的来源：{_listed(watched.ailing)}。")
    if watched.gone:
        lines.append(f"本期期间原页面已撤下、所存文本保留的原文：{_listed(watched.gone)}。")
    if watched.head:
        lines.append(f"存证链头：{watched.head}")
    return lines


def colophon_of(bulletin: Bulletin) -> tuple[BackMatter, ...]:
    """The colophon that was bound into the bulletin: it stays when the rest is bound anew."""
    return tuple(part for part in bulletin.back_matter if part.title.text == TITLE)


def _listed(names: Sequence[str]) -> str:
    shown = "；".join(names[:_MOST])
    return f"{shown}；等{len(names)}项" if len(names) > _MOST else shown
