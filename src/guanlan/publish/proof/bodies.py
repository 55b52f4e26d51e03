"""Names of societies, institutes and companies, from the place they begin with to the word they end with."""

from __future__ import annotations

import re
from collections.abc import Iterator

from guanlan.text.places import find_places

_ENDING = re.compile("协会|学会|联盟|研究院|研究所|研究中心|委员会|基金会|商会|促进会|联合会|有限公司|大学|学院|实验室")
_FRONT = re.compile("[\u4e00-\u9fff]*$")
_LONGEST, _SHORTEST = 24, 3  # characters before the ending
_NEXT = 4  # an ending so close behind is part of the same name


def find_bodies(text: str) -> Iterator[tuple[int, int]]:
    """The spans of the names; those that begin with no place are left alone.

    >>> text = "由北京某某协会主办"
    >>> [text[start:end] for start, end in find_bodies(text)]
    ['北京某某协会']
    """
    done = 0
    endings = list(_ENDING.finditer(text))
    for number, found in enumerate(endings):
        follower = endings[number + 1] if number + 1 < len(endings) else None
        between = text[found.end() : follower.start()] if follower else "，"
        if len(between) <= _NEXT and (not between or _FRONT.fullmatch(between)):
            continue
        front = _FRONT.search(text, max(done, found.start() - _LONGEST), found.start())
        start = front.start() if front else found.start()
        if found.start() - start >= _SHORTEST:
            place = next((one.span[0] for one in find_places(text[start : found.end()])), None)
            if place is not None:
                yield start + place, found.end()
        done = found.end()
