"""Editors join and split; keys stay; what a signed-off issue tells changes by proposal."""

from __future__ import annotations

import datetime

import pytest

from guanlan.actions.import_paths import import_bytes
from guanlan.actions.join_developments import (
    join_developments,
    settle_regrouping,
    split_development,
    undo_decision,
)
from guanlan.actions.list_developments import (
    list_developments,
    list_regroupings,
    show_development,
    update_developments,
)
from guanlan.actions.new_issue import new_issue
from guanlan.errors import InputError
from guanlan.store.models import AuditLine, Development, Issue, Join
from guanlan.store.models import Report as ReportRow
from guanlan.store.selectors.developments import development_by
from small_journal import JOURNAL

COMMON = "甲市网信办依法约谈一家平台，指出其未审核信息发布者的资质，要求七日内改正，平台负责人表示将全面自查。"
RELEASES = {
    "own": f"# 甲市网信办约谈一家平台\n2025-01-02，{COMMON}类别：enforcement\n",
    "copy": f"# 平台被约谈，发生了什么\n2025-01-02，{COMMON}类别：enforcement\n转载自某号。\n",
    "later": f"# 网信部门出手\n2025-01-03，{COMMON}类别：enforcement\n编者按：值得关注。\n",
    "other": "# 乙省开展数据安全检查\n2025-01-04，乙省对二十家医院的信息系统逐一查验，发现弱口令若干。类别：campaign\n",
    "third": "# 丙部召开座谈会\n2025-01-05，丙部邀请专家就算法备案听取意见，三家协会到会发言。类别：meeting\n",
}


def take(*names, context):
    """Import these releases; the handle of each report, by name."""
    for name in names:
        import_bytes(RELEASES[name].encode(), context=context, name=f"{name}.md", source=f"源{name}")
    headlines = {text.split("\n")[0].removeprefix("# "): name for name, text in RELEASES.items()}
    return {headlines[row.headline]: row.handle for row in ReportRow.objects.all() if row.headline in headlines}


def groups():
    """Which reports are together, by headline."""
    rows = Development.objects.filter(merged_into=None, reports__isnull=False).distinct()
    return {frozenset(row.reports.values_list("headline", flat=True)) for row in rows}


@pytest.fixture
def held(home, code, context):
    """Three copies of one story and two others; handles of the reports."""
    handles = take(*RELEASES, context=context)
    update_developments(context=context)
    return handles


def development(handle):
    """The development of a report."""
    return development_by(handle)


def test_copies_are_one_development_with_reasons(held, context):
    """Three tellings, each join with its sentence; two others stand alone."""
    view = show_development(held["own"], context=context)

    assert {one.handle for one in view.tellings} == {held["own"], held["copy"], held["later"]}
    assert {one.code for one in view.joins} == {"merging.copy"}
    assert len(list_developments(context=context)) == 3
    assert view.line.handle != held["own"]
    assert show_development(view.line.handle[:5], context=context).line == view.line


def test_facts_say_who_tells_them_and_who_says_otherwise(held, context):
    """The leading telling's day holds; the other day is told with its report."""
    view = show_development(held["own"], context=context)

    day = next(said for said in view.facts if said.field == "date")
    assert day.value == "2025-01-02"
    assert day.others == (("2025-01-03", (held["later"],)),)
    assert set(day.told_by) == {held["own"], held["copy"]}


def test_a_join_holds_and_is_undone(held, context):
    """The one known longest keeps its key, the other leads to it; taken back, both stand under their own keys."""
    was = {name: development(held[name]).key for name in ("other", "third")}

    done = join_developments([held["other"], held["third"]], context=context, reason="同一件事的两面")

    assert len(done.developments) == 1
    assert done.developments[0].reports == 2
    assert {old for old, _ in done.redirects} == {Development.objects.get(merged_into__isnull=False).handle}
    assert development(held["third"]).key == development(held["other"]).key
    assert AuditLine.objects.latest("pk").verb == "join developments"

    undo_decision(done.number, context=context)
    assert {name: development(held[name]).key for name in was} == was
    with pytest.raises(InputError) as refused:
        undo_decision(done.number, context=context)
    assert refused.value.code == "developments.no_decision"


def test_a_split_keeps_the_key_for_the_rest(held, context):
    """What is parted gets a key of its own, even where the development is known by the parted report's key."""
    row = development(held["own"])
    known_by = ReportRow.objects.get(key=row.key).handle

    done = split_development(row.handle, [known_by], context=context, reason="另有其事")

    assert {one.reports for one in done.developments} == {1, 2}
    assert development(row.handle).pk == row.pk
    assert not development(row.handle).reports.filter(handle=known_by).exists()
    parted = ReportRow.objects.get(handle=known_by).development
    assert parted.key != row.key
    again = list_developments(context=context)
    assert len(again) == 4


def test_a_split_holds_for_what_comes_later(held, context):
    """A new copy joins one side; the sides stay apart."""
    split_development(held["own"], [held["later"]], context=context, reason="另有其事")
    text = RELEASES["copy"].replace("发生了什么", "又一家转载")
    import_bytes(text.encode(), context=context, name="again.md", source="源又")
    update_developments(context=context)

    assert development(held["own"]) != development(held["later"])


