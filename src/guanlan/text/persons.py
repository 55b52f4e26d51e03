"""Names of persons: a surname and one or two characters, where a word beside them says that it is one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from guanlan.errors import InputError
from guanlan.text.places.finding import parse_place
from guanlan.text.span import Found
from guanlan.text.tables_reading import table_rows

_HAN = "\u4e00-\u9fff"
_LISTED = re.compile(r"[、，,\s]{1,2}")
_SAID = re.compile("表示|指出|强调|介绍|认为|先生|女士|同志|律师|教授|博士|研究员")
_LONGEST = 4  # characters of a name
_OF_PLACE = 3  # characters of 江苏盛


def find_persons(text: str) -> Iterator[Found[str]]:
    """The persons that ``text`` names: after an office or a by-line (记者, 局长, 被告人), or before what persons do and
    are called (表示, 先生). A name that is masked already (李某) is none. ``context`` is the word that told.

    Only what is told so is found: nobody can know from characters alone whether 高峰 is a person.

    >>> [one.value for one in find_persons("记者王小明、李四报道，副局长欧阳修远在会上表示。李某被处罚。")]
    ['王小明', '李四', '欧阳修远']
    >>> [one.value for one in find_persons("（责任编辑：赵六）张三丰表示，高度重视。")]
    ['赵六', '张三丰']
    """
    found = {span: cue[0] for cue in _cues().finditer(text) for span in _after(text, cue.end())}
    found.update({span: said[0] for said in _SAID.finditer(text) for span in _before(text, said.start())})
    end = 0
    for (start, stop), told in sorted(found.items()):
        if start >= end and text[start:stop] not in _ordinary():
            yield Found(start, stop, text[start:stop], told)
            end = stop


def masked_name(name: str) -> str:
    """The name as it is masked, of the same length: the surname stays.

    >>> masked_name("王小明"), masked_name("欧阳修远"), masked_name("李四")
    ('王某某', '欧阳某某', '李某')
    """
    surname = 2 if name[:2] in _surnames() and len(name) > 2 else 1
    return name[:surname] + "某" * (len(name) - surname)


def persons_in(text: str) -> tuple[str, ...]:
    """The names of all persons found in ``text``, each once, the longest first."""
    names = {one.value for one in find_persons(text)}
    return tuple(sorted(names, key=lambda name: (-len(name), name)))


def _after(text: str, at: int) -> Iterator[tuple[int, int]]:
    """The names of a list that begins at ``at``: 王小明、李四."""
    while found := _name().match(text, at):
        yield found.span(1)
        more = _LISTED.match(text, found.end(1))
        if more is None:
            return
        at = more.end()


def _before(text: str, at: int) -> Iterator[tuple[int, int]]:
    """The name that ends at ``at``, where nothing Chinese stands before it."""
    first = max(at - _LONGEST - 1, 0)
    found = _last_words().search(text[first:at])
    if found is not None and not (len(found[1]) == _OF_PLACE and _is_place(found[1][:-1])):
        yield found.start(1) + first, at


@cache
def _is_place(words: str) -> bool:
    """江苏|盛女士: the surname alone is told."""
    try:
        parse_place(words)
    except InputError:
        return False
    return True


@cache
def _surnames() -> frozenset[str]:
    return frozenset(row[0] for row in table_rows("surnames"))


@cache
def _words(place: str) -> str:
    words = [row[0] for row in table_rows("person_cues") if row[1] == place]
    return "|".join(sorted(words, key=lambda word: (-len(word), word)))


@cache
def _ordinary() -> frozenset[str]:
    """Words that look like a name."""
    return frozenset(row[0] for row in table_rows("person_cues") if row[1] == "never")


@cache
def _shape() -> str:
    single = "".join(one for one in sorted(_surnames()) if len(one) == 1)
    double = "|".join(one for one in sorted(_surnames()) if len(one) == 2)
    given = f"(?!某)[{_HAN}]"
    return f"(?:(?:{double}){given}{{1,2}}|[{single}]{given}{{1,2}})"


@cache
def _cues() -> re.Pattern[str]:
    return re.compile(rf"(?:{_words('before')})(?:[:：]\s*|\s+)?(?=[{''.join({one[0] for one in _surnames()})}])")


@cache
def _name() -> re.Pattern[str]:
    return re.compile(rf"({_shape()})(?=[^{_HAN}]|$|{_words('after')})")


@cache
def _last_words() -> re.Pattern[str]:
    return re.compile(rf"(?:^|[^{_HAN}])({_shape()})\Z")
