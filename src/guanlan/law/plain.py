"""A version of an instrument as Markdown and as JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from guanlan.law.holding import Holding
from guanlan.law.reading.words import unit_words
from guanlan.law.tree import Node, lines_of, tree_of
from guanlan.records.export import plain
from guanlan.records.law import LawText, Level

_HASHES = {Level.PREAMBLE: 2, Level.PART: 2, Level.SUBPART: 3, Level.CHAPTER: 3, Level.SECTION: 4, Level.ANNEX: 2}
_MARKS = re.compile(r"([\\`*_\[\]<>#|~])")  # what Markdown would take for its own
_LIST_MARK = re.compile(r"^([0-9]*)([-+.)])")


def law_markdown(published: str, law: LawText, holding: Holding) -> str:
    """Title, history, the days it holds, and its units: a heading for each part, chapter and section, a bold number
    for each article, a paragraph for each 款 and 项."""
    parts = [f"# {_escaped(law.title)}"]
    if law.number:
        parts.append(_escaped(law.number))
    history = dict.fromkeys(line for event in law.history for line in lines_of(published, law, event.start, event.end))
    parts += [_escaped(line) for line in history]
    if held := _held(holding):
        parts.append(f"> {held}")
    parts += _shown(tree_of(published, law))
    return "\n\n".join(parts) + "\n"


def law_json(published: str, law: LawText, holding: Holding) -> bytes:
    """What was read of the version, with the words of each unit; ``parent`` is an index into ``units``."""
    record: dict[str, Any] = {
        "key": holding.key,
        "title": law.title,
        "names": list(law.aliases),
        "maker": law.maker,
        "number": law.number,
        "first": plain(holding.first),
        "last": plain(holding.last),
        "history": [plain(event) for event in law.history],
        "effective": plain(law.effective),
        "repeals": list(law.repeals),
        "amends": list(law.amends),
        "units": [
            {**plain(unit), "words": unit_words(published, law, index).strip()} for index, unit in enumerate(law.units)
        ],
        "remarks": [plain(remark) for remark in law.remarks],
    }
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()


def _held(holding: Holding) -> str:
    if holding.first is None and holding.last is None:
        return ""
    first = f"自{holding.first.isoformat()}起" if holding.first else ""
    last = f"至{holding.last.isoformat()}止" if holding.last else ""
    return f"本文本施行期间：{first}{last}"


def _escaped(line: str) -> str:
    return _LIST_MARK.sub(r"\1\\\2", _MARKS.sub(r"\\\1", line))


def _shown(parts: list[str | Node]) -> Iterator[str]:
    for part in parts:
        if isinstance(part, str):
            yield _escaped(part)
        else:
            yield from _node(part)


def _node(node: Node) -> Iterator[str]:
    hashes = _HASHES.get(node.unit.level)
    head = "　".join(_escaped(words) for words in (node.numeral, node.heading) if words)
    inner = list(_shown(node.parts))
    if hashes is not None:
        yield from [f"{'#' * hashes} {head}"] if head else []
    elif node.unit.level is Level.ARTICLE:
        opening = f"**{head}**" + (f"　{inner.pop(0)}" if inner else "")
        yield opening
    elif head:
        yield head + (inner.pop(0) if inner else "")
    yield from inner
