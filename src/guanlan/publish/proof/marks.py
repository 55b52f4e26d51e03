"""GL1xx on punctuation: GB/T 15834—2011 where a rule is sure, and what typing and converting leave behind."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from guanlan.publish.proof.rules import Check, Hit
from guanlan.publish.proof.sheet import Part, PartKind, ProofSheet

_CHINESE = "\u4e00-\u9fff"
_ENDS = "，。；：？！、"
# patterns begin with what they look for, and look back from there: ``re`` skips to it
# GB/T 15834—2011 §5: no mark follows another of these; ？！ and …… are marks of their own
_TWO_MARKS = re.compile(r"(?:[，。；：、](?=[，。；：、])|[？！](?=[，。；：、]))[，。；：、？！]+")
_BEFORE_CLOSING = re.compile(r"[，、；：](?=[）》”’】])")
# “……，”某某说: what is said keeps its comma where the speaker follows
_SPEECH = re.compile(
    "”[^。！？]{0,40}?(?:说|表示|称|解释|写道|认为|指出|补充|坚持|警告|强调|回应|透露|谈到|告诉|继续|评论|道)"
)
_AFTER_OPENING = re.compile(r"[，、；：。](?<=[（《“‘【].)")
# a sentence of up to four signs after another: 数据安全。管理。 A list of catchwords has three of them and more.
_FRAGMENT = re.compile(rf"。(?<=[{_CHINESE}]{{6}}。)(?P<words>[{_CHINESE}]{{1,4}})。(?![{_CHINESE}]{{1,4}}。)")
# verbs of having and being that open a list want a colon (GB/T 15834—2011 §4.7.3.1)
_LIST_OPENED = re.compile(
    rf"(?=[有包如分])(?P<verb>(?<=[{_CHINESE}]{{2}})(?<![没所拥含具享国私公占持未特固稀仅只独专原现富])有|包括|如下|包含|分别是|分别为)，(?!但不限于|也|即)"
)
_NEED_LIST = ("有", "包含")
_WIDE = str.maketrans("()", "（）")
_SHORT = 10  # characters up to which a pair is told as one
_HALF_BRACKET = re.compile(r"[()]")
_HALF_MARK = re.compile(rf"[,;:?!](?<=[{_CHINESE}》”）].)(?=\s*[{_CHINESE}《“（]|\s*$)")
_HALF_STOP = re.compile(rf"\.(?<=[{_CHINESE}]{{4}}\.)(?=[{_CHINESE}]|\s*$)")
_FULL_WIDTH = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]+")
_FULL = {".": "。", ",": "，", ";": "；", ":": "：", "?": "？", "!": "！"}
_PAIRS = {"）": "（", "》": "《", "”": "“", "】": "【", "〕": "〔", "』": "『", "」": "「"}
_PAIRED: tuple[PartKind, ...] = ("title", "paragraph", "guide", "keyword", "toc", "notice", "source")
_FAR = 4  # paragraphs over which a quotation may run, or a line that is broken at its marks
_BRACKET = re.compile(f"[{''.join(_PAIRS)}{''.join(_PAIRS.values())}]")
_STRAIGHT = re.compile(rf"\"(?:(?=[{_CHINESE}《])|(?<=[{_CHINESE}》，。]\"))")
_SINGLE = re.compile(r"‘([^‘’“”]{1,20})’")
_NESTED = (
    (re.compile(r"《[^《》]*(?P<w>《[^《》]*》)(?=[^《》]*》)"), "〈〉"),
    (re.compile(r"“[^“”]*(?P<w>“[^“”]*”)(?=[^“”]*”)"), "‘’"),
)
_DASH = re.compile(
    rf"(?:[ \u3000]+——[ \u3000]*|——[ \u3000]+)(?=[{_CHINESE}“《（])|(?<=[{_CHINESE}”》）])--+(?=[{_CHINESE}“《（])"
)
# a list mark has a closing bracket alone: 1）, a）, 一）
_MARK_ALONE = re.compile(r"(?:^|[。；：\s])(?:\d{1,2}|[a-zA-Z]|[一二三四五六七八九十]{1,3})）")


def mixed_marks(sheet: ProofSheet) -> Iterator[Hit]:
    """GL103: two marks where one belongs, a mark before a closing bracket or behind an opening one."""
    for part in sheet.bearing(_TWO_MARKS):
        for found in _TWO_MARKS.finditer(part.text):
            yield _hit(part, found.start(), found.end(), None)
    for pattern in (_BEFORE_CLOSING, _AFTER_OPENING):
        for part in sheet.bearing(pattern):
            for found in pattern.finditer(part.text):
                if not _SPEECH.match(part.text, found.end()):
                    yield _hit(part, found.start(), found.end(), "")


def stray_marks(sheet: ProofSheet) -> Iterator[Hit]:
    """GL104: a full stop that cuts off the end of a sentence, a comma where a list begins."""
    for part in sheet.of("paragraph", "annex", "guide", "notice", "back"):
        for found in _FRAGMENT.finditer(part.text):
            yield _hit(part, found.start(), found.end(), f"{found['words']}。")
        for found in _LIST_OPENED.finditer(part.text):
            if found["verb"] not in _NEED_LIST or _is_list(part.text, found.end()):
                yield _hit(part, found.start(), found.end(), f"{found['verb']}：")


def _is_list(text: str, at: int) -> bool:
    """Whether names joined by 、 follow before the sentence ends."""
    end = re.compile(r"[。；]|$").search(text, at)
    return text.count("、", at, end.start() if end else len(text)) >= 1


def half_brackets(sheet: ProofSheet) -> Iterator[Hit]:
    """GL105: brackets of half width in Chinese (GB/T 15834—2011 §5.1: full width); a short pair is one finding."""
    for part in sheet.parts:
        for start, words in part.raw():
            for at, end in _halves(words):
                text = words[at:end]
                mend = text.translate(_WIDE)
                yield Hit(start + at, start + end, part.where, mend, {"text": text, "mend": mend})


def _halves(words: str) -> Iterator[tuple[int, int]]:
    """The spans of half brackets that stand in Chinese."""
    done = -1
    for found in _HALF_BRACKET.finditer(words):
        at = found.start()
        if at <= done or not _in_chinese(words, at):
            continue
        closing = words.find(")", at) if found[0] == "(" else -1
        done = closing if at < closing <= at + _SHORT else at
        yield at, done + 1


def _in_chinese(words: str, at: int) -> bool:
    """Whether the bracket stands beside Chinese, or what it encloses does or is."""
    closes = words[at] == ")"
    other = words.rfind("(", 0, at) if closes else words.find(")", at)
    inside = words[other + 1 : at] if closes else words[at + 1 : other]
    around = words[max(at - 2, 0) : at].strip()[-1:] + words[at + 1 : at + 3].strip()[:1]
    beyond = words[max(other - 2, 0) : max(other, 0)].strip()[-1:] + words[other + 1 : other + 3].strip()[:1]
    return bool(re.search(f"[{_CHINESE}，。；：、》”）]", around + (inside + beyond if other >= 0 else "")))


def full_width(sheet: ProofSheet) -> Iterator[Hit]:
    """GL128: ２０２４ and ＡＩ, which reading folds."""
    for found in _FULL_WIDTH.finditer(sheet.text):
        mend = unicodedata.normalize("NFKC", found[0])
        yield Hit(found.start(), found.end(), sheet.where_of(found.start()), mend, {"text": found[0], "mend": mend})


def half_marks(sheet: ProofSheet) -> Iterator[Hit]:
    """GL106: , ; : ? ! of half width between Chinese."""
    for part in sheet.parts:
        for start, words in part.raw():
            for found in (*_HALF_MARK.finditer(words), *_HALF_STOP.finditer(words)):
                at, mend = start + found.start(), _FULL[found[0]]
                yield Hit(at, at + 1, part.where, mend, {"text": found[0], "mend": mend})


def unmatched(sheet: ProofSheet) -> Iterator[Hit]:
    """GL107: a bracket or quotation mark without its other half, here or in one of the next paragraphs of the place."""
    alone = [one for part in sheet.of(*_PAIRED) for one in _alone(part)]
    number = {id(part): at for at, part in enumerate(sheet.parts)}
    waiting: list[tuple[Part, str, int]] = []
    for part, mark, at in alone:
        opened = next((one for one in reversed(waiting) if one[1] == _PAIRS.get(mark)), None)
        if opened is None:
            waiting.append((part, mark, at))
        elif opened[0].where == part.where and number[id(part)] - number[id(opened[0])] <= _FAR:
            waiting.remove(opened)
        else:
            waiting.append((part, mark, at))
    for part, mark, at in waiting:
        if sheet.text[part.home(at, at + 1).start] == mark or not part.text[at - 1 : at].isascii():  # [2.0, 2.4)
            yield _hit(part, at, at + len(mark), None)


def _alone(part: Part) -> Iterator[tuple[Part, str, int]]:
    """The marks that have no other half in their paragraph; the bracket of a list mark, 1）, needs none."""
    marks = {found.end() - 1 for found in _MARK_ALONE.finditer(part.text)}
    waiting: list[tuple[str, int]] = []
    closing: list[tuple[str, int]] = []
    for found in _BRACKET.finditer(part.text):
        mark, at = found[0], found.start()
        if mark not in _PAIRS:
            waiting.append((mark, at))
        elif waiting and waiting[-1][0] == _PAIRS[mark]:
            waiting.pop()
        elif at not in marks:
            closing.append((mark, at))
    return ((part, mark, at) for mark, at in sorted((*waiting, *closing), key=lambda one: one[1]))


def straight_quotes(sheet: ProofSheet) -> Iterator[Hit]:
    """GL108: the typewriter's quotation mark beside Chinese."""
    for part in sheet.parts if '"' in sheet.text else ():
        for start, words in part.raw():
            for number, found in enumerate(_STRAIGHT.finditer(words)):
                mend = "”" if number % 2 else "“"
                yield Hit(
                    start + found.start(), start + found.end(), part.where, mend, {"text": found[0], "mend": mend}
                )


