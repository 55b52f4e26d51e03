"""How the watched sources stand."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

from guanlan.actions.watching_summaries import SourceLine
from guanlan.records.rhythm import WELL, SourceCondition, state_of
from guanlan.store.selectors.sources import spec_of, visits_by_source, watched_sources


def source_states(now: datetime.datetime, *, on: datetime.date | None = None) -> tuple[SourceLine, ...]:
    """Every watched source as it stands now, or stood at the end of ``on``; those that need a person first.

    Past days are told from the visits: a pause, which is no visit, is known of today only.
    """
    sources = list(watched_sources())
    visits = visits_by_source(sources)
    lines = []
    for source in sources:
        spec = spec_of(source)
        day = on or now.astimezone(ZoneInfo(spec.zone)).date()
        seen = [one for one in visits[source.pk] if one.began <= day]
        heard = max((one.began for one in seen if one.kept), default=None)
        lines.append(
            SourceLine(
                key=spec.key,
                name=spec.name,
                authority=spec.authority,
                state=state_of(seen, spec.rhythm, day, paused=source.paused and on is None),
                rhythm=spec.rhythm.days,
                visited=seen[-1].began if seen else None,
                heard=heard,
                visits=len(seen),
                kept=sum(one.kept for one in seen),
            )
        )
    return tuple(sorted(lines, key=_urgency))


def _urgency(line: SourceLine) -> tuple[bool, bool, str, str]:
    """Those that need a person first, silent ones before the others; the longest so first."""
    condition = line.state.condition
    since = line.state.since.isoformat() if line.state.since else "9999"
    return condition in WELL, condition is not SourceCondition.SILENT, since if condition not in WELL else "", line.key
