"""A copy that came back: which one it is, its paragraphs, and what was said beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import msgspec
from docx.oxml.parser import parse_xml

from guanlan.errors import InputError, ReadingError
from guanlan.formats.docx.names import W
from guanlan.formats.docx.opening import open_document
from guanlan.publish.review.formatting import touch_of
from guanlan.publish.review.given import FORMAT, NUMBERED
from guanlan.publish.review.paragraphs import W14, Aside, Body, CameParagraph, Spoken
from guanlan.publish.review.writing import FORM, KEY, MARK

W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_KEY = re.compile(r"[0-9a-f]{32}")
_LINE = re.compile(rf"{NUMBERED}：\s*([0-9a-f]{{32}})")


class Said(msgspec.Struct, frozen=True):
    """A comment. ``quote`` is what it is about, ``paragraph`` where that begins; ``answers`` the id of the one that it
    answers.
    """

    id: str
    author: str
    at: str
    text: str
    quote: str
    paragraph: int | None
    answers: str | None = None
    done: bool = False


class Came(msgspec.Struct):
    """``key`` names the copy."""

    key: str
    paragraphs: list[CameParagraph]
    said: tuple[Said, ...]


def read_copy(data: bytes, name: str = "-") -> Came:
    """Read a file that may be a review copy.

    Raises ``InputError`` for one that is none of ours, or of another version of the form; as reading a Word file does
    for what is broken, hostile or would burst.
    """
    try:
        return _read(open_document(data, name), name)
    except (RecursionError, AttributeError, KeyError, ValueError, SyntaxError) as error:
        # what a damaged part does to a reader that trusts the schema has no end of names
        raise ReadingError("formats.docx_broken", name=name) from error


def _read(document: Any, name: str) -> Came:
    body = Body(document.element.body, _styles(document))
    told = _properties(document)
    key = told.get(KEY) or _marked(body.paragraphs) or _written(body.paragraphs)
    if key is None or not _KEY.fullmatch(key):
        raise InputError("review.not_ours", name=name)
    if told.get(FORM, str(FORMAT)) != str(FORMAT):
        raise InputError("review.other_form", name=name, form=told[FORM][:10], known=FORMAT)
    said = (*_said(document, body.spoken), *_aside(document, body.asides))
    return Came(key, body.paragraphs, said)


def _marked(paragraphs: list[CameParagraph]) -> str | None:
    """The key in the bookmark of the front: properties go when a file is cleaned of personal data."""
    names = (mark for paragraph in paragraphs for mark in paragraph.marks)
    return next((name.removeprefix(f"{MARK}copy_") for name in names if name.startswith(f"{MARK}copy_")), None)


def _written(paragraphs: list[CameParagraph]) -> str | None:
    """The key in the line that a person sees: it stays when all words are copied into a new file."""
    found = (_LINE.search("".join(cell.sign for cell in paragraph.cells)) for paragraph in paragraphs)
    return next((one[1] for one in found if one is not None), None)


def is_number(paragraph: CameParagraph) -> bool:
    """Whether it is the line that bears the key: it is about the copy, and none of its words."""
    return _LINE.search("".join(cell.sign for cell in paragraph.cells)) is not None


def _styles(document: Any) -> dict[str | None, str]:
    """Id → name of the styles, in small letters; under None that of paragraphs that name none."""
    found: dict[str | None, str] = {}
    for style in document.styles.element.iter(f"{W}style"):
        name = style.find(f"{W}name")
        if style.get(f"{W}type") != "paragraph" or name is None:
            continue
        found[style.get(f"{W}styleId")] = (name.get(f"{W}val") or "").lower()
        if style.get(f"{W}default") in ("1", "true", "on"):
            found[None] = (name.get(f"{W}val") or "").lower()
    return found


def _properties(document: Any) -> dict[str, str]:
    root = _part(document.part.package.rels, "custom-properties")
    if root is None:
        return {}
    return {one.get("name") or "": "".join(one.itertext()).strip() for one in root}


def _part(relations: Any, kind: str) -> Any:
    """The XML of the part that stands in such a relation; None where there is none."""
    for relation in relations.values():
        if relation.reltype.rsplit("/", 1)[-1] == kind and not relation.is_external:
            element = getattr(relation.target_part, "element", None)
            return element if element is not None else parse_xml(relation.target_part.blob)
    return None


def _said(document: Any, spoken: dict[str, Spoken]) -> list[Said]:
    root = _part(document.part.rels, "comments")
    extended = _part(document.part.rels, "commentsExtended")
    more = {one.get(f"{W15}paraId"): one for one in extended} if extended is not None else {}
    ids: dict[str, str] = {}  # a paragraph of a comment → the comment
    found = []
    for comment in root.iter(f"{W}comment") if root is not None else ():
        told = comment.get(f"{W}id") or ""
        paragraphs = list(comment.iter(f"{W}p"))
        ids |= {one.get(f"{W14}paraId"): told for one in paragraphs if one.get(f"{W14}paraId")}
        # what is said of a comment hangs on its last paragraph
        about = more.get(paragraphs[-1].get(f"{W14}paraId")) if paragraphs else None
        found.append((comment, told, paragraphs, about))
    return [_one(comment, about, ids, spoken.get(told)) for comment, told, _, about in found]


def _aside(document: Any, asides: list[Aside]) -> Iterator[Said]:
    """Notes and text boxes: a copy goes out without any, so they are what a reviewer says."""
    notes: dict[str, str] = {}
    for kind in ("foot", "end"):
        root = _part(document.part.rels, f"{kind}notes")
        for note in root.iter(f"{W}{kind}note") if root is not None else ():
            notes[f"{kind}{note.get(f'{W}id')}"] = "".join(one.text or "" for one in note.iter(f"{W}t")).strip()
    for number, one in enumerate(asides):
        text = one.text or notes.get(one.note, "")
        if text:
            yield Said(f"aside{number}", one.touch.author, one.touch.at, text, one.quote, one.paragraph)


def _one(comment: Any, about: Any, ids: dict[str, str], spoken: Spoken | None) -> Said:
    lines = ["".join(t.text or "" for t in one.iter(f"{W}t")) for one in comment.iter(f"{W}p")]
    touch = touch_of(comment)
    return Said(
        comment.get(f"{W}id") or "",
        touch.author,
        touch.at,
        "\n".join(line for line in lines if line.strip()),
        _quote(spoken),
        spoken.paragraph if spoken is not None else None,
        ids.get(about.get(f"{W15}paraIdParent") or "") if about is not None else None,
        about is not None and about.get(f"{W15}done") in ("1", "true", "on"),
    )


def _quote(spoken: Spoken | None) -> str:
    """The words that a comment is about: as they are now, or where all are gone as they were."""
    words = spoken.words if spoken is not None else []
    return "".join([cell.sign for cell in words if cell.gone is None] or [cell.sign for cell in words])