def inner_quotes(sheet: ProofSheet) -> Iterator[Hit]:
    """GL114: ‘ ’ outside of “ ”: the outer marks are double ones (GB/T 15834—2011 §4.8.3.3)."""
    for part in sheet.of("title", "paragraph", "guide", "annex", "keyword"):
        for found in _SINGLE.finditer(part.text):
            inside = part.text.count("“", 0, found.start()) > part.text.count("”", 0, found.start())
            if not inside and re.search(f"[{_CHINESE}]", found[1]):
                yield _hit(part, found.start(), found.end(), f"“{found[1]}”")
        yield from _nested(part)


def _nested(part: Part) -> Iterator[Hit]:
    """《关于印发《某办法》的通知》: inside of 《》 stand 〈〉, inside of “” ‘’ (GB/T 15834—2011 §4.8, §4.15)."""
    for pattern, mend in _NESTED:
        for found in pattern.finditer(part.text):
            yield _hit(part, *found.span("w"), f"{mend[0]}{found['w'][1:-1]}{mend[1]}")


def dashes(sheet: ProofSheet) -> Iterator[Hit]:
    """GL119: blanks around —— (GB/T 15834—2011 §5.1.8), or two hyphens in its place."""
    for part in sheet.of("title", "paragraph", "guide", "annex", "toc"):
        for start, words in part.raw() if "—" in part.text or "--" in part.text else ():
            for found in _DASH.finditer(words):
                at, mend = start + found.start(), "——"
                yield Hit(at, start + found.end(), part.where, mend, {"text": found[0], "mend": mend})


def _hit(part: Part, start: int, end: int, mend: str | None) -> Hit:
    home = part.home(start, end)
    return Hit(home.start, home.end, part.where, mend, {"text": part.text[start:end], "mend": mend or "—"})


CHECKS: dict[str, Check] = {
    "GL103": mixed_marks,
    "GL104": stray_marks,
    "GL105": half_brackets,
    "GL106": half_marks,
    "GL107": unmatched,
    "GL108": straight_quotes,
    "GL114": inner_quotes,
    "GL128": full_width,
    "GL119": dashes,
}
