"""A passage → drafts of its tiers: sentence by sentence, group by group (；), clause by clause (，)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from msgspec.structs import replace

from guanlan.law.penalties.conditions import Opened, Opens, classify
from guanlan.law.penalties.drafts import FIRST, Draft, Target
from guanlan.law.penalties.imposing import OFFENDER, Order, address, begin, impose
from guanlan.law.penalties.passages import Clause, Passage, sentences
from guanlan.law.penalties.tokens import IMPOSES, tokens
from guanlan.records.penalties import Authority, Condition, Party, Trigger

# a clause that begins so imposes, even where a clause ending in 的 follows in its group
_IMPOSES = re.compile(
    "由[^，]{2,60}(?:责令|给予|处|没收|吊销|予以)|责令|给予|处|没收|可以|并处|单处|吊销|予以|警告|罚款"
)
# the condition and what follows from it without a comma: 面积不足十平方米的处五百元罚款
_INSIDE = re.compile(
    "(?<=的)(?=(?:可以?|应当|并)?(?:并处|单处|处(?:以|[0-9一二三四五六七八九十百千万]|警告|违法)"
    "|由[^，。]{2,40}?(?:责令|给予|处|没收|吊销)|责令|给予(?:警告|处罚|罚款)|没收|吊销))"
)
_FINES = re.compile("(?:以[上下内]|[元倍%％‰])的?(?:标准)?(?:处以?)?罚款|处以?罚款|罚款[0-9一二三四五六七八九十]")
_UNIT_DID = re.compile("^(?:法人|单位|企业|组织|机构)[^，。；]{0,10}(?:有|实施|违反)")
_PERSON_DID = re.compile("^(?:个人|公民|自然人)[^，。；]{0,10}(?:有|实施|违反)")
_NOT_CORRECTED = re.compile("(?:拒不|拒绝|逾期|仍|未)[^，]{0,8}(?:改正|整改|改)的?$")
_ON_THE_SPOT = re.compile("当场(?:作出|处罚|给予|处以|收缴|决定)|被处罚人")
_ENDS = ("的", "的时", "的情形", "的时候")


@dataclass
class State:
    """Where the reading of a passage stands. ``waiting`` is a tier whose condition was read, but no measure yet."""

    passage: Passage
    drafts: list[Draft] = field(default_factory=list)
    cause: str = ""
    authority: Authority | None = None
    doer: Target = OFFENDER
    sentence: int = 0
    group: int = 0
    waiting: Draft | None = None
    order: Order = field(default_factory=Order)
    skip: bool = False  # 构成犯罪的: what follows is no administrative penalty

    @property
    def current(self) -> Draft | None:
        """The tier that measures go to."""
        return self.drafts[-1] if self.drafts else None


def walk(passage: Passage, *, cause: str = "", authority: Authority | None = None) -> State:
    """The tiers of a passage. ``cause`` and ``authority`` are those of the words before the items, for an item."""
    state = State(passage, cause=cause, authority=authority)
    for state.sentence, groups in enumerate(sentences(passage.text)):
        for place, group in enumerate(groups):
            state.group += 1
            _read_group(state, list(_split(passage.text, group)), leads=place == 0)
    return state


def _split(text: str, group: list[Clause]) -> Iterator[Clause]:
    """The clauses of a group; one that holds its condition and the measure is two."""
    for clause in group:
        inside = None if _IMPOSES.match(text, clause.start) else _INSIDE.search(text, clause.start, clause.end)
        if inside is None:
            yield clause
        else:
            yield Clause(clause.start, inside.start(), "")
            yield Clause(inside.start(), clause.end, clause.mark)


def _read_group(state: State, clauses: list[Clause], *, leads: bool) -> None:
    """One group. ``leads`` says that it is the first of its sentence."""
    text = state.passage.text
    state.order = Order(
        state.doer, group=state.group, sentence=state.sentence, before=state.order.before, base=state.order.base
    )
    state.skip = any(_ON_THE_SPOT.search(text, one.start, one.end) for one in clauses)
    state.waiting = None
    conditions = {number for number, one in enumerate(clauses) if text[one.start : one.end].endswith(_ENDS)}
    closing = max(conditions, default=-1)
    opened, pending = False, None
    for number, clause in enumerate(clauses):
        begin = clause.start if pending is None else pending
        if number in conditions:
            _open(state, begin, clause, leads=leads and not opened)
            opened, pending = True, None
        elif not opened and number < closing and not _imposes(text, clause):
            pending = begin
        elif _read_clause(state, clause, pending if leads else None):
            opened, pending = True, None
        elif not opened:
            pending = begin
    if pending is not None and leads and not state.drafts:
        state.cause = state.cause or text[pending : clauses[-1].end]


def _imposes(text: str, clause: Clause) -> bool:
    return (_IMPOSES.match(text, clause.start) or _FINES.search(text, clause.start, clause.end)) is not None


def _read_clause(state: State, clause: Clause, pending: int | None) -> bool:
    """Read what a clause imposes or on whom; ``pending`` is where a breach began that does not end in 的."""
    if state.skip:
        return True
    found = tokens(state.passage.text, clause.start, clause.end)
    if not any(token.says in IMPOSES for token in found):
        named = address(state.order, found)
        state.authority = state.order.authority or state.authority
        return named
    if pending is not None and state.waiting is None:
        cause = state.passage.text[pending : clause.start].rstrip("，")
        state.waiting = _draft(state, pending, clause.start, cause=cause)
    begin(state.order, found)
    impose(state.order, _receiver(state, clause), found, state.passage.text)
    state.authority = state.order.authority or state.authority
    return True


def _receiver(state: State, clause: Clause) -> Draft:
    """The tier that a measure in ``clause`` goes to."""
    waiting, current = state.waiting, state.current
    state.waiting = None
    if waiting is not None and waiting.joined:
        _settle(state, waiting)
    if waiting is None:
        if current is not None:
            return _before_parties(state, current)
        waiting = _draft(state, clause.start, clause.start, cause=state.cause)
    elif current is not None and _only_slighter(waiting, current):
        current.condition = waiting.condition
        current.end = waiting.end
        return current
    for draft in state.drafts:
        if waiting.inside is not None and draft.inside is waiting.inside and _same(draft, waiting):
            return draft
    state.drafts.append(waiting)
    return waiting


def _same(one: Draft, other: Draft) -> bool:
    return one.sentence == other.sentence and one.condition.words == other.condition.words


def _before_parties(state: State, current: Draft) -> Draft:
    """对甲处…，情节严重的，…；对乙处…: what is upon 乙 belongs to the tier that 甲's group began with."""
    if state.order.leads and current.inside is not None and current.group < state.group:
        return current.inside
    return current


