"""A code that was published in several texts, as one."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from guanlan.law.library import Held
from guanlan.records.law import Event, LawText, Remark, Unit


def whole_of(texts: Sequence[Held]) -> Held:
    """The parts of a code, in order, as one text. What heads each later part (title, history) is passed over."""
    if len(texts) == 1:
        return texts[0]
    published = ""
    units: list[Unit] = []
    history: list[Event] = []
    skipped: list[tuple[int, int]] = []
    remarks: list[Remark] = []
    first = last = 0
    for number, (text, law) in enumerate(texts):
        by, above = len(published), len(units)
        start, end = law.body[0] + by, law.body[1] + by
        if number:
            skipped.append((last, start))
        else:
            first, history = start, list(law.history)
        units += [
            msgspec.structs.replace(
                unit, start=unit.start + by, end=unit.end + by, parent=unit.parent + above if unit.parent >= 0 else -1
            )
            for unit in law.units
        ]
        skipped += [(one + by, other + by) for one, other in law.skipped]
        remarks += [msgspec.structs.replace(one, start=one.start + by, end=one.end + by) for one in law.remarks]
        last = end
        published += text + "\n"
    whole = _named(texts, LawText("", body=(first, last), units=tuple(units), skipped=tuple(skipped)))
    return Held(published, msgspec.structs.replace(whole, history=tuple(history), remarks=tuple(remarks)))


def _named(texts: Sequence[Held], whole: LawText) -> LawText:
    """``whole`` with what the parts say of themselves."""
    laws = [law for _, law in texts]
    return msgspec.structs.replace(
        whole,
        title=laws[0].title,
        aliases=tuple(dict.fromkeys(name for law in laws for name in law.aliases)),
        maker=next((law.maker for law in laws if law.maker), None),
        number=next((law.number for law in laws if law.number), None),
        effective=next((law.effective for law in laws if law.effective), None),
        repeals=tuple(dict.fromkeys(title for law in laws for title in law.repeals)),
        amends=tuple(dict.fromkeys(title for law in laws for title in law.amends)),
    )