def test_contradictions_are_refused_with_the_decision_named(held, context):
    """A split against a join, a join against a split; nothing is written."""
    joined = join_developments([held["other"], held["third"]], context=context, reason="一件")
    with pytest.raises(InputError) as refused:
        split_development(held["other"], [held["third"]], context=context, reason="两件")
    assert (refused.value.code, refused.value.params["number"]) == ("developments.joined_before", joined.number)

    parted = split_development(held["own"], [held["later"]], context=context, reason="两件")
    with pytest.raises(InputError) as refused:
        join_developments([held["own"], held["later"]], context=context, reason="一件")
    assert (refused.value.code, refused.value.params["number"]) == ("developments.split_before", parted.number)
    assert Join.objects.count() == 2


def test_contradictions_over_a_third_are_refused(held, context):
    """Own–other joined, other–third joined: own and third cannot be parted."""
    join_developments([held["own"], held["other"]], context=context, reason="一件")
    join_developments([held["own"], held["third"]], context=context, reason="一件")
    keys = {ReportRow.objects.get(handle=held[name]).key for name in ("other", "third")}
    pairs = {frozenset(pair) for row in Join.objects.all() for pair in row.pairs}
    assert frozenset(keys) not in pairs

    with pytest.raises(InputError) as refused:
        split_development(held["own"], [held["third"]], context=context, reason="两件")
    assert refused.value.code in {"developments.joined_before", "merging.contradiction"}


@pytest.mark.parametrize(
    ("call", "code"),
    [
        (
            lambda held, context: join_developments([held["own"], held["copy"]], context=context, reason=""),
            "nothing_to_join",
        ),
        (lambda held, context: split_development(held["own"], [held["third"]], context=context, reason=""), "not_in"),
        (
            lambda held, context: split_development(held["third"], [held["third"]], context=context, reason=""),
            "nothing_left",
        ),
        (lambda held, context: show_development("0000", context=context), "none"),
        (lambda held, context: settle_regrouping(7, context=context, accept=True), "no_proposal"),
    ],
)
def test_what_cannot_be_done(held, context, call, code):
    """Each with its own sentence, and nothing written."""
    with pytest.raises(InputError) as refused:
        call(held, context)
    assert refused.value.code == f"developments.{code}"
    assert not Join.objects.exists()


@pytest.fixture
def signed(held, context):
    """The developments stand in an issue that was signed off."""
    new_issue(18, datetime.date(2025, 1, 16), context=context, journal=JOURNAL)
    Issue.objects.update(state="signed_off")
    return held


def test_a_signed_off_development_waits(signed, context):
    """A later copy is put to the editor; nobody tells the story again meanwhile; accepted, it belongs to it."""
    row = development(signed["own"])
    was = row.record
    text = RELEASES["copy"].replace("发生了什么", "又一家转载")
    import_bytes(text.encode(), context=context, name="again.md", source="源又")
    update_developments(context=context)

    assert Development.objects.get(pk=row.pk).record == was
    assert row.reports.count() == 4
    (waiting,) = list_regroupings()
    assert (waiting.kind, len(waiting.reports)) == ("tellings", 4)
    update_developments(context=context)
    assert len(list_regroupings()) == 1

    settle_regrouping(waiting.number, context=context, accept=True)
    assert len(show_development(signed["own"], context=context).tellings) == 4
    assert list_regroupings() == ()


def test_a_declined_proposal_is_not_put_again(signed, context):
    """Until it says something else."""
    text = RELEASES["copy"].replace("发生了什么", "又一家转载")
    import_bytes(text.encode(), context=context, name="again.md", source="源又")
    update_developments(context=context)
    settle_regrouping(list_regroupings()[0].number, context=context, accept=False)
    update_developments(context=context)

    assert list_regroupings() == ()
    assert len(show_development(signed["own"], context=context).tellings) == 3


def test_an_editors_split_of_a_signed_off_development_waits(signed, context):
    """Nothing changes until it is accepted; then it is a decision like any other."""
    done = split_development(signed["own"], [signed["later"]], context=context, reason="另有其事")
    assert done.number is None
    assert development(signed["own"]) == development(signed["later"])

    held = settle_regrouping(done.proposal, context=context, accept=True)
    assert held.number is not None
    assert development(signed["own"]) != development(signed["later"])
    update_developments(context=context)
    assert development(signed["own"]) != development(signed["later"])


def test_an_editors_join_with_a_signed_off_development_waits(signed, context):
    """Its key outlives the other's when it is accepted."""
    key = development(signed["own"]).key
    import_bytes(
        "# 甲市后续\n2025-01-09，平台已完成改正，恢复注册。\n".encode(), context=context, name="z.md", source="源后"
    )
    update_developments(context=context)
    later = ReportRow.objects.get(headline="甲市后续").handle

    done = join_developments([later, signed["own"]], context=context, reason="同一件事的后续")
    assert done.proposal is not None
    assert development(later) != development(signed["own"])
    settle_regrouping(done.proposal, context=context, accept=True)
    assert development(later).key == key


def test_an_undo_under_a_signed_off_issue_is_refused(held, context):
    """It would change what was told."""
    done = join_developments([held["own"], held["other"]], context=context, reason="一件")
    new_issue(18, datetime.date(2025, 1, 16), context=context, journal=JOURNAL)
    Issue.objects.update(state="signed_off")

    with pytest.raises(InputError) as refused:
        undo_decision(done.number, context=context)
    assert refused.value.code == "developments.signed_off"
