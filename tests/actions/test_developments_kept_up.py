"""Joining a little at a time makes the developments of joining all at once."""

from __future__ import annotations

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from guanlan.actions.import_paths import import_bytes, import_paths
from guanlan.actions.list_developments import update_developments
from guanlan.records.codec import from_json
from guanlan.records.development import Development as Record
from guanlan.store.models import AuditLine, Development, Link, Mark
from guanlan.store.models import Report as ReportRow

BODIES = [
    "某中心受理处置仿冒网站平台一批，保护了群众的财产安全，也提醒公众注意辨别真伪，谨防上当。",
    "某中心受理处置仿冒网站平台一批，保护了群众的财产安全，也提醒公众注意辨别真伪。转载自某号，供参考。",
    "编号CVE-2031-10001的缺陷已有利用。",
    "编号CVE-2031-10002的缺陷已有利用。",
    "另有要闻若干。",
]
HEADS = ["某中心处置仿冒网站", "仿冒网站要当心", "某软件存在缺陷", "关于违规应用的通报第1批", "关于违规应用的通报第2批"]
DAYS = ["2025-01-02", "2025-01-05", "2025-01-20", "2025-03-01", "2025-03-30", "2025-04-28"]
release = st.tuples(st.sampled_from(HEADS), st.sampled_from(BODIES), st.sampled_from(DAYS))


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(release, min_size=3, max_size=8), st.data())
def test_bit_by_bit_is_as_at_once(home, code, context, rows, data):
    """Groups, links and reasons are the same; each standing development has reports, each loser leads to one."""
    order = data.draw(st.permutations(range(len(rows))))
    steps = data.draw(st.lists(st.booleans(), min_size=len(rows), max_size=len(rows)))
    outcomes = []
    for plan in ([False] * len(rows), steps):
        with transaction.atomic():
            for number, join in zip(order, plan, strict=True):
                _take(number, rows[number], context)
                if join:
                    update_developments(context=context)
            update_developments(context=context)
            outcomes.append((_groups(), _links(), _joins()))
            _all_lead_somewhere()
            transaction.set_rollback(True)
    assert outcomes[0] == outcomes[1]


def _take(number, row, context):
    head, body, day = row
    text = f"# {head}\n{day}，{body}\n第{number}页\n"
    import_bytes(text.encode(), context=context, name=f"{number}.md", source=f"源{number}")


def _put(folder, number, row, context):
    """The page ``number`` of a folder, written and imported; again: edited."""
    head, body, day = row
    (folder / f"{number}.md").write_text(f"# {head}\n{day}，{body}\n第{number}页\n", encoding="utf-8")
    import_paths([folder], context=context)


def _groups():
    rows = Development.objects.filter(merged_into=None)
    return {frozenset(row.reports.values_list("key", flat=True)) for row in rows}


def _links():
    return set(Link.objects.values_list("first__key", "second__key", "reason", "shared", "day"))


def _joins():
    rows = Development.objects.filter(merged_into=None)
    return {join for row in rows for join in from_json(row.record, Record).joins}


def _all_lead_somewhere():
    for row in Development.objects.all():
        assert (row.merged_into is None) == row.reports.exists()


def test_nothing_new_is_no_work(home, code, context, django_assert_max_num_queries):
    """A second look writes no audit line, no mark and no development."""
    for number in range(3):
        _take(number, (HEADS[number], BODIES[0], DAYS[0]), context)
    assert update_developments(context=context) == 1
    lines, marks = AuditLine.objects.count(), set(Mark.objects.values_list("pk", "digest"))

    with django_assert_max_num_queries(12):
        assert update_developments(context=context) == 0
    assert AuditLine.objects.count() == lines
    assert set(Mark.objects.values_list("pk", "digest")) == marks


def test_a_report_that_reads_otherwise_is_joined_anew(home, code, context, tmp_path):
    """An edited page tells another flaw: it leaves the story, and the story keeps its key."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(3):
        _put(folder, number, (HEADS[2], BODIES[2], DAYS[0]), context)
    update_developments(context=context)
    key = Development.objects.get(merged_into=None).key
    _put(folder, 1, (HEADS[2], BODIES[3], DAYS[0]), context)
    update_developments(context=context)

    sizes = {row.key: row.reports.count() for row in Development.objects.filter(merged_into=None)}
    assert sizes[key] == 2
    assert sorted(sizes.values()) == [1, 2]


def test_a_report_that_is_gone_leaves_its_development(home, code, context, tmp_path):
    """Its page tells something else now; the others stay together under their key."""
    folder = tmp_path / "pages"
    folder.mkdir()
    for number in range(3):
        _put(folder, number, (HEADS[2], BODIES[2], DAYS[0]), context)
    update_developments(context=context)
    key = Development.objects.get().key
    _put(folder, 1, ("完全不同的题目", "别的事。", "2025-06-01"), context)
    update_developments(context=context)

    told = from_json(Development.objects.get(key=key).record, Record)
    assert len(told.tellings) == 2
    assert ReportRow.objects.get(headline="完全不同的题目").development.key != key
