"""From a parsed page to blocks: what each element does to the visible text."""

from __future__ import annotations

import re
from enum import Enum
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from guanlan.formats.draft import Draft
from guanlan.formats.elements import HIDDEN, PARTING, heading_level
from guanlan.formats.html.grids import Grids
from guanlan.formats.html.sites import is_furniture
from guanlan.formats.html.words import Words
from guanlan.records.reading import Block, BlockKind, Link

_DISPLAY_NONE = re.compile(r"display\s*:\s*none", re.I)
_DEEPEST_PATH = 40  # elements named in a block's path; no honest page nests its text deeper below an id
# what editors' programs put in as alternative text by themselves
_EMPTY_ALT = frozenset({"图片", "image", "img", "图像", "undefined", "null"})


class Zone(Enum):
    """A part of a page."""

    OPEN = "open"  # nothing says what it is
    MAIN = "main"
    FURNITURE = "furniture"


class Place(NamedTuple):
    """What an element gives to the words inside it."""

    path: str
    kind: BlockKind = BlockKind.PARAGRAPH
    level: int | None = None
    cell: tuple[int, int] | None = None
    pre: bool = False
    depth: int = 0
    zone: Zone = Zone.OPEN


class Walk:
    """One pass over a page. ``zones`` tells for each block of ``draft`` in which part of the page it stands; ``main``
    is the element that a site's own selector found, ``depth`` how deep the page nests.
    """

    def __init__(self, root: LexborNode, main: LexborNode | None = None) -> None:
        self.draft = Draft()
        self.zones: list[Zone] = []
        self.depth = 0
        self._main = main.mem_id if main is not None else None
        self._words = Words()
        self._grids = Grids(root)
        self._goes_on = False
        self._walk(root)

    def _walk(self, root: LexborNode) -> None:
        """Document order without recursion: pages nest as deep as they like."""
        stack: list[tuple[LexborNode, Place, dict[str, int]]] = [(root, Place("body"), {})]
        node = root.child
        while stack:
            if node is None:
                element, place, _ = stack.pop()
                self._leave(element, place, stack[-1][1] if stack else place)
                node = element.next if stack else None
                continue
            entered = self._visit(node, stack[-1])
            if entered is None:
                node = node.next
                continue
            stack.append((node, entered, {}))
            self.depth = max(self.depth, len(stack))
            node = node.child

    def _visit(self, node: LexborNode, above: tuple[LexborNode, Place, dict[str, int]]) -> Place | None:
        """Takes in a text, a picture or a break; gives the place of an element to be walked, else None."""
        _, place, counts = above
        tag = node.tag or ""
        if node.is_text_node:
            self._text(node, place)
            return None
        if not node.is_element_node or tag in HIDDEN or _is_hidden(node):
            return None
        counts[tag] = counts.get(tag, 0) + 1
        path = _path(node, tag, counts[tag], place)
        if tag in PARTING:
            self._part(place, tag)
        if tag == "img":
            self._picture(node, place, path)
        if tag in ("img", "br", "hr"):
            return None
        if tag == "a":
            self._words.open_link(node.attributes.get("href") or "")
        return self._place(node, tag, path, place)

    def _place(self, node: LexborNode, tag: str, path: str, above: Place) -> Place:
        inner = above._replace(path=path, depth=above.depth + 1, zone=self._zone(node, tag, above))
        if tag == "nav" and above.zone is Zone.MAIN:
            return inner._replace(kind=BlockKind.CONTENTS, level=None)
        level = heading_level(tag)
        if level is not None:
            return inner._replace(kind=BlockKind.HEADING, level=level)
        if tag == "li" and above.kind not in (BlockKind.CELL, BlockKind.CONTENTS):
            return inner._replace(kind=BlockKind.ITEM, level=None)
        if tag in ("figcaption", "caption"):
            return inner._replace(kind=BlockKind.CAPTION, level=None)
        if tag == "table":
            self._grids.enter(node)
        elif tag in ("td", "th"):
            cell = self._grids.cell(node)
            return inner._replace(kind=BlockKind.CELL, cell=cell) if cell else inner
        elif tag == "pre":
            return inner._replace(pre=True)
        return inner

    def _zone(self, node: LexborNode, tag: str, above: Place) -> Zone:
        """Names of classes are a hint outside the main part only: some sites call the frame of an article ``print``."""
        if node.mem_id == self._main:
            return Zone.MAIN
        if above.zone is Zone.MAIN:
            return Zone.FURNITURE if tag == "footer" else Zone.MAIN
        return Zone.FURNITURE if is_furniture(node, tag) else above.zone

    def _leave(self, element: LexborNode, place: Place, above: Place) -> None:
        tag = element.tag or ""
        if tag == "a":
            self._words.close_link()
        if tag in PARTING:
            self._flush(place)
            self._goes_on = False
        if tag == "table":
            self._grids.leave()

    def _part(self, place: Place, tag: str) -> None:
        """An element of its own ends the words before it. A break inside a heading leaves it one heading."""
        written = self._flush(place)
        self._goes_on = tag == "br" and place.kind is BlockKind.HEADING and (written or self._goes_on)

    def _text(self, node: LexborNode, place: Place) -> None:
        words = node.text_content or ""
        if not place.pre:
            self._words.add(words)
            return
        for number, line in enumerate(words.splitlines()):
            if number:
                self._flush(place)
            self._words.add(line)

    def _flush(self, place: Place) -> bool:
        """Writes the words gathered since the last parting as a block of the element that held them."""
        words, links = self._words.take()
        if not words:
            return False
        block = self._written(place, words)
        self.zones.append(place.zone)
        self.draft.links += [Link(block.start + start, block.start + end, target) for start, end, target in links]
        return True

    def _written(self, place: Place, words: str) -> Block:
        goes_on, self._goes_on = self._goes_on, False
        return self.draft.add(place.kind, words, path=place.path, level=place.level, cell=place.cell, continues=goes_on)

    def _picture(self, node: LexborNode, place: Place, path: str) -> None:
        """Pictures stand on lines of their own; a paragraph goes on after one that stands inside it."""
        attributes = node.attributes
        target = attributes.get("data-src") or attributes.get("src") or attributes.get("data-original") or ""
        if not target or _is_speck(attributes):
            return
        inside = self._flush(place)
        alt = " ".join((attributes.get("alt") or "").split())
        self.draft.add(BlockKind.PICTURE, "" if alt.lower() in _EMPTY_ALT else alt, path=path, target=target)
        self.zones.append(place.zone)
        self._goes_on = inside or self._goes_on


def _is_hidden(node: LexborNode) -> bool:
    """Not shown at all. ``visibility: hidden`` does not count: account pages show their text by script."""
    attributes = node.attributes
    if not attributes:
        return False
    if "hidden" in attributes:
        return True
    style = attributes.get("style")
    return bool(style and _DISPLAY_NONE.search(style))


def _is_speck(attributes: dict[str, str | None]) -> bool:
    """A counter's pixel or a spacer."""
    sides = (attributes.get("width"), attributes.get("height"))
    return any(side is not None and side.removesuffix("px") in ("0", "1", "2") for side in sides)


def _path(node: LexborNode, tag: str, number: int, above: Place) -> str:
    """``#zoom/p[3]``: from the nearest element with an id, so that paths are short and outlive a change of frame."""
    given = node.attributes.get("id") if node.attributes else None
    if given and len(given) <= 40 and not any(character.isspace() for character in given):
        return f"#{given}"
    if above.depth and above.depth % _DEEPEST_PATH == 0:
        return f"…/{tag}[{number}]"
    return f"{above.path}/{tag}[{number}]"