def _only_slighter(waiting: Draft, current: Draft) -> bool:
    """责令改正，情节较轻的，…: the order to correct stands before both degrees and is no step of its own."""
    slight = Trigger.SLIGHT in waiting.condition.triggers
    return slight and current.group == waiting.group and current.first and not current.has_fines


def _open(state: State, begin: int, clause: Clause, *, leads: bool) -> None:
    """A condition from ``begin`` to the end of ``clause``; ``leads`` says that it is the first of its sentence."""
    text = state.passage.text
    words = text[begin : clause.end]
    last = text[clause.start : clause.end]
    opened = classify(words if begin == clause.start else last, state.order.before)
    several = begin != clause.start
    state.skip = opened.opens is Opens.CRIME
    if state.skip:
        return
    if opened.opens is Opens.THRESHOLD and opened.when is not None and not several:
        state.order.when = state.order.before = replace(opened.when, start=clause.start, end=clause.end)
        state.order.targets, state.order.last = (state.doer,), None
        return
    order, state.order = (
        state.order,
        Order(state.doer, group=state.group, sentence=state.sentence, before=state.order.before, base=state.order.base),
    )
    if order.leads and opened.opens is Opens.TIER:
        state.order.targets, state.order.leads = order.targets, True
    if opened.opens is Opens.PARTY and opened.parties and not (leads and not state.drafts):
        state.order.targets = ((opened.parties[0], words.rstrip("的")),)
        return
    if state.waiting is not None and opened.opens is Opens.TIER and not _worse(opened):
        _join(state, clause.end)
        return
    state.waiting = _first(state, opened, begin, clause) if leads else _later(state, opened, begin, clause)


def _worse(opened: Opened) -> bool:
    """Whether the words ask for more than the breach itself."""
    return any(one is not Trigger.CAUSE for one in opened.triggers)


def _join(state: State, end: int) -> None:
    """违反…规定的，或者发现异常未报告的，…: both are one breach."""
    draft = state.waiting
    if draft is None:
        return
    draft.end, draft.joined = end, True


def _settle(state: State, draft: Draft) -> None:
    """The words of a breach, or of a condition, that was told in several clauses ending in 的."""
    text = state.passage.text
    if draft.first:
        draft.cause = state.cause = text[draft.start : draft.end]
    else:
        whole = draft.condition
        draft.condition = replace(whole, words=text[whole.start : draft.end], end=draft.end)


def _first(state: State, opened: Opened, begin: int, clause: Clause) -> Draft:
    """The tier that a sentence begins with: its words tell the breach, and sometimes what makes it worse."""
    text = state.passage.text
    words, last = text[begin : clause.end], text[clause.start : clause.end]
    told = tuple(one for one in opened.triggers if one is not Trigger.CAUSE)
    if Trigger.REFUSAL in told and not _NOT_CORRECTED.search(last):
        told = tuple(one for one in told if one is not Trigger.REFUSAL)
    only = told and begin == clause.start and Trigger.CAUSE not in opened.triggers and state.drafts
    if not only:
        state.cause = words
        state.doer = _doer(words)
        state.order.doer, state.order.targets = state.doer, (state.doer,)
    condition = Condition(last, told, clause.start, clause.end) if told else FIRST
    return _draft(state, begin, clause.end, cause=state.cause, condition=condition)


def _doer(cause: str) -> Target:
    if _UNIT_DID.match(cause):
        return (Party.ORGANISATION, "")
    return (Party.INDIVIDUAL, "") if _PERSON_DID.match(cause) else OFFENDER


def _later(state: State, opened: Opened, begin: int, clause: Clause) -> Draft:
    """A tier behind the first of its sentence: graver under the same breach, or another breach."""
    words = state.passage.text[begin : clause.end]
    told = tuple(one for one in opened.triggers if one is not Trigger.CAUSE)
    other = not told and Trigger.CAUSE in opened.triggers
    triggers = told or ((Trigger.CAUSE,) if other else (Trigger.OTHER,))
    condition = Condition(words, triggers, begin, clause.end)
    found = _draft(state, begin, clause.end, cause=words if other else state.cause, condition=condition)
    if state.order.leads and state.current is not None:
        found.inside = state.current.inside if state.current.inside is not None else state.current
    return found


def _draft(state: State, start: int, end: int, *, cause: str, condition: Condition = FIRST) -> Draft:
    return Draft(state.sentence, state.group, start, end, cause, condition, state.authority)
