"""How the watched sources stand, and the notes that are made when one stands otherwise than before."""

from __future__ import annotations

from guanlan.actions.act import NOTHING, acting
from guanlan.actions.context import Context
from guanlan.actions.steps import messages
from guanlan.actions.steps.source_lines import source_states
from guanlan.actions.watching_summaries import SourceLine, Transition
from guanlan.errors import phrase
from guanlan.records.codec import from_json, to_json
from guanlan.records.rhythm import WELL, SourceCondition, SourceState
from guanlan.store.models import Source
from guanlan.store.models import SourceState as StateRow
from guanlan.store.selectors.sources import last_states, spec_of, watched_sources

__all__ = ["note_source_states", "source_states"]


def note_source_states(context: Context) -> tuple[Transition, ...]:
    """Write down which sources stand otherwise than when it was last noted, and tell of those that fell silent or fail
    and of those that recovered: once, however often this is called.
    """
    known = last_states()
    rows = {spec_of(source).key: source for source in watched_sources()}
    noted = []
    with acting(context, "note states", "sources") as details:
        for line in source_states(context.now):
            source = rows[line.key]
            before = known.get(source.pk)
            if line.state.condition is SourceCondition.UNVISITED or (
                before is not None and before.condition == line.state.condition
            ):
                continue
            StateRow(
                source=source,
                condition=line.state.condition.value,
                since=line.state.since,
                at=context.now,
                record=to_json(line.state).decode(),
            ).save()
            _tell(line, before, context, source)
            noted.append(Transition(line.key, line.name, before.condition if before else None, line.state))
        details["changed"] = {one.key: one.state.condition.value for one in noted}
        if not noted:
            details[NOTHING] = True
    return tuple(noted)


def _tell(line: SourceLine, before: StateRow | None, context: Context, source: Source) -> None:
    """An alarm where a person is needed, and good news where one was."""
    if not line.state.is_well:
        messages.tell(
            "watching.alarm", _params(line, line.state), context, level=messages.ALARM, subject=line.key, source=source
        )
    elif before is not None and SourceCondition(before.condition) not in WELL:
        was = from_json(before.record, SourceState)
        messages.tell(
            "watching.recovered", _params(line, was), context, level=messages.WELL, subject=line.key, source=source
        )


def _params(line: SourceLine, state: SourceState) -> dict[str, str]:
    return {
        "name": line.name,
        "since": state.since.isoformat() if state.since else "",
        "why": phrase(state.why, "zh", state.params),
        "condition": state.condition.value,
    }
