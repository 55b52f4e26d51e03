"""Sheet → posts for WeChat: HTML whose every element carries its own style, in pieces that the editor there takes.

The editor takes 20,000 characters (tags included) and 1 MB a post, drops style sheets, scripts, classes and ids, and
shows only pictures that were uploaded to it: a post names them where they belong.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from html import escape

import msgspec

from guanlan.publish.render.archives import packed
from guanlan.publish.render.inline import entry_pieces, guide, heading, part_heading
from guanlan.publish.render.palette import ACCENT, INK, MUTED, RULE
from guanlan.publish.render.pictures import kind_of
from guanlan.publish.render.sheet import Sheet, SheetColumn, SheetParagraph, SheetPart

MOST_CHARACTERS = 20_000  # of a post, tags included
MOST_BYTES = 1_000_000
TITLE, DIGEST = 64, 120  # characters that the fields of the editor take
_ROOM = 600  # characters kept free for what opens and closes a post
_BODY = "font-family:-apple-system,'PingFang SC','Microsoft YaHei',sans-serif;letter-spacing:0.5px"
_FOOT = f"margin:36px 0 0;padding-top:12px;border-top:1px solid {RULE};font-size:13px;line-height:1.7;color:{MUTED}"


class Post(msgspec.Struct, frozen=True):
    """A post; ``pictures`` are the names of the files to upload, in the order of their places in ``html``."""

    title: str
    digest: str
    html: str
    pictures: tuple[str, ...] = ()


def wechat(sheet: Sheet, pictures: Mapping[str, bytes]) -> bytes:
    """A ZIP: ``01.html`` and so on, ``posts.json`` (title, digest, characters and pictures of each), and the pictures
    to upload under ``pictures/``.
    """
    names = picture_names(pictures)
    made = posts(sheet, names)
    files = {f"{number:02d}.html": post.html.encode() for number, post in enumerate(made, 1)}
    listed = [
        {
            "file": f"{number:02d}.html",
            "title": post.title,
            "digest": post.digest,
            "characters": len(post.html),
            "pictures": list(post.pictures),
        }
        for number, post in enumerate(made, 1)
    ]
    files["posts.json"] = json.dumps(listed, ensure_ascii=False, indent=1).encode() + b"\n"
    used = {name for post in made for name in post.pictures}
    files |= {f"pictures/{names[one]}": data for one, data in pictures.items() if names[one] in used}
    return packed(files)


def picture_names(pictures: Mapping[str, bytes]) -> dict[str, str]:
    """A picture's address → the name of its file: ``p01.png``."""
    return {
        address: f"p{number:02d}.{kind_of(data) or 'png'}"
        for number, (address, data) in enumerate(sorted(pictures.items()), 1)
    }


def posts(sheet: Sheet, names: Mapping[str, str] | None = None) -> list[Post]:
    """A post a sub-column; several where it has too much for one. An entry begins a new post rather than being cut,
    unless it is too long for a post of its own.
    """
    made = []
    for column in sheet.columns:
        for number, part in enumerate(column.parts):
            made += _part_posts(sheet, column, part, first=number == 0, names=names or {})
    return made


def _part_posts(
    sheet: Sheet, column: SheetColumn, part: SheetPart, *, first: bool, names: Mapping[str, str]
) -> list[Post]:
    top = list(_top(sheet, column, part, first=first))
    foot = _foot(sheet)
    room = MOST_CHARACTERS - _ROOM - len(foot)
    pages: list[list[str]] = [top]
    for entry in part.entries:
        pieces = list(entry_pieces(entry, lambda one: _placeholder(one, names), tag="h3"))
        if _length(pages[-1]) + _length(pieces) > room and (len(pages) > 1 or len(pages[-1]) > len(top)):
            pages.append(list(_top(sheet, column, part, first=False)))
        for piece in pieces:
            for one in _cut(piece, room - _length(top)):
                if _length(pages[-1]) + len(one) > room:
                    pages.append(list(_top(sheet, column, part, first=False)))
                pages[-1].append(one)
    title = part.label or column.label
    digest = _digest(column, part)
    made = []
    for number, page in enumerate(pages, 1):
        html = f'<section style="{_BODY}">{"".join(page)}{foot}</section>\n'
        named = _title(sheet, title, number if len(pages) > 1 else None)
        made.append(Post(named, digest, html, tuple(_named(html, names.values()))))
    return made


def _top(sheet: Sheet, column: SheetColumn, part: SheetPart, *, first: bool) -> Iterator[str]:
    number = " ".join(words for words in (sheet.title, sheet.number) if words)
    yield f'<p style="margin:0 0 12px;font-size:14px;line-height:1.6;color:{MUTED}">{escape(number)}</p>'
    style = f"margin:0;padding:12px 16px;background-color:{INK};color:#ffffff;font-size:18px;line-height:1.5"
    yield heading("h2", column.label, f"{style};border-left:5px solid {ACCENT}")
    if first:
        yield from guide(column)
    if part.label:
        yield part_heading(part.label, "h2")


def _foot(sheet: Sheet) -> str:
    return f'<section style="{_FOOT}">{"".join(f"<p>{escape(words)}</p>" for words in sheet.foot())}</section>'


def _placeholder(one: SheetParagraph, names: Mapping[str, str]) -> str:
    name = names.get(one.picture or "", "")
    style = (
        f"margin:0 0 12px;padding:18px 12px;border:1px dashed {ACCENT};font-size:14px;text-align:center;color:{ACCENT}"
    )
    return f'<p style="{style}">【此处插入图片 {name}】{escape(one.text)}</p>'


def _named(html: str, names: Iterable[str]) -> list[str]:
    """The pictures of a post, by their places."""
    places = ((html.find(f"【此处插入图片 {name}】"), name) for name in names)
    return [name for place, name in sorted(places) if place >= 0]


def _cut(piece: str, room: int) -> Iterator[str]:
    """A paragraph that is longer than a whole post, at the ends of sentences where it has any."""
    opening, _, rest = piece.partition(">")
    words, _, closing = rest.rpartition("</")
    while len(piece) > room and len(words) > room // 2:
        at = max(words.rfind(end, 0, room // 2) for end in "。；！？") + 1 or _outside_entity(words, room // 2)
        yield f"{opening}>{words[:at]}</{closing}"
        words = words[at:]
        piece = f"{opening}>{words}</{closing}"
    yield piece


def _outside_entity(words: str, at: int) -> int:
    """Not inside of ``&amp;``."""
    start = words.rfind("&", max(at - 8, 0), at)
    return start if start > 0 and ";" not in words[start:at] else at


def _length(pieces: Iterable[str]) -> int:
    return sum(map(len, pieces))


def _title(sheet: Sheet, words: str, number: int | None) -> str:
    """``words``, the issue, and which of several; cut within the words where it is too long."""
    issue = f"｜{sheet.title}{sheet.number}" if sheet.number else f"｜{sheet.title}"
    tail = f"（{number}）" if number else ""
    room = TITLE - len(tail)
    if len(words) + len(issue) > room:
        issue = f"｜{sheet.title}"
    if len(words) + len(issue) > room:
        issue = ""
    return _short(words, room - len(issue)) + issue + tail


def _digest(column: SheetColumn, part: SheetPart) -> str:
    return _short("；".join(entry.title for entry in part.entries) or column.label, DIGEST)


def _short(words: str, most: int) -> str:
    return words if len(words) <= most else words[: most - 1] + "…"
