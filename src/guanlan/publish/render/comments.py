"""Comments in a copy of somebody's Word file, at the exact words."""

from __future__ import annotations

import io
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import msgspec
from docx.oxml.ns import qn

from guanlan.formats.docx.tracing import Traced, traced
from guanlan.formats.docx.walk import Drawn
from guanlan.publish.render.docx_parts import element, repacked, run
from guanlan.publish.render.runs import cut, run_of

# a document may hold characters that XML cannot; a comment that quotes them leaves them out
_NOT_XML = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF))


class Comment(msgspec.Struct, frozen=True):
    """``text`` to be put at code points ``start`` to ``end`` of the as-published text of the file's reading."""

    start: int
    end: int
    text: str


def comment_docx(data: bytes, comments: Iterable[Comment], *, author: str, at: datetime) -> bytes:
    """A copy of ``data`` with ``comments``; its own words stay as they are. Equal input gives equal bytes.

    Word takes comments in the body only: one at words of a note goes to the reference, one in a text box to the box,
    one in a running head to the first paragraph, each with the words it is about. Raises as reading a Word file does.
    """
    file = traced(data)
    wanted = sorted(comments, key=lambda one: (one.start, one.end, one.text))
    drawn = cut(file.drawn, (place for one in wanted for place in (one.start, one.end)))
    starts = [one.start for one in drawn]
    kept = file.document.comments._comments_elm
    following = max((int(one.get(qn("w:id")) or 0) for one in kept), default=-1) + 1
    for number, one in enumerate(wanted, following):
        pieces = _under(drawn, starts, one)
        words = file.text[one.start : one.end]
        text = f"“{words}”：{one.text}" if not pieces or pieces[0].carrier is not None else one.text
        kept.append(_made(number, text, author, at))
        first, last = (run_of(pieces[0]), run_of(pieces[-1])) if pieces else _somewhere(file)
        _enclose(first, last, str(number))
    packed = io.BytesIO()
    file.document.save(packed)
    return repacked(packed.getvalue())


def _under(drawn: list[Drawn], starts: list[int], comment: Comment) -> list[Drawn]:
    """The pieces that a comment covers; those of the first one's paragraph where it reaches out of it."""
    first = max(bisect_right(starts, comment.start) - 1, 0)
    last = bisect_left(starts, max(comment.end, comment.start + 1))
    pieces = [one for one in drawn[first:last] if one.end > comment.start]
    if not pieces:  # the number that a list shows, a picture's words: the text that follows, else the one before
        return drawn[last : last + 1] or drawn[:last][-1:]
    home = _home(pieces[0])
    return [one for one in pieces if _home(one) is home]


def _home(one: Drawn) -> Any:
    """The paragraph of a piece."""
    run = run_of(one)
    return next((above for above in run.iterancestors() if above.tag == qn("w:p")), run)


def _somewhere(file: Traced) -> tuple[Any, Any]:
    first = next(file.document.element.body.iter(qn("w:p")))
    return first, first


def _made(number: int, text: str, author: str, at: datetime) -> Any:
    """A comment that is not yet put anywhere; each line a paragraph. The library's own way counts all comments anew for
    each one, which takes seconds from a thousand on."""
    stamp = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    made = element("comment", id=str(number), author=author, initials=author[:2], date=stamp)
    for line_number, line in enumerate(text.translate(_NOT_XML).split("\n")):
        paragraph, look = element("p"), element("pPr")
        look.append(element("pStyle", val="CommentText"))
        paragraph.append(look)
        if line_number == 0:
            reference, style = element("r"), element("rPr")
            style.append(element("rStyle", val="CommentReference"))
            reference.extend([style, element("annotationRef")])
            paragraph.append(reference)
        paragraph.append(run(line))
        made.append(paragraph)
    return made


def _enclose(first: Any, last: Any, number: str) -> None:
    """Put the marks of a comment around two runs, or into a paragraph that has none to be put around."""
    begin, end = element("commentRangeStart", id=number), element("commentRangeEnd", id=number)
    reference = element("r")
    look = element("rPr")
    look.append(element("rStyle", val="CommentReference"))
    reference.extend([look, element("commentReference", id=number)])
    if first.tag == qn("w:p"):
        first.extend([begin, end, reference])
        return
    first.addprevious(begin)
    last.addnext(reference)
    last.addnext(end)
