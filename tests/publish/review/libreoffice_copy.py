"""Makes ``copies/libreoffice.docx``: LibreOffice itself opens the copy, tracks the changes of ``changes.yaml`` and
saves. Needs the system's Python with ``uno`` and PyYAML::

    /usr/bin/python3 tests/publish/review/libreoffice_copy.py

What it has no API for is done as its users do it by hand: a move is a cut and a paste. Answers to comments are left
out.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

import uno
from com.sun.star.beans import PropertyValue

HERE = Path(__file__).resolve().parent
COPIES = HERE / "copies"
ROLES = {"标题": 0, "来源": 1, "日期": 1, "导读": 1}
FIRST, SECOND = "总编甲", "副总编乙"


def option(name, value):
    """A property."""
    made = PropertyValue()
    made.Name, made.Value = name, value
    return made


class Office:
    """A LibreOffice with one document open."""

    def __init__(self, folder, path):
        self.process = subprocess.Popen(
            [
                "soffice", "--headless", "--norestore", "--nologo", f"-env:UserInstallation=file://{folder}/profile",
                "--accept=pipe,name=copies;urp;",
            ]
        )  # fmt: skip
        resolver = uno.getComponentContext().ServiceManager.createInstance("com.sun.star.bridge.UnoUrlResolver")
        for _ in range(120):
            try:
                self.context = resolver.resolve("uno:pipe,name=copies;urp;StarOffice.ComponentContext")
                break
            except Exception:
                time.sleep(0.5)
        self.services = self.context.ServiceManager
        desktop = self.services.createInstanceWithContext("com.sun.star.frame.Desktop", self.context)
        self.document = desktop.loadComponentFromURL(path.as_uri(), "_blank", 0, (option("Hidden", True),))
        self.text = self.document.Text

    def author(self, name):
        """Who changes from now on."""
        provider = self.services.createInstanceWithContext(
            "com.sun.star.configuration.ConfigurationProvider", self.context
        )
        access = provider.createInstanceWithArguments(
            "com.sun.star.configuration.ConfigurationUpdateAccess",
            (option("nodepath", "/org.openoffice.UserProfile/Data"),),
        )
        access.setPropertyValue("givenname", name)
        access.setPropertyValue("sn", "")
        access.commitChanges()

    def save(self, path):
        """As DOCX."""
        self.document.storeToURL(path.as_uri(), (option("FilterName", "MS Word 2007 XML"),))
        self.document.close(True)
        self.process.terminate()


class Editing:
    """The rows of the table, done at a line found by its bookmark."""

    def __init__(self, office, given):
        self.office, self.text, self.document = office, office.text, office.document
        self.given = given
        self.entries = {region["where"]: region["mark"] for region in given["regions"] if region.get("entry")}

    def line(self, mark, number):
        """A cursor over a line."""
        anchor = self.document.Bookmarks.getByName(f"GL_{mark}").Anchor
        cursor = self.text.createTextCursorByRange(anchor.Start)
        for _ in range(number):
            cursor.gotoNextParagraph(False)
        cursor.gotoStartOfParagraph(False)
        cursor.gotoEndOfParagraph(True)
        return cursor

    def row_line(self, row):
        """Region's mark and number of a row's line."""
        mark = self.entries[row["entry"]] if "entry" in row else f"c{row['column']}"
        return mark, ROLES.get(row["at"], row["at"] + 1 if isinstance(row["at"], int) else 0)

    def words(self, row, words):
        """A cursor over words of a row's line."""
        cursor = self.line(*self.row_line(row))
        at = cursor.getString().index(words)
        return self.within(row, at, at + len(words))

    def within(self, row, start, end):
        """A cursor over places of a row's line."""
        cursor = self.line(*self.row_line(row))
        cursor.collapseToStart()
        cursor.goRight(start, False)
        cursor.goRight(end - start, True)
        return cursor

    def do(self, row):
        """A row about words."""
        what = row["what"]
        if what in ("加粗", "标色"):
            cursor = self.words(row, row["old"])
            if what == "加粗":
                cursor.CharWeight = 150.0
            else:
                cursor.CharColor = 0xC00000
        elif what == "居中":
            self.line(*self.row_line(row)).ParaAdjust = uno.Enum("com.sun.star.style.ParagraphAdjust", "CENTER")
        elif what == "换样式":
            self.line(*self.row_line(row)).ParaStyleName = "Case Heading"
        elif what in ("删段", "删末段", "并段", "移段"):
            self.paragraphs(row)
        elif what == "未留痕":
            self.document.RecordChanges = False
            self.words(row, row["old"]).setString(row["new"])
            self.document.RecordChanges = True
        elif what == "增后又删":
            self.nested(row)
        elif what == "加表":
            self.table(row)
        elif what in ("移", "移到别篇", "从别篇移来"):
            self.move(row)
        else:
            self.hunks(row)

    def hunks(self, row):
        """Insert, delete, replace; paragraphs at the end."""
        sys.path.append(str(HERE))
        old, (new, *added) = row["old"], row["new"].split("¶")
        start = self.line(*self.row_line(row)).getString().index(old)
        if row["what"] == "分段":
            cursor = self.within(row, start + len(new), start + len(new))
            self.text.insertControlCharacter(cursor, 0, False)
            return
        cursor = self.line(*self.row_line(row))
        cursor.collapseToEnd()
        for words in added:
            self.text.insertControlCharacter(cursor, 0, False)
            self.text.insertString(cursor, words, False)
        for a, b, words in reversed(hunks(old, new, many=row["what"] == "多处改")):
            if row["what"] == "甲删乙增":
                self.within(row, start + a, start + b).setString("")
                self.office.author(SECOND)
                cursor = self.within(row, start + b, start + b)
                self.text.insertString(cursor, words, False)
                self.office.author(FIRST)
            elif b > a:
                self.within(row, start + a, start + b).setString(words)
            else:
                self.text.insertString(self.within(row, start + a, start + a), words, False)

    def table(self, row):
        """A table of new rows behind a paragraph."""
        rows = [line.split(" ") for line in row["new"].split("¶")[1:]]
        made = self.document.createInstance("com.sun.star.text.TextTable")
        made.initialize(len(rows), len(rows[0]))
        cursor = self.line(*self.row_line(row))
        cursor.collapseToEnd()
        self.text.insertTextContent(cursor, made, False)
        for number, cells in enumerate(rows, 1):
            for letter, words in zip("AB", cells):  # noqa: B905
                made.getCellByName(f"{letter}{number}").setString(words)

    def nested(self, row):
        """One puts in, another takes some of it out."""
        (a, _, kept), *_ = hunks(row["old"], row["new"], many=False)
        start = self.line(*self.row_line(row)).getString().index(row["old"])
        self.text.insertString(self.within(row, start + a, start + a), row["first"], False)
        self.office.author(SECOND)
        self.within(row, start + a + len(kept), start + a + len(row["first"])).setString("")
        self.office.author(FIRST)

    def move(self, row):
        """Cut and paste of words."""
        start = self.line(*self.row_line(row)).getString().index(row["old"])
        came, goes = row["old"].find(row["moved"]), row["new"].find(row["moved"])
        length = len(row["moved"])
        if goes >= 0:
            at = start + goes + (length if 0 <= came < goes else 0)
            self.text.insertString(self.within(row, at, at), row["moved"], False)
        if came >= 0:
            extra = length if 0 <= goes <= came else 0
            self.within(row, start + came + extra, start + came + extra + length).setString("")

    def paragraphs(self, row):
        """Whole paragraphs."""
        mark, number = self.row_line(row)
        cursor = self.line(mark, number)
        words = cursor.getString()
        if row["what"] == "并段":
            cursor.collapseToStart()
            cursor.goLeft(1, True)
            cursor.setString("")
            return
        if row["what"] == "删末段":
            cursor = self.line(mark, number - 1)
            cursor.collapseToEnd()
            cursor.gotoNextParagraph(True)
            cursor.gotoEndOfParagraph(True)
        else:
            cursor.collapseToStart()
            cursor.gotoNextParagraph(True)
        cursor.setString("")
        if row["what"] == "移段":
            there = self.line(mark, row["behind"] + 1)
            there.collapseToEnd()
            self.text.insertControlCharacter(there, 0, False)
            self.text.insertString(there, words, False)

    def entry(self, row):
        """Whole entries: cut, pasted, added."""
        if row["what"] == "增稿":
            mark = self.entries[row["behind"]]
            cursor = self.line(mark, self.length(mark) - 1)
            cursor.collapseToEnd()
            for words, style in zip(row["new"].split("¶"), ("Heading 3", "Text body"), strict=True):
                self.text.insertControlCharacter(cursor, 0, False)
                self.text.insertString(cursor, words, False)
                cursor.ParaStyleName = style
            return
        mark = self.entries[row["entry"]]
        if row["what"] == "移稿":
            self.paste(row, mark)
        cursor = self.line(mark, 0)
        cursor.collapseToStart()
        for _ in range(self.length(mark)):
            if not cursor.gotoNextParagraph(True):
                cursor.gotoEndOfParagraph(True)
        cursor.setString("")

    def length(self, mark):
        """Lines of a region."""
        return len(next(region for region in self.given["regions"] if region["mark"] == mark)["lines"])

    def paste(self, row, mark):
        """The entry again, before another one."""
        lines = next(region for region in self.given["regions"] if region["mark"] == mark)["lines"]
        here = [one for one in self.given["regions"] if one.get("entry") and one["entry"]["part"] == row["to"]]
        marks = [region["mark"] for region in self.given["regions"]]
        following = marks[marks.index(here[-1]["mark"]) + 1]
        there = here[row["at"] - 1]["mark"] if row["at"] <= len(here) else following
        before = marks[marks.index(there) - 1]
        cursor = self.line(before, self.length(before) - 1)
        cursor.collapseToEnd()
        for number, line in enumerate(lines):
            self.text.insertControlCharacter(cursor, 0, False)
            self.text.insertString(cursor, line["text"], False)
            cursor.ParaStyleName = {0: "Heading 3", 1: "Entry Fields"}.get(number, "Text body")

    def comment(self, row):
        """A comment over words."""
        if row.get("answers"):
            return
        field = self.document.createInstance("com.sun.star.text.textfield.Annotation")
        field.Content = row["text"]
        field.Author = FIRST if row["by"] == "甲" else SECOND
        field.DateTimeValue = uno.createUnoStruct("com.sun.star.util.DateTime", 0, 0, 30, 9, 17, 1, 2025, False)
        field.Resolved = bool(row.get("done"))
        self.text.insertTextContent(self.words(row, row["quote"]), field, True)


