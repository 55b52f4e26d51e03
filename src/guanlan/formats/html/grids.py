"""Which tables hold data, and at which row and column a cell stands."""

from __future__ import annotations

from selectolax.lexbor import LexborNode

# A cell of data is a few words. Pages laid out by tables put whole articles into one.
_LONGEST_CELL = 600
_NEAREST_FRAME = 64  # elements between a table and the cell that holds it
_MAX_SPAN = 100  # columns; the standard allows 1,000 (HTML Living Standard §4.9.11), tables of data have a few dozen
_MAX_ROWS = 65_534
_MAX_COLUMNS = 2_000  # cells further right have no place, and are read as paragraphs


class _Grid:
    """Cells of one table, placed as the standard says; spans push later cells aside."""

    def __init__(self, rows: list[list[LexborNode]]) -> None:
        self.places: dict[int, tuple[int, int]] = {}
        taken: dict[int, int] = {}  # column → rows below that a cell still covers
        for row, cells in enumerate(rows, 1):
            column = 1
            fresh: dict[int, int] = {}
            for cell in cells:
                while taken.get(column, 0) > 0:
                    column += 1
                if column > _MAX_COLUMNS:
                    break
                self.places[cell.mem_id] = (row, column)
                down, across = _span(cell, "rowspan", _MAX_ROWS), _span(cell, "colspan", _MAX_SPAN)
                if down > 1:
                    fresh.update(dict.fromkeys(range(column, column + across), down - 1))
                column += across
            taken = {place: rows_left - 1 for place, rows_left in taken.items() if rows_left > 1}
            taken.update(fresh)


class Grids:
    """The tables that are open at one point of a walk; a layout table has no cells."""

    def __init__(self, root: LexborNode) -> None:
        self._open: list[_Grid | None] = []
        self._frames = _frames(root)

    def enter(self, table: LexborNode) -> None:
        """A table begins."""
        rows = [] if table.mem_id in self._frames else _rows(table)
        self._open.append(_Grid(rows) if _holds_data(rows) else None)

    def leave(self) -> None:
        """The innermost table ends."""
        if self._open:
            self._open.pop()

    def cell(self, node: LexborNode) -> tuple[int, int] | None:
        """Row and column of a cell, from 1; None in a layout table."""
        grid = self._open[-1] if self._open else None
        return grid.places.get(node.mem_id) if grid else None


def _span(cell: LexborNode, name: str, most: int) -> int:
    given = (cell.attributes.get(name) or "1").strip()
    return min(max(int(given), 1), most) if given.isascii() and given.isdigit() and len(given) < 6 else 1


def _rows(table: LexborNode) -> list[list[LexborNode]]:
    rows: list[list[LexborNode]] = []
    for part in table.iter():
        for row in part.iter() if part.tag in ("tbody", "thead", "tfoot") else (part,):
            if row.tag == "tr":
                rows.append([cell for cell in row.iter() if cell.tag in ("td", "th")])
    return rows


def _frames(root: LexborNode) -> frozenset[int]:
    """The tables that hold other tables: they lay out a page."""
    found: set[int] = set()
    for table in root.css("table"):
        above, steps = table.parent, 0
        while above is not None and above.tag != "table" and steps < _NEAREST_FRAME:
            above, steps = above.parent, steps + 1
        if above is not None and above.tag == "table":
            found.add(above.mem_id)
    return frozenset(found)


def _holds_data(rows: list[list[LexborNode]]) -> bool:
    """Two rows and two columns at least, no article and no title in a cell."""
    filled = [row for row in rows if row]
    if len(filled) < 2 or max(map(len, filled)) < 2:
        return False
    return not any(
        len(cell.text(strip=True)) > _LONGEST_CELL or cell.css_first("h1") is not None for row in filled for cell in row
    )
