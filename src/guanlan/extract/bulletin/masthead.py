"""The masthead: roles, who holds them; and the notices that stand beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from guanlan.extract.bulletin.lines import Line, words_from, words_of
from guanlan.extract.bulletin.marks import cues, opening
from guanlan.records.bulletin import Contributor, Role, Words

_ROLE = re.compile(
    r"\s*([^\s：:，。、（）()@\d][^：:，。、（）()@\d]{0,14}?)\s*((?:（[^）]{1,20}）|\([^)]{1,20}\))?)\s*[：:]\s*"
)
_REMARK = re.compile(r"\s*[（(]([^）)]{2,20})[）)]\s*")
_ORGAN = re.compile(
    r"(?:公司|中心|协会|学会|联盟|研究院|研究所|委员会|大学|学院|局|部|厅|办|处|院|所|会|社|集团|律师事务所|实验室|基金会|平台|秘书处)$"
)
_HAN_NAME = re.compile(r"[\u4e00-\u9fff·]{2,4}")
_FOREIGN_NAME = re.compile(r"[\u4e00-\u9fffA-Za-z][\u4e00-\u9fffA-Za-z.]*·[\u4e00-\u9fffA-Za-z·.]+")
_TOKEN = re.compile(r"\S+")


class Masthead(NamedTuple):
    """Roles in order, notices in order, and the lines (by index) that are neither."""

    roles: tuple[Role, ...]
    notice: tuple[Words, ...]
    rest: tuple[int, ...]


class _Open:
    """A role being filled."""

    def __init__(self, name: str, remark: str | None) -> None:
        self.name = name
        self.remark = remark
        self.holders: list[Contributor] = []

    def close(self) -> Role:
        return Role(self.name, tuple(self.holders), self.remark)


def read_masthead(text: str, lines: Sequence[Line]) -> Masthead:
    """What stands between contents and body (or around them): roles with holders, notices."""
    roles: list[_Open] = []
    notice: list[Words] = []
    rest: list[int] = []
    in_notice = False
    for index, line in enumerate(lines):
        found = opening("notice").match(line.read)
        if found is not None:
            words = words_from(text, line, found.end())
            notice.extend([words] if words.text else [])
            in_notice = True
            continue
        published = text[line.start : line.end]
        role = _ROLE.match(published) if len(line.pieces) == 1 else None
        if role is not None and (roles or _is_role(role[1])):
            roles.append(_Open("".join(role[1].split()), None if not role[2] else role[2].strip("（）()")))
            _fill(text, line, line.start + role.end(), roles[-1])
            in_notice = False
        elif in_notice:
            notice.append(words_of(text, line.pieces))
        elif roles and line.read[-1:] not in ("。", "；"):
            _fill(text, line, line.start, roles[-1])
        else:
            rest.append(index)
    return Masthead(tuple(role.close() for role in roles), tuple(notice), tuple(rest))


def _is_role(name: str) -> bool:
    bare = "".join(name.split())
    return bare in cues("role") or any(bare.endswith(role) for role in cues("role") if len(role) > 1)


def _fill(text: str, line: Line, start: int, role: _Open) -> None:
    """Add who stands in ``line`` from the as-published place ``start``."""
    remark = _REMARK.match(text, start, line.end)
    if remark is not None and remark.end() >= line.end and role.remark is None:
        role.remark = remark[1]
        return
    tokens = [(found.start(), found.end()) for found in _TOKEN.finditer(text, start, line.end)]
    tokens = _split_lists(text, tokens)
    if not tokens:
        return
    people = _people(text, tokens)
    if len(people) > 1 and _all_names(text, tokens, people):
        role.holders.extend(Contributor(_words(text, *one)) for one in people)
    elif people and people[0][0] == tokens[0][0] and not _ORGAN.search(text[slice(*people[0])]):
        end = people[0][1]
        post = next((at for at, _ in tokens if at >= end), None)
        name = _words(text, *people[0])
        role.holders.append(Contributor(name, _words(text, post, tokens[-1][1]) if post is not None else None))
    elif role.holders and role.holders[-1].post is not None:
        # a second affiliation of the person above
        last = role.holders[-1]
        more = _words(text, tokens[0][0], tokens[-1][1])
        assert last.post is not None
        joined = Words(f"{last.post.text} {more.text}", last.post.spans + more.spans)
        role.holders[-1] = Contributor(last.name, joined)
    else:
        role.holders.append(Contributor(_words(text, tokens[0][0], tokens[-1][1])))


def _split_lists(text: str, tokens: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Names joined by 、 or ， are several, where all of them look like names of persons or of organs."""
    found: list[tuple[int, int]] = []
    for start, end in tokens:
        parts = [(part.start(), part.end()) for part in re.finditer(r"[^、，,；;]+", text[start:end])]
        whole = [(start + left, start + right) for left, right in parts]
        named = all(_HAN_NAME.fullmatch(text[left:right]) for left, right in whole)
        found.extend(whole if len(whole) > 1 and named else [(start, end)])
    return found


def _people(text: str, tokens: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Names of persons; two single characters with a blank between are one name (李 坤)."""
    people: list[tuple[int, int]] = []
    index = 0
    while index < len(tokens):
        start, end = tokens[index]
        words = text[start:end]
        if end - start == 1 and index + 1 < len(tokens) and tokens[index + 1][1] - tokens[index + 1][0] == 1:
            people.append((start, tokens[index + 1][1]))
            index += 2
            continue
        if _HAN_NAME.fullmatch(words) or _FOREIGN_NAME.fullmatch(words):
            people.append((start, end))
        index += 1
    return people


def _all_names(text: str, tokens: list[tuple[int, int]], people: list[tuple[int, int]]) -> bool:
    """Whether every token is part of a name, none of them an organ or a post."""
    covered = sum(len(text[start:end].replace(" ", "").replace("\u3000", "")) for start, end in people)
    posts = any(
        _is_role(text[start:end]) or _ORGAN.search(text[start:end]) or text[start:end].endswith("长")
        for start, end in people[1:]
    )
    return covered == sum(end - start for start, end in tokens) and not posts


def _words(text: str, start: int, end: int) -> Words:
    return Words(" ".join(text[start:end].split()), ((start, end),))