def hunks(old, new, *, many):
    """As in ``applying.py``, which needs a library that is not here."""
    import difflib

    if many:
        codes = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        return [(a, b, new[c:d]) for tag, a, b, c, d in codes if tag != "equal"]
    head = next((at for at, (a, b) in enumerate(zip(old, new)) if a != b), min(len(old), len(new)))  # noqa: B905
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return [(head, len(old) - tail, new[head : len(new) - tail])] if old != new else []


def undated(path):
    """The days of the changes are those of the other copies, so that the file can be made again."""
    day = rb"2025-01-17T09:30:00"
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(parts):
            data = re.sub(rb'(w:date=")\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d', rb"\g<1>" + day, parts[name])
            data = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>" + day + b"Z", data)
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)


def main():
    """The file."""
    import yaml

    table = yaml.safe_load((HERE / "changes.yaml").read_text(encoding="utf-8"))
    given = json.loads((COPIES / "given.json").read_text(encoding="utf-8"))
    with tempfile.TemporaryDirectory() as folder:
        office = Office(folder, COPIES / "given.docx")
        editing = Editing(office, given)
        office.author(FIRST)
        office.document.RecordChanges = True
        for row in table["comments"]:
            editing.comment(row)
        rows = [*table["words"], *table["noted"]]
        # from the end of each entry, so that lines keep their numbers; what is moved goes last
        for row in sorted(rows, key=lambda row: (row["what"] == "移段", -editing.row_line(row)[1])):
            editing.do(row)
        for row in table["entries"]:
            editing.entry(row)
        office.save(COPIES / "libreoffice.docx")
    undated(COPIES / "libreoffice.docx")


if __name__ == "__main__":
    main()
