"""Measures and fines of a clause → the tier they belong to, upon whom, and whether they may or shall be."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from guanlan.law.penalties.drafts import Draft, Part, Target, fine_of
from guanlan.law.penalties.tokens import IMPOSES, Says, Token
from guanlan.law.penalties.words import parties_of, provisions_in, scope_of
from guanlan.records.penalties import Authority, Fine, FineKind, Measure, Mode, Party, Referral, When
from guanlan.text.citations import find_citations

OFFENDER: Target = (Party.OFFENDER, "")
_AND = re.compile("并|或者|以及|同时")
_OR = re.compile("[，、]?并?(?:或者?|或是)[^，；]*")
_BUSINESS = re.compile("营业执照|(?:业务|经营|生产|建设)[^，]{0,4}(?:许可|资质)")
_LEVELS = (
    ("国", re.compile("^(?:国务院|国家(?!安全))")),
    ("省", re.compile("^省(?:级|、自治区|、直辖市|人民)|省级以上")),
    ("市", re.compile("设区的市|市级|地级以上|^市、州|州（市）|^市人民")),
    ("县", re.compile("县级|县（|区县|^县|区（县|旗")),
)


@dataclass
class Order:
    """What holds for the measures of a group, as far as it was read.

    ``leads`` says that the group is about the party it began with. ``before`` is the threshold told last, whose base
    the next one may share; ``base`` is that of the multiple told last. ``last`` is the end of what was imposed last,
    where it is kept, and whether it is a fine.
    """

    doer: Target = OFFENDER
    targets: tuple[Target, ...] = ()
    group: int = 0
    sentence: int = 0
    when: When | None = None
    before: When | None = None
    authority: Authority | None = None
    others: bool = False
    mode: Mode = Mode.SHALL
    menu: bool = False
    base: str | None = None
    leads: bool = False
    fresh: bool = True  # nothing was imposed in the group
    last: tuple[int, tuple[Part, ...], bool] | None = None

    def __post_init__(self) -> None:
        self.targets = self.targets or (self.doer,)


def address(order: Order, found: Sequence[Token]) -> bool:
    """Take over whom the tokens name and who imposes; whether they name whom."""
    named = False
    for token in found:
        if token.says is Says.AUTHORITY:
            order.authority = authority_of(token)
        elif token.says is Says.PARTY:
            named = _turn(order, str(token.value)) or named
            order.leads = order.leads or (named and order.fresh)
    return named


def begin(order: Order, found: Sequence[Token]) -> None:
    """Take note of whether the group is about the party that its first clause names."""
    opening = next(token for token in found if token.says in IMPOSES or token.says is Says.PARTY)
    order.leads = order.leads or (order.fresh and opening.says is Says.PARTY)
    order.fresh = False


def impose(order: Order, draft: Draft, found: Sequence[Token], text: str) -> None:
    """Put what the tokens of one clause impose into ``draft``."""
    first = found[0].start
    turns = any(token.says in (Says.PARTY, Says.AUTHORITY) for token in found)
    lead = text[max(0, first - 6) : first].rpartition("，")[2] + text[first : first + 2]
    if not order.menu and (turns or not _AND.match(lead)):
        order.mode = Mode.SHALL
    for token in found:
        if token.says in (Says.MAY, Says.MENU):
            order.mode = Mode.MAY
            order.menu = order.menu or token.says is Says.MENU
        elif token.says is Says.AUTHORITY:
            # 由其上级机关给予处分 behind a fine is not who fines
            if draft.authority is None or draft.empty:
                order.authority = draft.authority = authority_of(token)
        elif token.says is Says.PARTY:
            _turn(order, str(token.value))
        elif token.says is Says.REFERRAL:
            draft.referrals.append(_referral(order, token, text))
            draft.end = max(draft.end, token.end)
        elif token.says in IMPOSES:
            _keep(order, draft, token, text)


def _turn(order: Order, words: str) -> bool:
    """对…: those who are named from here on; False where the words name nobody."""
    parties = parties_of(words)
    if not parties:
        return False
    order.targets = tuple((party, scope_of(words)) for party in parties)
    order.others = words.startswith("其")
    order.when = None
    order.last = None
    return True


def _keep(order: Order, draft: Draft, token: Token, text: str) -> None:
    fines = token.says is not Says.MEASURE
    targets = order.targets
    if not fines and targets[0][0] is Party.RESPONSIBLE and _of_business(token, text):
        targets = (order.doer,)
    parts = tuple(draft.part(target, order.group, order.sentence) for target in targets)
    mode = order.mode
    if order.last is not None and order.last[2] is not fines and _OR.fullmatch(text, order.last[0], token.start):
        mode = Mode.MAY
        for part in order.last[1]:
            _loosen(part, fines=order.last[2])
    for part in parts:
        part.others = part.others or order.others
        if fines:
            part.fines.append(_with_base(order, fine_of(token, mode, order.when)))
        else:
            name, kind = token.value[0], token.value[1]
            part.measures.append(Measure(str(name), str(kind), mode, token.start, token.end))
    draft.end = max(draft.end, token.end)
    order.last = (token.end, parts, fines)


def _with_base(order: Order, fine: Fine) -> Fine:
    """违法所得一倍以上…；情节严重的，处五倍以上…: the base goes on."""
    if fine.kind not in (FineKind.MULTIPLE, FineKind.SHARE):
        return fine
    order.base = fine.base or order.base
    return fine if fine.base else replace(fine, base=order.base)


def _of_business(token: Token, text: str) -> bool:
    """Whether only a business can be hit by the measure, though a person was named last."""
    return token.value[1] in ("suspension", "closure") or _BUSINESS.search(text, token.start, token.end) is not None


def _loosen(part: Part, *, fines: bool) -> None:
    """What was told last is one of two to choose from."""
    if fines and part.fines:
        part.fines[-1] = replace(part.fines[-1], mode=Mode.MAY)
    elif part.measures:
        part.measures[-1] = replace(part.measures[-1], mode=Mode.MAY)


def authority_of(token: Token) -> Authority:
    """Who imposes, with the lowest level that may where the words say one."""
    words = str(token.value)
    level = next((name for name, cue in _LEVELS if cue.search(words)), None)
    return Authority(words, level, token.start, token.end)


def _referral(order: Order, token: Token, text: str) -> Referral:
    """依照…处罚: where the penalty stands."""
    words = text[token.start : token.end]
    laws = [one.value for one in find_citations(words) if "》" in one.of(words)]
    return Referral(
        words,
        laws[0].law if laws else None,
        laws[0].provisions if laws else provisions_in(words),
        *order.targets[0],
        start=token.start,
        end=token.end,
    )
