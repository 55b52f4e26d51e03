"""What several fact readers look for in the same report, found once.

Each list is drawn when first asked for and kept as long as the scan lives: one report.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property

from guanlan.extract.norms import long_title
from guanlan.extract.report_text import ReportText
from guanlan.text.citations import Citation, Role, find_citations
from guanlan.text.dates import Date, find_dates
from guanlan.text.money import Money, money_among
from guanlan.text.organs import Organ, find_organs
from guanlan.text.places import PlaceName, find_places
from guanlan.text.quantities import Quantity, find_quantities
from guanlan.text.sections import SectionMark, find_sections
from guanlan.text.sentences import find_sentences
from guanlan.text.span import Found, Span
from guanlan.text.titles import Title, find_titles

_CALLED = re.compile("(?:简称|下称|统称)(?:为|作)?$")
_CALLED_REACH = 6  # 以下简称为


class Scan:
    """The finds of one report, all in code points of ``report.text``."""

    def __init__(self, report: ReportText) -> None:
        self.report = report

    @cached_property
    def titles(self) -> list[Found[Title]]:
        """《…》, outermost, with the stage notes behind them."""
        return list(find_titles(self.report.text))

    def name_of(self, title: Found[Title]) -> str:
        """The name, or the longer one that a short title stands for: 《办法》, and what （以下简称《…》） declares."""
        return self._long_names.get(title.start, title.value.name)

    @cached_property
    def _long_names(self) -> dict[int, str]:
        found: dict[int, str] = {}
        declared: dict[str, str] = {}
        earlier: list[str] = []
        for title in self.titles:
            name = title.value.name
            before = self.report.text[max(0, title.start - _CALLED_REACH) : title.start]
            if earlier and name != earlier[-1] and _CALLED.search(before):
                declared[name] = earlier[-1]
            full = declared.get(name) or long_title(name, reversed(earlier))
            if full != name:
                found[title.start] = full
            else:
                earlier.append(name)
        return found

    @cached_property
    def citations(self) -> list[Found[Citation]]:
        """Every title and bare law name with its provisions and role."""
        return list(find_citations(self.report.text, titles=self.titles))

    @cached_property
    def sentences(self) -> list[Found[str]]:
        """The headline is one; no sentence runs over a line."""
        return list(find_sentences(self.report.text))

    @cached_property
    def sections(self) -> list[Found[SectionMark]]:
        """Heading and list marks."""
        return list(find_sections(self.report.text))

    @cached_property
    def dates(self) -> list[Found[Date]]:
        """Dates and intervals; years that are not written are told from the day the report was issued."""
        return list(find_dates(self.report.text, self.report.issued))

    @cached_property
    def quantities(self) -> list[Found[Quantity]]:
        """Numbers with their units, headline included; articles and chapters too."""
        return list(find_quantities(self.report.text))

    @cached_property
    def money(self) -> list[Found[Money]]:
        """Sums with their currency, 人民币 before the number included."""
        return list(money_among(self.report.text, self.quantities))

    @cached_property
    def organs(self) -> list[Found[Organ]]:
        """Listed and composed organs, societies, well-known companies."""
        return list(find_organs(self.report.text))

    @cached_property
    def places(self) -> list[Found[PlaceName]]:
        """Places in the headline and the first paragraph with words; the rest of a report settles no jurisdiction."""
        parts = self.report.parts
        end = parts[0].span.end if parts else self.report.headline.end
        return list(find_places(self.report.text[:end]))

    def sentence_at(self, at: int) -> Span:
        """The sentence that holds the character at ``at``; an empty span where none does."""
        index = bisect_right(self._sentence_starts, at) - 1
        if index >= 0 and at < self.sentences[index].end:
            return self.sentences[index].span
        return Span(at, at)

    def role_of(self, title: Found[Title]) -> Role:
        """In what role a title is cited."""
        return self._roles.get(title.start, Role.MENTIONED)

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [one.start for one in self.sentences]

    @cached_property
    def _roles(self) -> dict[int, Role]:
        return {one.start: one.value.role for one in self.citations}
