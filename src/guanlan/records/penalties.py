"""What an article threatens: tiers, each with its condition, and on whom which measure may or shall be imposed.

Everything says where it was read: ``start`` to ``end`` are code points of the as-published text of the law.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import StrEnum

import msgspec

from guanlan.text.provisions import ProvisionRange


class Mode(StrEnum):
    """Whether a measure follows once the tier applies."""

    NONE = "none"  # it is not provided
    MAY = "may"  # 可以, or one of several to choose from
    SHALL = "shall"
    CONTESTED = "contested"  # the words can be read with and without it: 待核实, clears no duty


class Party(StrEnum):
    """Upon whom."""

    OFFENDER = "offender"  # who did it, organisation or individual: the words do not tell them apart
    ORGANISATION = "organisation"
    INDIVIDUAL = "individual"  # a natural person who did it (行为人)
    RESPONSIBLE = "responsible"  # persons who answer for an organisation; ``scope`` says which


class FineKind(StrEnum):
    """What a fine is measured by."""

    AMOUNT = "amount"  # 五万元以上五十万元以下
    MULTIPLE = "multiple"  # 违法所得一倍以上十倍以下
    SHARE = "share"  # 上一年度营业额百分之五以下
    OPEN = "open"  # 并处罚款: the words say no sum


class Range(msgspec.Struct, frozen=True, gc=False):
    """``low`` to ``high``, both included (《民法典》第一千二百五十九条); ``high`` None is open, ``low`` 0 unless said.

    Without ``currency`` they are factors of a base: 0.05 for 百分之五. ``below``: less than ``high`` (不满).
    """

    low: Decimal
    high: Decimal | None
    currency: str | None = None
    below: bool = False

    def holds(self, amount: Decimal) -> bool:
        """Whether ``amount`` lies in the range."""
        return self.low <= amount and (
            self.high is None or amount < self.high or (amount == self.high and not self.below)
        )


class When(msgspec.Struct, frozen=True):
    """A threshold that a fine hangs on: 没有违法所得或者违法所得不足十万元的.

    ``base`` (违法所得) is at least ``at_least`` and less than ``below``; ``none``: having none of it counts too.
    """

    words: str
    base: str
    at_least: Decimal | None = None
    below: Decimal | None = None
    none: bool = False
    start: int = 0
    end: int = 0


def hull(ranges: Sequence[Range]) -> Range:
    """From the lowest to the highest of one range or more.

    >>> hull([Range(Decimal(5), Decimal(10)), Range(Decimal(8), Decimal(20), below=True)]).high
    Decimal('20')
    """
    low = min(one.low for one in ranges)
    top = max(ranges, key=lambda one: (one.high is None, one.high or 0, not one.below))
    return Range(low, top.high, ranges[0].currency, top.below)


class Fine(msgspec.Struct, frozen=True):
    """A fine. ``base`` is what a multiple or share is taken of, ``per`` what each is fined for (每平方米).

    Its span begins at the first number and ends behind 罚款. ``condition`` are the words of the tier that a referral
    (依照前款规定) brought it from.
    """

    kind: FineKind
    range: Range
    mode: Mode = Mode.SHALL
    base: str | None = None
    per: str | None = None
    when: When | None = None
    condition: str = ""
    start: int = 0
    end: int = 0


class Measure(msgspec.Struct, frozen=True, rename={"class_": "class"}):
    """A measure other than a fine, by its name and class of the table of measures."""

    name: str
    class_: str
    mode: Mode = Mode.SHALL
    start: int = 0
    end: int = 0


class Liability(msgspec.Struct, frozen=True):
    """What one party has to expect in a tier. ``scope`` is who that is, in the words of the law without 其.

    ``mode`` is that of its fines: NONE where it has none.
    """

    party: Party
    scope: str = ""
    mode: Mode = Mode.NONE
    fines: tuple[Fine, ...] = ()
    measures: tuple[Measure, ...] = ()
    start: int = 0
    end: int = 0

    @property
    def range(self) -> Range | None:
        """From the lowest to the highest of its fines in money; None where none is fixed in money."""
        amounts = [
            fine.range for fine in self.fines if fine.kind is FineKind.AMOUNT and fine.range.currency and not fine.per
        ]
        if not amounts:
            return None
        return hull(amounts)


class Trigger(StrEnum):
    """What makes a tier apply."""

    FIRST = "first"  # the breach alone
    SLIGHT = "slight"  # 情节较轻
    REFUSAL = "refusal"  # 拒不改正, 逾期不改正
    REPEAT = "repeat"  # 再次, 一年内受过处罚
    CONSEQUENCE = "consequence"  # 导致、造成……后果
    GRAVE = "grave"  # 造成……严重后果
    SERIOUS = "serious"  # 情节严重, 情节较重
    SEVERE = "severe"  # 特别严重影响、后果
    CAUSE = "cause"  # another breach than the one before: 违反…的, 有前款第二项行为的
    OTHER = "other"


class Condition(msgspec.Struct, frozen=True):
    """The words that a tier begins with, and what they ask for: any of ``triggers`` is enough."""

    words: str = ""
    triggers: tuple[Trigger, ...] = (Trigger.FIRST,)
    start: int = 0
    end: int = 0


class Authority(msgspec.Struct, frozen=True):
    """Who imposes it. ``level`` is the lowest that may where the words say so: 省, 市, 县, 国."""

    words: str
    level: str | None = None
    start: int = 0
    end: int = 0


class Referral(msgspec.Struct, frozen=True):
    """A penalty that stands elsewhere: 依照前款规定处罚, 依照本法第六十一条第三款规定处罚.

    ``law`` is another instrument's title, None for the text itself; ``resolved``: its fines were read from there.
    """

    words: str
    law: str | None = None
    provisions: tuple[ProvisionRange, ...] = ()
    party: Party = Party.OFFENDER
    scope: str = ""
    resolved: bool = False
    start: int = 0
    end: int = 0


class Tier(msgspec.Struct, frozen=True):
    """One step of penalties of an article.

    ``number`` counts from 1 inside a paragraph and goes on where a paragraph only aggravates the one before it
    (有前两款行为，造成…). ``cause`` are the words of the breach, ``breached`` the provisions it names. ``remarks`` are
    codes of errors/tables/penalties.tsv; one of them says that a reading is contested.
    """

    article: str
    paragraph: int | None
    number: int
    item: int | None = None
    cause: str = ""
    breached: tuple[ProvisionRange, ...] = ()
    condition: Condition = Condition()
    authority: Authority | None = None
    liabilities: tuple[Liability, ...] = ()
    referrals: tuple[Referral, ...] = ()
    remarks: tuple[str, ...] = ()
    start: int = 0
    end: int = 0

    def of(self, *parties: Party) -> Liability | None:
        """What the first of ``parties`` has to expect: who is fined goes before who is not."""
        found = [one for party in parties for one in self.liabilities if one.party is party]
        return next((one for one in found if one.fines), found[0] if found else None)

    @property
    def organisation(self) -> Liability | None:
        """What an organisation has to expect: as such, or as an offender."""
        return self.of(Party.ORGANISATION, Party.OFFENDER)

    @property
    def persons(self) -> Liability | None:
        """What persons have to expect: those who answer for an organisation, else the individual who did it."""
        return self.of(Party.RESPONSIBLE, Party.INDIVIDUAL)
