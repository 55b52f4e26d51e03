"""What stands before the body: title, part, history, order and number; where the body begins."""

from __future__ import annotations

import re
from typing import NamedTuple

from guanlan.law.reading.history import DAY, find_events, find_signature
from guanlan.law.reading.lines import Line, Sheet
from guanlan.law.reading.marks import Kind, mark_of
from guanlan.records.law import Event
from guanlan.text.docnumbers import find_docnumbers

# where collections in Markdown say that the history ends
_MARKER = "<!-- INFO END -->"
_KINDS = (
    "法|法典|条例|规定|办法|细则|决定|决议|解释|规则|通知|意见|公告|批复|解答|答复|安排|方案|命令|守则|准则|规范|标准|纲要|章程"
    "|指引|指南|规程|制度|若干问题|总则|附则|修正案|解释|规划|预案|目录|名单|方法|条约|协定|公约|宪法|合同|流程|要点|措施"
)
_NOTES = r"(?:[（(][^（）()]{1,24}[）)])*"
TITLE = re.compile(rf"[^。；，？！]{{1,100}}?(?:{_KINDS}){_NOTES}$")
_ORGANS = re.compile("[\u4e00-\u9fff \u3000、]{1,58}(?:法院|检察院|委员会|国务院|部|局|办公室|总署|银行|政府)")
_NUMBERED = re.compile(
    "(?:第 ?[0-9一二三四五六七八九十]{1,5} ?号|[\u4e00-\u9fff]{1,12}[〔［\\[（(][0-9]{4}[〕］\\])）] ?第?[0-9]{1,5}号)$"
)
_PART = re.compile("[\u4e00-\u9fff]{1,12}编|总则|分则|附则")
_SENT_OUT = re.compile("(?:印发|发布|公布|下发)《(?P<title>[^《》]+(?:《[^《》]*》[^《》]*)*)》")
_ORDER_LINES = 8  # an order's sentence, signature and day
_NUMBER_LINES = 2  # 某某部令, 第5号
_LIST_MARKS = "一二三四五六七八九十（(0123456789附—"
_QUOTED = re.compile("(?:[^《》]{2,20}号)?《(?P<title>[^《》]+(?:《[^《》]*》[^《》]*)*)》")
_FOLDED = str.maketrans({"〈": "《", "〉": "》", "＜": "《", "＞": "》", "<": "《", ">": "》", "(": "（", ")": "）"})


class Front(NamedTuple):
    """``first`` is the index of the first line of the body."""

    title: str
    part: str | None
    history: tuple[Event, ...]
    number: str | None
    first: int


def read_front(sheet: Sheet) -> Front:
    """The front of a sheet; ``title`` is empty where no line is one."""
    marker = sheet.text.find(_MARKER)
    first = _first_behind(sheet, marker) if marker >= 0 else _first_of_structure(sheet)
    at, title = _title(sheet, first)
    if marker < 0 and first == len(sheet.lines):
        first = at + 1
    while first < len(sheet.lines) and _belongs_to_front(sheet, sheet.lines[first], title):
        first += 1
    begin = 0 if marker >= 0 else _order_above(sheet, at, title)
    history, number = _told(sheet, sheet.lines[begin:first])
    return Front(title, _part(sheet, at, first), tuple(history), number, first)


def _told(sheet: Sheet, lines: list[Line]) -> tuple[list[Event], str | None]:
    """The history and the number that the lines of a front tell."""
    history: list[Event] = []
    number = None
    before = ""
    ordered = False
    for line in lines:
        found = list(find_events(sheet.text, line.start, line.end))
        if not found and ordered and (signed := find_signature(sheet.text, line.start, line.end)):
            found = [signed]
            ordered = False
        history += found
        words = "".join(sheet.text[line.start : line.end].split())
        ordered = ordered or "现予公布" in words or "现予发布" in words
        # 某某部令 on one line, 第5号 on the next
        number = number or _number(before + words if before.endswith("令") else words)
        before = words
    return history, number


def _order_above(sheet: Sheet, at: int, title: str) -> int:
    """Where the order begins that publishes the text, above its title: 《某办法》已经…通过，现予公布."""
    named = f"《{folded(title)}》"
    for place in range(max(at, 0) - 1, max(at - _ORDER_LINES, 0) - 1, -1):
        words = folded(sheet.text[sheet.lines[place].start : sheet.lines[place].end])
        if named in words and ("通过" in words or "公布" in words):
            return max(place - _NUMBER_LINES, 0)
    return max(at, 0)


