"""The foldings of ``tables/foldings.tsv``: what is read alike though published otherwise. Length never changes here."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

CHINESE = "\u3400-\u9fff\uf900-\ufaff\u3007"
WIDE_MARKS = "，。、；：？！（）《》〈〉【】〔〕“”‘’…—·￥％"
_NUMERALS = "0-9〇一二三四五六七八九十百千万亿"


class Foldings(NamedTuple):
    """Translation tables by the place in which they hold."""

    anywhere: dict[str, str]
    beside_numeral: dict[str, str]
    after_chinese: dict[str, str]


def _characters(cell: str) -> list[str]:
    if cell.startswith("U+"):
        return [chr(int(cell[2:], 16))]
    if len(cell) == 3 and cell[1] == "-":
        return [chr(point) for point in range(ord(cell[0]), ord(cell[2]) + 1)]
    return [cell]


@cache
def foldings() -> Foldings:
    """The table, read once."""
    table = Foldings({}, {}, {})
    text = (files("guanlan.text") / "tables" / "foldings.tsv").read_text(encoding="utf-8")
    for line in text.splitlines():
        if not line or line.startswith("# "):
            continue
        source, target, where, _ = line.split("\t")
        for old, new in zip(_characters(source), _characters(target), strict=True):
            if where == "any":
                table.anywhere[old] = new
            elif where == "numeral":
                table.beside_numeral[old] = new
            else:
                table.after_chinese[old] = new
    # Kangxi radicals come out of PDF fonts in place of the ideographs they draw (Unicode 15, block 2F00)
    table.anywhere.update(_kangxi_radicals())
    return table


def _kangxi_radicals() -> dict[str, str]:
    import unicodedata

    return {chr(point): unicodedata.normalize("NFKC", chr(point)) for point in range(0x2F00, 0x2FD6)}


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    table = foldings()
    anywhere = "".join(map(re.escape, table.anywhere))
    numeral = "".join(map(re.escape, table.beside_numeral))
    chinese = "".join(map(re.escape, table.after_chinese))
    # the character first and then what stands before it: a pattern that begins with a lookbehind is tried everywhere
    return (
        re.compile(f"[{anywhere}]"),
        re.compile(f"[{numeral}](?:(?<=[{_NUMERALS}].)|(?=[{_NUMERALS}]))", re.DOTALL),
        re.compile(f"[{chinese}](?<=[{CHINESE}{WIDE_MARKS}].)", re.DOTALL),
    )


def fold(text: str) -> str:
    """``text`` with every folding of the table applied; character for character, so offsets stay.

    >>> fold("二○二四年１２月(试行)")
    '二〇二四年12月（试行）'
    """
    table = foldings()
    anywhere, beside_numeral, after_chinese = _patterns()
    folded = anywhere.sub(lambda found: table.anywhere[found[0]], text)
    folded = beside_numeral.sub(lambda found: table.beside_numeral[found[0]], folded)
    return after_chinese.sub(lambda found: table.after_chinese[found[0]], folded)
