"""The charts of 本期一览 as SVG, the same in PDF and page. Lengths are points; 454 of them are the width of the text.

Every shape carries a class beside its colour, so that a style sheet can recolour it.
"""

from __future__ import annotations

import datetime
from functools import cache
from html import escape

from guanlan.publish.overview import DayCount, Overview, Shares
from guanlan.publish.render.palette import ACCENT, INK, KINDS, MUTED, RULE, SHADES, TEXT
from guanlan.publish.render.signs import printed
from guanlan.text.tables_reading import table_rows

WIDTH = 454
_CELL, _GAP = 28, 3


def charts(counts: Overview) -> dict[str, str]:
    """The charts that ``counts`` has numbers for, by name: ``columns``, ``places``, ``days``."""
    drawn = {}
    if counts.columns:
        drawn["columns"] = columns_chart(counts)
    if counts.places or counts.national or counts.abroad:
        drawn["places"] = places_chart(counts)
    if counts.days:
        drawn["days"] = days_chart(counts)
    return drawn


def columns_chart(counts: Overview) -> str:
    """Entries by column, stacked by kind, with the kinds' names and counts below."""
    left, right, row, bar = 132, 26, 21, 13
    # an issue of few entries has short bars, not wide blocks
    unit = min((WIDTH - left - right) / max(column.total for column in counts.columns), 24)
    parts, y = [], 0.0
    for column in counts.columns:
        name = column.heading if len(column.heading) <= 13 else column.series
        parts.append(_words(left - 9, y + 12.5, name, anchor="end"))
        x = float(left)
        for kind, number in column.kinds:
            width = number * unit
            parts.append(_box(x, y + 2, max(width - 1, 0.6), bar, _kind(kind)))
            if width >= 15:
                parts.append(_words(x + (width - 1) / 2, y + 12, str(number), anchor="middle", size=8, on=kind))
            x += width
        parts.append(_words(x + 5, y + 12.5, str(column.total), colour=MUTED, size=9))
        y += row
    # where no kind is known, the bars say how many and nothing else
    legend, height = _legend(counts.kinds if any(kind for kind, _ in counts.kinds) else (), y + 8)
    return _svg(height, parts + legend)


def places_chart(counts: Overview) -> str:
    """The tile grid of the 34 province-level units, shaded by their entries; national and foreign ones beside it."""
    known = dict(counts.places)
    parts = []
    for code, name, row, column in tiles():
        number = known.get(code, 0)
        level, fill, ink = _shade(number)
        x, y = column * (_CELL + _GAP), row * (_CELL + _GAP)
        parts.append(_box(x, y, _CELL, _CELL, (f"s s{level}", fill), radius=3))
        middle = x + _CELL / 2
        parts.append(_words(middle, y + (12 if number else 17), name, "middle", size=8, shade=(level, ink)))
        if number:
            parts.append(_words(middle, y + 23, str(number), "middle", size=9, shade=(level, ink)))
    parts += _beside_tiles(counts, 7 * (_CELL + _GAP) + 22)
    return _svg(8 * (_CELL + _GAP), parts)


def days_chart(counts: Overview) -> str:
    """A square an entry, stacked on its day and coloured by kind (as the first chart explains)."""
    first = datetime.date.fromisoformat(counts.days[0].date)
    last = datetime.date.fromisoformat(counts.days[-1].date)
    span = (last - first).days + 1
    step = WIDTH / max(span, 14)
    tallest = max(day.total for day in counts.days)
    size = min(step - 1, 9.0, 96 / tallest)
    base = tallest * (size + 1) + 6
    parts = []
    for day in counts.days:
        parts += _stack(day, (datetime.date.fromisoformat(day.date) - first).days * step, base, size)
    parts.append(f'<path class="rule" d="M0 {_n(base)}H{WIDTH}" stroke="{RULE}" stroke-width="0.8"/>')
    parts += _ticks(first, span, step, base + 13)
    return _svg(base + 17, parts)


def _ticks(first: datetime.date, span: int, step: float, y: float) -> list[str]:
    """Labels below the first day and every 1st, 10th and 20th, where they have room."""
    parts: list[str] = []
    free, month = 0.0, 0
    for offset in range(span):
        day = first + datetime.timedelta(offset)
        x = offset * step
        if (offset and day.day not in (1, 10, 20)) or x < free or x > WIDTH - 22:
            continue
        label = f"{day.day}日" if day.month == month else f"{day.month}月{day.day}日"
        parts.append(_words(x, y, label, colour=MUTED, size=8))
        free, month = x + 44, day.month
    return parts


@cache
def tiles() -> tuple[tuple[str, str, int, int], ...]:
    """The province-level units: code, short name, row and column of the tile (``assets/tables/tiles.tsv``)."""
    rows = table_rows("tiles", "guanlan.publish.assets")
    return tuple((code, name, int(row), int(column)) for code, name, row, column, _ in rows)


def _stack(day: DayCount, x: float, base: float, size: float) -> list[str]:
    boxes, y = [], base - 2
    for kind, number in day.kinds:
        for _ in range(number):
            y -= size + 1
            boxes.append(_box(x, y, size, size, _kind(kind), radius=1))
    return boxes


