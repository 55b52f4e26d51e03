"""The rules of lists ([MS-DOC] §2.9.131 LFO, §2.9.132–134, §2.9.147 LSTF, §2.9.150 LVLF)."""

from __future__ import annotations

import struct

from guanlan.formats.counting import Level

# numbering formats ([MS-OSHARED] §2.2.1.3) → their names in Word's later format; others count in figures
_FORMS = {
    0x00: "decimal", 0x01: "upperRoman", 0x02: "lowerRoman", 0x03: "upperLetter", 0x04: "lowerLetter",
    0x0A: "ideographDigital", 0x0B: "japaneseCounting", 0x0E: "decimalFullWidth", 0x12: "decimalEnclosedCircle",
    0x16: "decimalZero", 0x17: "bullet", 0x1C: "decimalEnclosedCircleChinese", 0x21: "taiwaneseCountingThousand",
    0x23: "taiwaneseCountingThousand", 0x25: "chineseCounting", 0x27: "chineseCountingThousand", 0xFF: "none",
}  # fmt: skip
_SUFFIXES = ("tab", "space", "nothing")
_HEAD = 28  # bytes of an LSTF and of an LVLF
_LEVELS = 9
_START, _FORMAT = 0x10, 0x20  # what an override of a level brings

Lists = dict[int, tuple[str | None, dict[int, Level]]]


class _Reader:
    """Bytes read one after the other; struct.error at their end."""

    def __init__(self, data: bytes, at: int) -> None:
        self.data = data
        self.at = at

    def take(self, form: str) -> tuple[int, ...]:
        found = struct.unpack_from("<" + form, self.data, self.at)
        self.at += struct.calcsize("<" + form)
        return found

    def level(self) -> Level:
        """One level: how it counts, from where, and its words with ``%1`` for the count of the first level."""
        start, form = self.take("iB")
        self.at += 10  # flags, and where in the words the counts stand: they show themselves
        (follow,) = self.take("B")
        self.at += 8
        characters, paragraph = self.take("BB")
        self.at += 2 + characters + paragraph
        (count,) = self.take("H")
        raw = self.data[self.at : self.at + 2 * count]
        self.at += 2 * count
        words = "".join(f"%{ord(one) + 1}" if one < "\x09" else one for one in raw.decode("utf-16-le", "replace"))
        return Level(_FORMS.get(form, "decimal"), words, start, _SUFFIXES[follow] if follow < 3 else "tab")


def lists_of(table: bytes, rules: tuple[int, int], uses: tuple[int, int]) -> Lists:
    """By the number that paragraphs give: whose count it is, and its levels. struct.error where a table is cut."""
    if not rules[1] or not uses[1]:
        return {}
    known = _rules(table, rules)
    reader = _Reader(table, uses[0])
    (count,) = reader.take("i")
    heads = [reader.take("i8xB3x") for _ in range(max(count, 0))]
    found: Lists = {}
    for number, (rule, overrides) in enumerate(heads, 1):
        reader.take("I")  # a place in the text that nothing is said of
        levels = dict(known.get(rule, {}))
        for _ in range(overrides):
            start, flags = reader.take("iI")
            place = flags & 0xF
            if flags & _FORMAT:
                levels[place] = reader.level()
            elif flags & _START and place in levels:
                levels[place] = levels[place]._replace(start=start)
        found[number] = (str(rule), levels)
    return found


def _rules(table: bytes, place: tuple[int, int]) -> dict[int, dict[int, Level]]:
    """The levels stand behind the list of rules, outside the length that is given for it."""
    (count,) = struct.unpack_from("<h", table, place[0])
    heads = [struct.unpack_from("<i22xB", table, place[0] + 2 + _HEAD * number) for number in range(max(count, 0))]
    reader = _Reader(table, place[0] + 2 + _HEAD * len(heads))
    return {rule: {level: reader.level() for level in range(1 if flags & 1 else _LEVELS)} for rule, flags in heads}
