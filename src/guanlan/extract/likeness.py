"""What two reports of one thing share: the features that merging compares, and the keys under which it looks."""

from __future__ import annotations

import datetime
import re
import zlib
from collections.abc import Iterator
from decimal import Decimal
from functools import cached_property

from guanlan.errors import InputError
from guanlan.records.development import Telling
from guanlan.records.facts import Kind
from guanlan.text.organs import parse_organ

_PLAIN = re.compile(r"[^\w]|_")
_NUMBERS = re.compile(r"\d+|[一二三四五六七八九十]+(?=批|期|次|起|款|号|届)")
_DOCUMENT = re.compile(r"[\u4e00-\u9fff]{2,12}〔\d{4}〕(?:第)?\d{1,5}号")
_EXPLAINS = re.compile(r"答记者问|解读|一图读懂|起草说明")
_STAGE = re.compile(r"（([^（）]*)）$")
_NAMED = re.compile(r"《([^《》]+)》")
_ARTICLE = re.compile(r"^第[一二三四五六七八九十百]+条")
# 1 and 2 are in every text; a shared 270余台 says something
_SMALL = 2
_GRAM = 8  # characters of a shingle: long enough that formulas of office (认真贯彻落实) are not all there is
_SKETCH = 12  # smallest shingle hashes kept as blocking keys: copies share nearly all of them
_LOOKED_AT = 1500  # characters of the body that are compared: a copy agrees from the start


class Features:
    """What a telling is known by. All of it is told from the telling alone."""

    def __init__(self, telling: Telling) -> None:
        self.telling = telling
        self.key = telling.key
        self.report = telling.report
        self.facts = telling.report.facts

    @cached_property
    def headline(self) -> str:
        """The headline's letters, digits and characters alone."""
        return _PLAIN.sub("", self.report.headline.text)

    @cached_property
    def grams(self) -> frozenset[str]:
        """Pairs of neighbouring characters of the headline."""
        return frozenset(self.headline[at : at + 2] for at in range(len(self.headline) - 1))

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        """The numbers of the headline: 第9批 and 第10批 are two things under one name."""
        return tuple(sorted(_NUMBERS.findall(self.report.headline.text)))

    @cached_property
    def shingles(self) -> frozenset[int]:
        """Hashes of the body's overlapping stretches of eight characters."""
        body = _PLAIN.sub("", "".join(one.words.text for one in self.report.paragraphs))[:_LOOKED_AT]
        return frozenset(zlib.crc32(body[at : at + _GRAM].encode()) for at in range(len(body) - _GRAM + 1))

    @cached_property
    def titles(self) -> frozenset[tuple[str, str]]:
        """The instruments it is about: title and stage (a draft and the law it became are two developments)."""
        values = (fact.value for fact in self.facts.instruments)
        told = frozenset((_PLAIN.sub("", one.title), one.stage_note or "") for one in values if one)
        if told or not (self.explains or self.is_full_text):
            return told
        named = (
            _NAMED.findall(self.report.headline.text) if self.explains else [self.report.headline.text.strip("《》")]
        )
        return frozenset((_PLAIN.sub("", _STAGE.sub("", one)), "".join(_STAGE.findall(one))) for one in named)

    @cached_property
    def documents(self) -> frozenset[str]:
        """Document numbers in the headline and the first two paragraphs: further down they are others' numbers."""
        first = [self.report.headline.text, *(one.words.text for one in self.report.paragraphs[:2])]
        return frozenset(found for text in first for found in _DOCUMENT.findall(text))

    @cached_property
    def organs(self) -> frozenset[str]:
        """The acting bodies, one name for each whatever it was called."""
        return frozenset(_organ(fact.value) for fact in self.facts.issuers if fact.value)

    @cached_property
    def amounts(self) -> frozenset[tuple[str, str]]:
        """Figures and sums that say something, with their units."""
        figures = (fact.value for fact in self.facts.figures)
        found = {(_digits(one.value), one.unit or "") for one in figures if one and one.value > _SMALL}
        penalties = (fact.value for fact in self.facts.penalties)
        return frozenset(found | {(_digits(one.amount), "元") for one in penalties if one and one.amount})

    @cached_property
    def day(self) -> datetime.date | None:
        """The first lead day, else the day of publication."""
        lead = self.facts.date.value
        text = lead.date.split("/")[0] if lead else self.telling.origin.published
        return datetime.date.fromisoformat(text) if text else None

    @property
    def explains(self) -> bool:
        """Whether it explains a document that something else announces."""
        return _EXPLAINS.search(self.report.headline.text) is not None

    @property
    def is_full_text(self) -> bool:
        """Whether it is the document itself rather than the news of it."""
        return sum(_ARTICLE.match(one.words.text) is not None for one in self.report.paragraphs) > _SMALL

    @property
    def tells_of_instrument(self) -> bool:
        """Whether the instrument is the news: a meeting that names one is news of its own."""
        kinds = (Kind.INSTRUMENT, Kind.PUBLICATION)
        return bool(self.titles) and (self.facts.kind.value in kinds or self.explains or self.is_full_text)

    def blocks(self) -> Iterator[tuple[str, object]]:
        """The keys under which another telling of the same thing is found."""
        yield from (("title", title) for title, _ in self.titles)
        yield from (("document", number) for number in self.documents)
        yield from (("amount", (organ, amount)) for organ in self.organs for amount in self.amounts)
        yield from (("headline", self.headline[at : at + 6]) for at in range(max(len(self.headline) - 5, 1)))
        yield from (("text", shingle) for shingle in sorted(self.shingles)[:_SKETCH])
        if self.report.link:
            yield ("link", self.report.link)


def _digits(value: Decimal) -> str:
    """1.50 and 1.5 are one amount."""
    return format(value.normalize(), "f")


def _organ(name: str) -> str:
    try:
        return parse_organ(name).id
    except InputError:
        return _PLAIN.sub("", name)
