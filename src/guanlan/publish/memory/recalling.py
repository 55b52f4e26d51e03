"""What is remembered of an entry: the keys by which it is known again, and its facts that a relation needs."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from typing import NamedTuple

from guanlan.errors import InputError
from guanlan.publish.memory.norms import Norm, norm_key, norms_of
from guanlan.records.anchor import Anchor
from guanlan.records.bulletin import AMENDING, Entry
from guanlan.records.facts import Kind
from guanlan.text.docnumbers import DocNumber, Series, find_docnumbers
from guanlan.text.flaws import find_flaws
from guanlan.text.organs import OrganLevel, find_organs, parse_organ
from guanlan.text.titles import find_titles

_PLAIN = re.compile(r"[\W_]+")
_DRIVE = re.compile(
    r"[“「]([^“”「」，。\n]{3,24})[”」][^“”「」，。\n]{0,8}?(?:专项行动|专项治理|专项整治|专项|行动|演练|整治|活动)"
)
_GENERIC = 5  # characters of a drive's name: 清朗 and 净网 are the names of many
# the tail of a firm's name before what every firm is called; its head may be a sentence
_FIRM = re.compile("([\u4e00-\u9fff（）]{6})(?:有限责任公司|股份有限公司|有限公司)")
_COURT = re.compile("法院|法庭|大法官")
_RULED = re.compile("判决|裁定|裁决|驳回|维持|撤销|推翻|上诉|起诉")
_SMALL = Decimal(100)  # sums and counts below are in many texts


class Memo(NamedTuple):
    """An entry as it is remembered. ``days`` are the first and last ISO day that it tells of; ``organs`` ids of the
    acting bodies; ``flaws`` those that the headline names, else the only one of the text; ``named`` the names of all
    《…》; ``numbers`` those of documents and standards, ``decisions`` those of decisions on penalties and of cases;
    ``parties`` companies by id or the tail of the name; ``sums`` amounts of penalties with their currency, ``counts``
    figures with their unit; ``drives`` named campaigns.
    """

    entry: Entry
    kind: Kind | None
    days: tuple[str, str] | None
    headline: str
    text: str
    norms: tuple[Norm, ...]
    named: frozenset[str]
    organs: frozenset[str]
    places: frozenset[str]
    flaws: frozenset[str]
    numbers: frozenset[str]
    decisions: frozenset[str]
    drives: frozenset[str]
    parties: frozenset[str]
    sums: frozenset[tuple[Decimal, str]]
    counts: frozenset[tuple[Decimal, str]]
    in_court: bool

    @property
    def day(self) -> datetime.date | None:
        """The first day told of."""
        return datetime.date.fromisoformat(self.days[0]) if self.days else None

    def anchors(self) -> tuple[Anchor, ...]:
        """The words that tell the day, else the title."""
        return self.entry.facts.date.anchors or self.entry.facts.title.anchors


def memo_of(entry: Entry) -> Memo:
    """What is remembered of ``entry``; a retracted one is remembered by its title alone."""
    facts = entry.facts
    text = "\n".join(one.words.text for one in entry.paragraphs if one.kind not in AMENDING)
    whole = f"{entry.title.text}\n{text}"
    organs = [one.value for one in find_organs(whole)]
    numbers = [one.value for one in find_docnumbers(whole)]
    lead = facts.date.value
    days = lead.date.split("/") if lead else []
    flaws = frozenset(one.value for one in find_flaws(whole))
    headed = frozenset(one.value for one in find_flaws(entry.title.text))
    return Memo(
        entry=entry,
        kind=facts.kind.value,
        days=(days[0], days[-1]) if days else None,
        headline=_PLAIN.sub("", entry.title.text),
        text=text,
        norms=norms_of(entry),
        named=frozenset(norm_key(one.value.name) for one in find_titles(whole)),
        organs=frozenset(_organ(fact.value) for fact in facts.issuers if fact.value),
        places=frozenset((facts.jurisdiction.value or "").split("|")) - {""},
        flaws=headed or (flaws if len(flaws) == 1 else frozenset()),
        numbers=frozenset(_shown(one) for one in numbers if not _decides(one)),
        decisions=frozenset(_shown(one) for one in numbers if _decides(one)),
        drives=frozenset(_drives(whole)),
        parties=frozenset(_FIRM.findall(whole)) | {one.id for one in organs if one.level is OrganLevel.COMPANY},
        sums=frozenset(_sums(entry)),
        counts=frozenset(_counts(entry)),
        in_court=_COURT.search(whole) is not None and _RULED.search(whole) is not None,
    )


def _organ(name: str) -> str:
    try:
        return parse_organ(name).id
    except InputError:
        return name


def _decides(number: DocNumber) -> bool:
    """Whether it is the number of one case: 银罚决字〔2024〕5号, （2024）沪0101刑初12号."""
    return number.series in (Series.CASE, Series.DOCKET) or any(sign in number.prefix for sign in "罚裁诉")


def _shown(number: DocNumber) -> str:
    return f"{number.prefix}〔{number.year}〕{number.number}号" if number.year else f"{number.prefix}{number.number}号"


def _drives(text: str) -> list[str]:
    names = (_PLAIN.sub("", found[1]) for found in _DRIVE.finditer(text))
    return [name for name in names if len(name) >= _GENERIC or any(sign.isdigit() for sign in name)]


def _sums(entry: Entry) -> list[tuple[Decimal, str]]:
    return [
        (one.amount, one.currency or "")
        for fact in entry.facts.penalties
        if (one := fact.value) and one.amount is not None and one.amount >= _SMALL
    ]


def _counts(entry: Entry) -> list[tuple[Decimal, str]]:
    return [
        (one.value, one.unit)
        for fact in entry.facts.figures
        if (one := fact.value) and one.unit not in (None, "%") and one.value >= _SMALL
    ]