def _beside_tiles(counts: Overview, x: float) -> list[str]:
    """The numbers that have no tile, and what the shades mean."""
    parts, y = [], 0.0
    rows = [("国家层面", counts.national), ("省级及以下", sum(number for _, number in counts.places))]
    rows += [("境外", sum(number for _, number in counts.abroad))]
    for name, number in rows:
        parts.append(_words(x, y + 13, name, colour=MUTED, size=9))
        parts.append(_words(WIDTH, y + 14, f"{number} 条", anchor="end", size=12, colour=INK))
        parts.append(f'<path class="rule" d="M{_n(x)} {_n(y + 21)}H{WIDTH}" stroke="{RULE}" stroke-width="0.6"/>')
        y += 28
    for name, number in _grouped(counts.abroad, 7):
        parts.append(_words(x + 10, y + 9, name, size=8.5))
        parts.append(_words(WIDTH, y + 9, str(number), anchor="end", size=8.5))
        y += 14
    y = 8 * (_CELL + _GAP) - 34
    parts.append(_words(x, y, "颜色由浅至深：条数由少至多", colour=MUTED, size=8))
    for at, (least, fill, _) in enumerate(SHADES):
        parts.append(_box(x + at * 30, y + 7, 28, 10, (f"s s{at}", fill), radius=2))
        parts.append(_words(x + at * 30 + 14, y + 27, _range_name(at, least), "middle", size=8, colour=MUTED))
    return parts


def _range_name(at: int, least: int) -> str:
    if at + 1 == len(SHADES):
        return f"≥{least}"
    most = SHADES[at + 1][0] - 1
    return str(least) if most == least else f"{least}–{most}"


def _grouped(abroad: tuple[tuple[str, int], ...], most: int) -> list[tuple[str, int]]:
    """Countries by name, those beyond ``most`` taken together."""
    named = [(place_name(code), number) for code, number in abroad]
    if len(named) <= most:
        return named
    return [*named[: most - 1], ("其他", sum(number for _, number in named[most - 1 :]))]


def place_name(code: str) -> str:
    """What a country's or union's code is called; the code itself where we have no name.

    >>> place_name("IE"), place_name("EU"), place_name("XX")
    ('爱尔兰', '欧盟', 'XX')
    """
    return _countries().get(code, code)


@cache
def _countries() -> dict[str, str]:
    return {row[0]: row[1] for row in table_rows("countries")}


def _legend(kinds: Shares, y: float) -> tuple[list[str], float]:
    """Squares with the names of the kinds (and their counts, where given), and where they end."""
    parts, x = [], 0.0
    for kind, number in kinds:
        name = f"{KINDS[kind][0]} {number}" if number else KINDS[kind][0]
        width = 24 + 9 * len(KINDS[kind][0]) + (16 if number else 0)
        if x + width > WIDTH:
            x, y = 0.0, y + 15
        parts.append(_box(x, y, 8, 8, _kind(kind), radius=1))
        parts.append(_words(x + 12, y + 7.5, name, size=8.5, colour=MUTED))
        x += width
    return parts, y + 12


def _kind(kind: str | None) -> tuple[str, str]:
    return f"k k-{kind or 'none'}", KINDS[kind][1]


def _shade(number: int) -> tuple[int, str, str]:
    level = max(at for at, (least, _, _) in enumerate(SHADES) if number >= least)
    return level, SHADES[level][1], SHADES[level][2]


def _n(value: float) -> str:
    """A length with two decimals at most, so that every machine writes the same."""
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _box(x: float, y: float, width: float, height: float, look: tuple[str, str], *, radius: float = 0) -> str:
    rounded = f' rx="{_n(radius)}"' if radius else ""
    size = f'width="{_n(width)}" height="{_n(height)}"'
    return f'<rect class="{look[0]}" x="{_n(x)}" y="{_n(y)}" {size}{rounded} fill="{look[1]}"/>'


def _words(
    x: float,
    y: float,
    text: str,
    anchor: str = "start",
    *,
    size: float = 9.5,
    colour: str = TEXT,
    on: str | None = "",
    shade: tuple[int, str] | None = None,
) -> str:
    """Text; ``on`` a kind's colour or a ``shade`` of the tiles it takes the colour that can be read there."""
    name = {TEXT: "t", MUTED: "m", INK: "i", ACCENT: "a"}[colour]
    if on != "":
        name, colour = f"on-{on or 'none'}", INK if on in ("campaign", "meeting", "drill", None) else "#ffffff"
    if shade is not None:
        name, colour = f"w{shade[0]}", shade[1]
    place = f'x="{_n(x)}" y="{_n(y)}" font-size="{_n(size)}" text-anchor="{anchor}"'
    return f'<text class="{name}" {place} fill="{colour}">{escape(printed(text))}</text>'


def _svg(height: float, parts: list[str]) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {_n(height)}" width="{WIDTH}" '
        f'height="{_n(height)}" font-family="Noto Sans SC">{"".join(parts)}</svg>'
    )
