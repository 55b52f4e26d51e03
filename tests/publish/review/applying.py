"""Writes the rows of ``changes.yaml`` into a copy as tracked changes; with moves where the program knows them."""

from __future__ import annotations

import copy
import difflib

from marking import XML_SPACE, Marking, W, element, run

ROLES = {"标题": 0, "来源": 1, "日期": 1}


def hunks(old, new, *, many):
    """Where the two differ: from, to, the new words; one place, unless many are asked for."""
    if many:
        codes = difflib.SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
        return [(a, b, new[c:d]) for tag, a, b, c, d in codes if tag != "equal"]
    head = next((at for at, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    return [(head, len(old) - tail, new[head : len(new) - tail])] if old != new else []


class Applying:
    """One copy and two reviewers; ``moves`` says whether a move is told as one."""

    def __init__(self, marking: Marking, authors, *, moves: bool) -> None:
        self.on, self.moves = marking, moves
        self.first, self.second = authors
        self.marks = {region.where: region.mark for region in marking.given.entries()}
        self.comments = []
        self._names = {}

    def all(self, table) -> None:
        """Every row; whole entries last, so that changes in their words go with them."""
        for row in table["words"]:
            self.words(row)
        for row in table["noted"]:
            self.noted(row)
        for row in table["comments"]:
            self.comment(row)
        for row in table["entries"]:
            self.entry(row)

    def line(self, row, at=None):
        """Region's mark, number of the line, paragraph."""
        at = row["at"] if at is None else at
        number = ROLES.get(at, at + 1 if isinstance(at, int) else None)
        mark = self.marks[row["entry"]] if "entry" in row else f"c{row['column']}"
        number = 1 if at == "导读" else number
        return mark, number, self.on.lines[mark, number]

    def words(self, row) -> None:
        """A row about the words of an entry."""
        what = {
            "分段": self.split, "并段": self.join, "删段": self.paragraph, "删末段": self.last, "移": self.move,
            "移到别篇": self.away, "从别篇移来": self.towards, "移段": self.move_paragraph, "加粗": self.look,
            "标色": self.look, "居中": self.centre, "换样式": self.style, "加表": self.table,
            "未留痕": self.silent, "增后又删": self.nested,
        }.get(row["what"], self.hunks)  # fmt: skip
        what(row)

    def place(self, row, words=None):
        """Paragraph and place of the row's old words in it."""
        _mark, _number, paragraph = self.line(row)
        words = row["old"] if words is None else words
        text = self.on.all_text(paragraph)
        assert text.count(words) == 1, (row, text)
        return paragraph, text.index(words)

    def hunks(self, row) -> None:
        """Insert, delete, replace."""
        old, _, more = row["old"].partition("¶")
        new, *added = row["new"].split("¶")
        assert not more, row
        paragraph, start = self.place(row, old)
        second = self.second if row["what"] == "甲删乙增" else self.first
        for a, b, words in reversed(hunks(old, new, many=row["what"] == "多处改")):
            if words:
                self.on.insert(paragraph, start + b, words, second)
            if b > a:
                self.on.delete(paragraph, start + a, start + b, self.first)
        if added:
            self.on.append(paragraph, added, self.first)

    def split(self, row) -> None:
        """分段."""
        paragraph, start = self.place(row, row["old"])
        self.on.split(paragraph, start + row["new"].index("¶"), self.first)

    def join(self, row) -> None:
        """并段: the end of the paragraph before goes."""
        mark, number, _ = self.line(row)
        self.on.end(self.on.lines[mark, number - 1], "del", self.first)

    def paragraph(self, row) -> None:
        """删段."""
        self.on.delete_paragraph(self.line(row)[2], self.first)

    def last(self, row) -> None:
        """The last paragraph of an entry goes with the end of the one before."""
        mark, number, paragraph = self.line(row)
        self.on.end(self.on.lines[mark, number - 1], "del", self.first)
        self.on.delete_paragraph(paragraph, self.first, mark=False)

    def kinds(self):
        """How the two ends of a move are called."""
        return ("moveFrom", "moveTo") if self.moves else ("del", "ins")

    def move(self, row) -> None:
        """Words elsewhere in their paragraph."""
        paragraph, start = self.place(row)
        came, goes = row["old"].index(row["moved"]), row["new"].index(row["moved"])
        goes += len(row["moved"]) if goes > came else 0
        self._away(row, paragraph, start + came)
        self._towards(row, paragraph, start + goes)

    def away(self, row) -> None:
        """Words to another entry."""
        paragraph, start = self.place(row)
        self._away(row, paragraph, start + row["old"].index(row["moved"]))

    def towards(self, row) -> None:
        """Words from another entry."""
        paragraph, start = self.place(row)
        self._towards(row, paragraph, start + row["new"].index(row["moved"]))

    def _away(self, row, paragraph, start) -> None:
        made = self.on.delete(paragraph, start, start + len(row["moved"]), self.first, self.kinds()[0])
        if self.moves:
            self.on.move_range((self.name(row["moved"]), "from"), made, made)

    def _towards(self, row, paragraph, at) -> None:
        made = self.on.insert(paragraph, at, row["moved"], self.first, self.kinds()[1])
        if self.moves:
            self.on.move_range((self.name(row["moved"]), "to"), made, made)

    def name(self, key) -> str:
        """The name that both ends of a move share."""
        return self._names.setdefault(key, f"move{184_000_000 + 137 * len(self._names)}")

    def move_paragraph(self, row) -> None:
        """A whole paragraph behind another one."""
        mark, _, paragraph = self.line(row)
        there = self.on.lines[mark, row["behind"] + 1]
        self.carry([paragraph], there, before=False, key=f"{mark}-{row['n']}")

    def carry(self, paragraphs, there, *, before, key) -> None:
        """Whole paragraphs to another place: copies there, what is here taken out."""
        away, towards = self.kinds()
        made = [copy.deepcopy(paragraph) for paragraph in paragraphs]
        for original, new in zip(paragraphs, made, strict=True):
            for mark in original.findall(f"{W}bookmarkStart") if self.moves else ():
                original.remove(mark)
            for mark in original.findall(f"{W}bookmarkEnd") if self.moves else ():
                original.remove(mark)
            if not self.moves:
                for mark in (*new.findall(f"{W}bookmarkStart"), *new.findall(f"{W}bookmarkEnd")):
                    new.remove(mark)
            self.on.delete_paragraph(original, self.first, away)
            holder = self.on.who(towards, self.first)
            runs = new.findall(f"{W}r")
            runs[0].addprevious(holder)
            holder.extend(runs)
            self.on.end(new, towards, self.first)
        for new in made if before else made[::-1]:
            there.addprevious(new) if before else there.addnext(new)
        if self.moves:
            self.on.move_range((self.name(key), "from"), paragraphs[0], paragraphs[-1])
            self.on.move_range((self.name(key), "to"), made[0], made[-1])

    def look(self, row) -> None:
        """A change of the look of words."""
        paragraph, start = self.place(row)
        for one in self.on.between(paragraph, start, start + len(row["old"])):
            properties = one.find(f"{W}rPr")
            if properties is None:
                properties = element("rPr")
                one.insert(0, properties)
            properties.append(element("b") if row["what"] == "加粗" else element("color", val="C00000"))
            told = self.on.who("rPrChange", self.first)
            told.append(element("rPr"))
            properties.append(told)

    def centre(self, row) -> None:
        """居中."""
        self._paragraph_look(self.line(row)[2], lambda properties: properties.append(element("jc", val="center")))

    def style(self, row) -> None:
        """Another style."""
        self._paragraph_look(
            self.line(row)[2], lambda properties: properties.find(f"{W}pStyle").set(f"{W}val", "CaseHeading")
        )

    def _paragraph_look(self, paragraph, change) -> None:
        properties = paragraph.find(f"{W}pPr")
        old = copy.deepcopy(properties)
        change(properties)
        told = self.on.who("pPrChange", self.second)
        told.append(old)
        properties.append(told)

    def table(self, row) -> None:
        """A table of new rows behind a paragraph."""
        made = element("tbl")
        look = element("tblPr")
        look.append(element("tblW", w="0", type="auto"))
        made.append(look)
        for line in row["new"].split("¶")[1:]:
            tr, properties = element("tr"), element("trPr")
            properties.append(self.on.who("ins", self.first))
            tr.append(properties)
            for words in line.split(" "):
                cell, paragraph, put = element("tc"), element("p"), self.on.who("ins", self.first)
                put.append(run(words))
                paragraph.append(put)
                cell.append(paragraph)
                tr.append(cell)
            made.append(tr)
        self.line(row)[2].addnext(made)

    def silent(self, row) -> None:
        """Words changed without tracking."""
        _, _, paragraph = self.line(row)
        for words in paragraph.iter(f"{W}t"):
            words.text = words.text.replace(row["old"], row["new"])

    def nested(self, row) -> None:
        """Words that one person put in, and of which another one takes some out."""
        paragraph, start = self.place(row)
        at = next(i for i, (a, b) in enumerate(zip(row["old"], row["new"], strict=False)) if a != b)
        kept = row["new"][at : at + len(row["new"]) - len(row["old"])]
        made = self.on.insert(paragraph, start + at, kept, self.first)
        gone = self.on.who("del", self.second)
        gone.append(run(row["first"].removeprefix(kept), gone=True))
        made.append(gone)

    def noted(self, row) -> None:
        """What is not taken over is written all the same."""
        self.hunks(row)

    def entry(self, row) -> None:
        """Whole entries."""
        if row["what"] == "删稿":
            for paragraph in self.on.region(self.marks[row["entry"]]):
                self.on.delete_paragraph(paragraph, self.first)
        elif row["what"] == "移稿":
            self.carry(self.on.region(self.marks[row["entry"]]), self.spot(row), before=True, key=f"entry-{row['n']}")
        else:
            there = self.on.region(self.marks[row["behind"]])[-1]
            for text, style in zip(row["new"].split("¶")[::-1], ("BodyText", "Heading3"), strict=True):
                made, look, put = element("p"), element("pPr"), self.on.who("ins", self.first)
                look.append(element("pStyle", val=style))
                put.append(run(text))
                made.extend([look, put])
                self.on.end(made, "ins", self.first)
                there.addnext(made)

    def spot(self, row):
        """The paragraph before which an entry goes."""
        here = [one for one in self.on.given.entries() if one.entry.part == row["to"]]
        if row["at"] <= len(here):
            return self.on.lines[here[row["at"] - 1].mark, 0]
        marks = [region.mark for region in self.on.given.regions]
        return self.on.lines[marks[marks.index(here[-1].mark) + 1], 0]

    def comment(self, row) -> None:
        """Marks around the words that a comment is about; its text is kept for the parts that hold comments."""
        number = str(len(self.comments) + 1)
        self.comments.append({**row, "id": number, "author": self.first if row["by"] == "甲" else self.second})
        asked = next((one for one in self.comments[:-1] if one["text"] == row.get("answers")), None)
        quote = row.get("quote") or asked["quote"]
        paragraph, start = self.place(row, quote)
        runs = self.on.between(paragraph, start, start + len(quote))
        first, last = (self.on.holder(one, paragraph) for one in (runs[0], runs[-1]))
        first.addprevious(element("commentRangeStart", id=number))
        reference = element("r")
        reference.append(element("commentReference", id=number))
        last.addnext(reference)
        last.addnext(element("commentRangeEnd", id=number))


__all__ = ["XML_SPACE", "Applying"]
