"""Writes tracked changes into a review copy, in plain WordprocessingML; ``manners.py`` dresses it as programs do."""

from __future__ import annotations

import copy
import io
import zipfile

from lxml import etree

NS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W = f"{{{NS}}}"
XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
DATE = "2025-01-17T09:30:00Z"


def element(name, /, **attributes):
    """An element of Word's namespace."""
    made = etree.Element(W + name, nsmap={"w": NS})
    for key, value in attributes.items():
        made.set(W + key, value)
    return made


def run(text, *, gone=False):
    """A run of words, there or deleted."""
    made, words = element("r"), element("delText" if gone else "t")
    words.text = text
    words.set(XML_SPACE, "preserve")
    made.append(words)
    return made


class Marking:
    """An open copy. Lines are asked for as region's mark and number (0 is the first line of the region)."""

    def __init__(self, data: bytes, given) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
        self.root = etree.fromstring(self.parts["word/document.xml"])
        self.body = self.root.find(f"{W}body")
        self.given = given
        self._number = 9000
        self.lines = {}
        paragraphs = list(self.body.iter(f"{W}p"))
        starts = {
            mark.get(f"{W}name"): at
            for at, paragraph in enumerate(paragraphs)
            for mark in paragraph.iter(f"{W}bookmarkStart")
        }
        for region in given.regions:
            for number in range(len(region.lines)):
                self.lines[region.mark, number] = paragraphs[starts[f"GL_{region.mark}"] + number]

    def saved(self, more=None) -> bytes:
        """The file."""
        self.parts["word/document.xml"] = etree.tostring(
            self.root, xml_declaration=True, encoding="UTF-8", standalone=True
        )
        self.parts |= more or {}
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for name in sorted(self.parts):
                archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), self.parts[name], zipfile.ZIP_DEFLATED)
        return packed.getvalue()

    def who(self, name, author, **more):
        """A tracked element of that author."""
        self._number += 1
        return element(name, id=str(self._number), author=author, date=DATE, **more)

    def text(self, mark, number):
        """The words of a line as given."""
        return self.given_line(mark, number).text

    def given_line(self, mark, number):
        """A line as given."""
        return next(region for region in self.given.regions if region.mark == mark).lines[number]

    def given_runs(self, paragraph):
        """The runs of words that were given out, deleted ones too."""
        return [
            one
            for one in paragraph.iter(f"{W}r")
            if one.find(f"{W}t") is not None or one.find(f"{W}delText") is not None
            if one.getparent().tag not in (f"{W}ins", f"{W}moveTo")
        ]

    def cut(self, paragraph, at):
        """Part the run that holds place ``at``; gives the runs before it and from it on."""
        runs = self.given_runs(paragraph)
        before, passed = [], 0
        for index, one in enumerate(runs):
            words = one.find(f"{W}t")
            words = words if words is not None else one.find(f"{W}delText")
            length = len(words.text or "")
            if passed + length <= at and not (passed == at and length):
                before.append(one)
                passed += length
                continue
            if passed == at:
                return before, runs[index:]
            rest = copy.deepcopy(one)
            other = rest.find(words.tag)
            other.text, words.text = words.text[at - passed :], words.text[: at - passed]
            for each in (words, other):
                each.set(XML_SPACE, "preserve")
            one.addnext(rest)
            return [*before, one], [rest, *runs[index + 1 :]]
        return before, []

    def between(self, paragraph, start, end):
        """The runs from ``start`` to ``end``."""
        _, after = self.cut(paragraph, start)
        first = after[0] if after and end > start else None
        before, _ = self.cut(paragraph, end)
        return before[before.index(first) :] if first is not None else []

    def delete(self, paragraph, start, end, author, kind="del"):
        """Delete words, or take them away to elsewhere; gives the element."""
        made = self.who(kind, author)
        runs = self.between(paragraph, start, end)
        runs[0].addprevious(made)
        for one in runs:
            words = one.find(f"{W}t")
            if kind == "del" and words is not None:
                words.tag = f"{W}delText"
            made.append(one)
        return made

    def insert(self, paragraph, at, text, author, kind="ins"):
        """Put words in; gives the element."""
        made = self.who(kind, author)
        made.append(run(text))
        before, after = self.cut(paragraph, at)
        if before:
            last = before[-1]
            holder = last.getparent() if last.getparent().tag in (f"{W}del", f"{W}moveFrom") else last
            holder.addnext(made)
        elif after:
            first = after[0]
            holder = first.getparent() if first.getparent().tag in (f"{W}del", f"{W}moveFrom") else first
            holder.addprevious(made)
        else:
            paragraph.append(made)
        return made

    def end(self, paragraph, kind, author):
        """Mark the end of a paragraph as put in or taken out."""
        properties = paragraph.find(f"{W}pPr")
        if properties is None:
            properties = element("pPr")
            paragraph.insert(0, properties)
        look = properties.find(f"{W}rPr")
        if look is None:
            look = element("rPr")
            properties.append(look)
        look.insert(0, self.who(kind, author))

    def split(self, paragraph, at, author, kind="ins"):
        """Press Enter: what was before the place goes into a paragraph of its own whose end is new."""
        first = element("p")
        properties = paragraph.find(f"{W}pPr")
        if properties is not None:
            first.append(copy.deepcopy(properties))
        _before, after = self.cut(paragraph, at)
        stop = self.holder(after[0], paragraph) if after else None
        paragraph.addprevious(first)
        for one in list(paragraph):
            if one is stop:
                break
            if one.tag != f"{W}pPr":
                first.append(one)
        if author is not None:
            self.end(first, kind, author)
        return first

    def holder(self, one, paragraph):
        """The child of the paragraph that holds a run."""
        while one.getparent() is not paragraph:
            one = one.getparent()
        return one

    def append(self, paragraph, words, author):
        """Press Enter at the end and write paragraphs: the new one bears the end that was there."""
        made = paragraph
        for text in words:
            first = self.split(made, len(self.all_text(made)), author)
            new = self.who("ins", author)
            new.append(run(text))
            for one in list(made):
                if one.tag != f"{W}pPr":
                    made.remove(one)
            made.append(new)
            del first
        return made

    def all_text(self, paragraph):
        """The words that were given out in a paragraph."""
        return "".join(
            (one.findtext(f"{W}t") or "") + (one.findtext(f"{W}delText") or "") for one in self.given_runs(paragraph)
        )

    def delete_paragraph(self, paragraph, author, kind="del", *, mark=True):
        """Take out a whole paragraph."""
        length = len(self.all_text(paragraph))
        if length:
            self.delete(paragraph, 0, length, author, kind)
        if mark:
            self.end(paragraph, kind, author)

    def region(self, mark):
        """The paragraphs of a region."""
        return [paragraph for (name, _), paragraph in self.lines.items() if name == mark]

    def move_range(self, name, first, last):
        """The marks of a move's one end around two elements of one kind."""
        kind = "moveFrom" if name[1] == "from" else "moveTo"
        self._number += 1
        number = str(self._number)
        first.addprevious(element(f"{kind}RangeStart", id=number, author="-", date=DATE, name=name[0]))
        last.addnext(element(f"{kind}RangeEnd", id=number))
