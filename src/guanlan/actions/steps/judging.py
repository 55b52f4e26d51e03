"""What is held of each document → whether it is worth an editor's look; judged once by each state of our code."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from guanlan.extract.fingerprint import fingerprint
from guanlan.extract.triage import habits_of, material_of, triage
from guanlan.records.codec import from_json, to_json
from guanlan.records.reading import Reading
from guanlan.records.report import Report
from guanlan.records.triage import Habits, Triage
from guanlan.store.models import Extraction, Judgement
from guanlan.store.selectors.candidates import batches, publishers, taken_reports, unjudged

_AT_ONCE = 100  # judgements written together


def judge(extractions: Iterable[int]) -> int:
    """Judge what the present code has not judged yet; gives how many these were."""
    made: list[Judgement] = []
    done = 0
    for extraction in unjudged(extractions, fingerprint()):
        told = judgement_of(extraction)
        record = to_json(told).decode()
        made.append(Judgement(extraction=extraction, fingerprint=fingerprint(), relevant=told.relevant, record=record))
        if len(made) == _AT_ONCE:
            done += _keep(made)
            made = []
    return done + _keep(made)


def judgements(extractions: Iterable[int]) -> Iterator[tuple[int, Triage]]:
    """The judgements that are stored of these extractions."""
    for some in batches(extractions):
        rows = Judgement.objects.filter(pk__in=some).values_list("pk", "record")
        yield from ((pk, from_json(record, Triage)) for pk, record in rows)


def judgement_of(extraction: Extraction) -> Triage:
    """What triage says of an extraction's release."""
    reading = from_json(extraction.reading.record, Reading)
    return triage(material_of(reading, from_json(extraction.record, tuple[Report, ...])))


def habits() -> Habits:
    """What the journals of this home took before."""
    records = taken_reports().values_list("record", flat=True)
    taken = [from_json(record, Report) for record in records.iterator()]
    return habits_of(
        (report.facts for report in taken),
        offered=publishers(),
        adopted=(source.text for report in taken for source in report.sources),
    )


def _keep(made: list[Judgement]) -> int:
    Judgement.objects.filter(pk__in=[one.extraction_id for one in made]).delete()
    Judgement.objects.bulk_create(made)
    return len(made)