def _first_behind(sheet: Sheet, marker: int) -> int:
    for index, line in enumerate(sheet.lines):
        if line.start > marker:
            return index
    return len(sheet.lines)


def _first_of_structure(sheet: Sheet) -> int:
    """The first chapter, article or contents list; behind the last line where there is none."""
    later = len(sheet.lines)
    for place, line in enumerate(sheet.lines):
        mark = mark_of(sheet.text, line)
        if mark.kind is Kind.CONTENTS or (mark.kind is Kind.ARTICLE and mark.number == 1):
            return place
        if Kind.PART <= mark.kind <= Kind.SECTION and (mark.number == 1 or sheet.text[line.start] in "总序"):
            return place
        if mark.kind is Kind.ARTICLE:
            later = min(later, place)
    return later


def _title(sheet: Sheet, first: int) -> tuple[int, str]:
    """The place of the line of the title, and the title.

    It is the first-level heading nearest the body (behind a marker the first: the second is a part), else the line
    nearest the body that reads as a title, else what the file says of itself. A text without divisions begins at its
    first such line, or where the title comes again that a notice sends out.
    """
    lines = sheet.lines[:first]
    headed = [place for place, line in enumerate(lines) if line.depth == 1]
    told = [_joined(sheet.text[lines[place].start : lines[place].end]) for place in headed]
    if headed:
        chosen = 0 if _MARKER in sheet.text else len(told) - 1
        if chosen and _PART.fullmatch(told[chosen]):
            chosen -= 1
        if _MARKER in sheet.text or TITLE.fullmatch(_unquoted(told[chosen])):
            return headed[chosen], _unquoted(told[chosen])
    order = range(len(lines)) if first == len(sheet.lines) else range(len(lines) - 1, -1, -1)
    for place in order:
        words = _unquoted(_joined(sheet.text[lines[place].start : lines[place].end]))
        if TITLE.fullmatch(words) and not DAY.search(words) and "：" not in words and words[0] not in _LIST_MARKS:
            return _sent_out(sheet, place, words) if first == len(sheet.lines) else (place, words)
    return (headed[-1], told[-1]) if headed else (-1, sheet.metadata.get("title", ""))


def _sent_out(sheet: Sheet, place: int, title: str) -> tuple[int, str]:
    """关于印发《某方法》的通知, and further down 某方法: that is where the text begins."""
    named = _SENT_OUT.search(title)
    if named is not None:
        wanted = folded(named["title"])
        for later in range(place + 1, len(sheet.lines)):
            words = _joined(sheet.text[sheet.lines[later].start : sheet.lines[later].end])
            if folded(words) == wanted:
                return later, words
    return place, title


def _unquoted(words: str) -> str:
    """某信〔2024〕1号《某通知》 without its number and 《》."""
    quoted = _QUOTED.fullmatch(words)
    return quoted["title"] if quoted else words


def _joined(words: str) -> str:
    """A title without the blanks that a page sets between its lines."""
    return re.sub(
        "(?<=[\u4e00-\u9fff（）《》〈〉、])[ \t\u3000]+(?=[\u4e00-\u9fff（）《》〈〉、])", "", words.strip(" *#")
    )


def _part(sheet: Sheet, at: int, first: int) -> str | None:
    """The part of a code that a file holds: its second first-level heading."""
    for line in sheet.lines[at + 1 : first] if at >= 0 else ():
        if line.depth == 1:
            return _joined(sheet.text[line.start : line.end])
    return None


def _belongs_to_front(sheet: Sheet, line: Line, title: str) -> bool:
    """Whether a line before the first mark repeats the title, tells history, an organ or a number."""
    words = sheet.text[line.start : line.end]
    if line.depth > 1 or mark_of(sheet.text, line).kind is not Kind.PLAIN:
        return False
    bare = folded(words)
    if len(bare) >= 4 and bare in folded(title):
        return True
    if len(words) <= 60 and (_ORGANS.fullmatch(words) or _NUMBERED.search(words)):
        return True
    told = words.startswith(("（", "(")) or DAY.match(words) is not None
    if told and words[-1] in "）)过布行正订准" and (DAY.search(words) or "会议" in words):
        return True
    return words.endswith(("会议通过）", "会议通过)")) and len(words) <= 60


def folded(words: str) -> str:
    """A title without blanks, its inner marks and brackets of one sort."""
    return "".join(words.split()).translate(_FOLDED)


def _number(words: str) -> str | None:
    found = next(find_docnumbers(words), None)
    return words[found.start : found.end] if found else None
