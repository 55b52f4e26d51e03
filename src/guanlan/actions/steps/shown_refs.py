"""What a person types for what search found."""

from __future__ import annotations

from collections.abc import Iterable

from guanlan.actions.steps.assemble import id_of
from guanlan.actions.steps.cutting import DEVELOPMENT, ENTRY, LAW, REPORT
from guanlan.store.models import Development, Entry, Report

_AT_ONCE = 500


def shown_refs(keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Kind and ref of documents → the report's handle, the entry as ``18/3.2.05``, the development's key; laws have
    none but their own."""
    refs: dict[str, list[int]] = {}
    for kind, ref in keys:
        if kind != LAW:
            refs.setdefault(kind, []).append(int(ref))
    shown: dict[tuple[str, str], str] = {}
    for some in _portions(refs.get(REPORT, [])):
        rows = Report.objects.filter(pk__in=some).values_list("pk", "handle")
        shown.update({(REPORT, str(pk)): handle for pk, handle in rows})
    for some in _portions(refs.get(ENTRY, [])):
        for entry in Entry.objects.filter(pk__in=some).select_related("issue"):
            shown[ENTRY, str(entry.pk)] = f"{entry.issue.number or entry.issue.title}/{id_of(entry)}"
    for some in _portions(refs.get(DEVELOPMENT, [])):
        keyed = Development.objects.filter(pk__in=some).values_list("pk", "key")
        shown.update({(DEVELOPMENT, str(pk)): key for pk, key in keyed})
    return shown


def _portions(keys: list[int]) -> Iterable[list[int]]:
    return (keys[start : start + _AT_ONCE] for start in range(0, len(keys), _AT_ONCE))
