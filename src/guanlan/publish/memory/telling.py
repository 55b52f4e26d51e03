"""A relation in words. Every title, day and number in them is one of the two entries' or of their issues."""

from __future__ import annotations

import datetime
from functools import cache

from guanlan.records.memory import FollowKind, Mention
from guanlan.text.tables_reading import table_rows


def label_of(kind: FollowKind, language: str = "zh") -> str:
    """What a relation is called.

    >>> label_of(FollowKind.FINAL)
    '征求意见稿已发布'
    """
    return _labels()[kind][language == "en"]


def issue_of(mention: Mention) -> str:
    """第17期; by its day where the issue bears no number.

    >>> issue_of(Mention(17, "2024-12-16", "2.3.10", "某文")), issue_of(Mention(None, "2024-12-16", "2.3.10", "某文"))
    ('第17期', '2024年12月16日出刊')
    """
    if mention.issue is not None:
        return f"第{mention.issue}期"
    return f"{_chinese(mention.issued)}出刊" if mention.issued else "往期"


def told_line(mention: Mention) -> str:
    """The day and the title of an entry.

    >>> told_line(Mention(17, "2024-12-16", "2.3.10", "某局发布《某办法》", day="2024-12-06"))
    '2024年12月6日，某局发布《某办法》'
    """
    return f"{_chinese(mention.day)}，{mention.title}" if mention.day else mention.title


def _chinese(day: str) -> str:
    date = datetime.date.fromisoformat(day)
    return f"{date.year}年{date.month}月{date.day}日"


@cache
def _labels() -> dict[FollowKind, tuple[str, str]]:
    rows = table_rows("kinds", "guanlan.publish.memory")
    return {FollowKind(code): (zh, en) for code, zh, en in rows}
