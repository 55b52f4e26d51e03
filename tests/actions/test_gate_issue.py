"""What the gate says of an issue as it stands in a home, and what a person lets through."""

from __future__ import annotations

import datetime

import msgspec
import pytest

from guanlan.actions.check_issue import check_issue, waive
from guanlan.actions.edit_entry import edit_entry
from guanlan.actions.import_paths import import_paths
from guanlan.actions.new_issue import new_issue
from guanlan.actions.order_issue import order_issue
from guanlan.actions.place_entry import place_entry
from guanlan.actions.set_imprint import Change, issue_imprint, set_imprint
from guanlan.actions.sign_off import sign_off
from guanlan.errors import InputError
from guanlan.records.bulletin import Bulletin, Words
from guanlan.records.codec import from_json, to_json
from guanlan.records.gate import CheckState
from guanlan.store.models import AuditLine, Issue, Waiver
from guanlan.store.selectors.issues import issue_by
from small_journal import DATE, JOURNAL, RELEASES, write_releases

WRONG = "甲部印发粮食数据管理办法，要求入库九日内登记。"  # the capture says 三日


@pytest.fixture
def issue(home, code, context, tmp_path):
    """Issue 2 of the small journal."""
    import_paths([write_releases(tmp_path / "in")], context=context)
    new_issue(2, DATE, context=context, journal=JOURNAL)
    return issue_by("2")


def refused(action, *args, **options):
    """The code of the refusal, which left no waiver."""
    before = Waiver.objects.count(), AuditLine.objects.count()
    with pytest.raises(InputError) as caught:
        action(*args, **options)
    assert (Waiver.objects.count(), AuditLine.objects.count()) == before
    return caught.value.code


def opened():
    """Place and words of what is open."""
    return [(one.where, one.text) for one in check_issue("2").open]


def reframe(issue, change):
    """Write past the actions into what the entries do not hold."""
    frame = change(from_json(issue.frame, Bulletin))
    Issue.objects.filter(pk=issue.pk).update(frame=to_json(frame).decode())


def test_a_composed_issue_has_nothing_open(issue):
    """Each thing of it with words of a capture under it, or derived from such."""
    checked = check_issue("2")

    assert checked.ready
    assert checked.table
    assert {one.state for one in checked.table} <= {CheckState.ANCHORED, CheckState.DERIVED}
    bodies = [one for one in checked.table if one.where == "1.1.01" and one.state is CheckState.ANCHORED]
    assert bodies
    assert all(one.support[0].anchor.quote in RELEASES["norm1"] for one in bodies)


CASES = {
    "body": ("1.1.01", {"text": WRONG}, [("1.1.01", "九日")]),
    "title": ("1.1.01", {"title": "甲部印发《棉花数据管理办法》"}, [("title:1.1.01", "《棉花数据管理办法》")]),
}


@pytest.mark.parametrize(("entry", "change", "found"), CASES.values(), ids=CASES)
def test_what_no_capture_says_is_open(issue, context, entry, change, found):
    """At entry level: in a body and in a title."""
    edit_entry("2", entry, context=context, **change)
    assert [one for one in opened() if one[0] in (entry, f"title:{entry}")] == found


def test_what_no_entry_says_is_open(issue):
    """At guide level, and among the keywords."""

    def changed(frame):
        column = frame.columns[0]
        guide = (*column.guide, Words("甲部对47家企业罚款。"))
        column = msgspec.structs.replace(column, guide=guide, keywords=(*column.keywords, Words("《海盐管理条例》")))
        return msgspec.structs.replace(frame, columns=(column, *frame.columns[1:]))

    reframe(issue, changed)
    found = opened()
    assert ("guide.1", "47家") in found or ("guide.1", "47家企业") in found
    assert ("keywords.1", "《海盐管理条例》") in found


def test_one_entry_is_told_as_in_the_whole(issue, context):
    """The same things under the same ids, its title among them; nothing of the others."""
    edit_entry("2", "1.1.01", context=context, text=WRONG)
    whole = [one for one in check_issue("2").table if one.where in ("1.1.01", "title:1.1.01")]

    assert list(check_issue("2", entry="1.1.1").table) == whole
    assert whole
    assert check_issue("2", entry="1.1.02").ready
    assert refused(check_issue, "2", entry="9.9.99") == "store.no_entry"


def test_a_waiver_names_person_and_reason(issue, context):
    """It is on record, in the table and in the audit log; the same thing is not waived twice."""
    edit_entry("2", "1.1.01", context=context, text=WRONG)
    (thing,) = check_issue("2").open
    let = waive("2", thing.id[:6], "已致电核实，\n原文有误", context=context)

    assert (let.thing, let.where, let.text) == (thing.id, "1.1.01", thing.text)
    assert (let.reason, let.actor, let.at) == ("已致电核实， 原文有误", "编辑甲", context.now)
    checked = check_issue("2")
    assert checked.ready
    (waived,) = (one for one in checked.table if one.id == thing.id)
    assert (waived.state, waived.waived_by, waived.params["waived"]) == (CheckState.WAIVED, "编辑甲", let.reason)
    assert checked.waivers == (let,)
    line = AuditLine.objects.latest("id")
    assert (line.verb, line.actor, line.details["thing"]) == ("waive", "编辑甲", thing.id)
    assert line.details["reason"] == let.reason
    assert refused(waive, "2", thing.id, "再次", context=context) == "gate.no_such_thing"


def test_a_waiver_falls_with_the_words(issue, context):
    """Other words are open again; the old ones, brought back, were let through already; another place is no change."""
    edit_entry("2", "1.1.01", context=context, text=WRONG)
    (thing,) = check_issue("2").open
    waive("2", thing.id, "已核实", context=context)
    edit_entry("2", "1.1.01", context=context, text=WRONG.replace("九日", "八日"))

    checked = check_issue("2")
    assert [one.text for one in checked.open] == ["八日"]
    assert checked.waivers == ()
    edit_entry("2", "1.1.01", context=context, text=WRONG)
    assert check_issue("2").ready
    order_issue("2", ["1.1.02"], context=context)
    assert check_issue("2").ready
    place_entry("2", "1.1.02", "1.2", context=context)
    assert check_issue("2").ready


def test_what_cannot_be_waived(issue, context):
    """Without a reason; something that is not open; a prefix of many; nothing at all."""
    edit_entry("2", "1.1.01", context=context, text=WRONG)
    (thing,) = check_issue("2").open
    anchored = next(one.id for one in check_issue("2").table if one.state is CheckState.ANCHORED)

    assert refused(waive, "2", thing.id, " \n", context=context) == "gate.no_reason"
    assert refused(waive, "2", thing.id, "含\x07响铃", context=context) == "gate.no_reason"
    assert refused(waive, "2", anchored, "理由", context=context) == "gate.no_such_thing"
    assert refused(waive, "2", "", "理由", context=context) == "gate.no_such_thing"


def test_an_error_of_the_proof_reader_stands_like_an_open_thing(issue, context):
    """It is waived by its id, which hangs on its words; another entry's same slip is another thing."""
    for entry in ("1.1.01", "1.1.02"):
        title = {"1.1.01": "甲部印发《粮食数据管理办法》", "1.1.02": "乙部发布《桥梁监测规范》"}[entry]
        edit_entry("2", entry, context=context, title=f"{title}》")
    standing = check_issue("2").standing
    places = {one.finding.where for one in standing}
    assert {"1.1.01", "1.1.02"} <= places
    assert len({one.id for one in standing}) == len(standing)

    (mine,) = (one for one in check_issue("2", entry="1.1.01").standing if one.finding.code == standing[0].finding.code)
    waive("2", mine.id, "照录", context=context)
    left = check_issue("2")
    assert mine.id not in {one.id for one in left.standing}
    assert {one.id for one in left.standing} == {one.id for one in standing} - {mine.id}
    row = next(one.row() for one in left.errors if one.id == mine.id)
    assert (row.kind, row.value, row.state, row.waived_by) == (
        "objection",
        mine.finding.code,
        CheckState.WAIVED,
        "编辑甲",
    )


INTERNAL = (
    JOURNAL.replace("小刊".encode(), "小通讯".encode())
    + """
[internal]
permit = "（示）0001号"
compiler = "某研究所"
recipients = "本所会员单位"
printer = "某印刷厂"
""".encode()
)


@pytest.fixture
def internal(home, code, context, tmp_path):
    """Issue 2 of the same journal as 内部资料, its number of copies and day of printing left out."""
    import_paths([write_releases(tmp_path / "in")], context=context)
    new_issue(2, DATE, context=context, journal=INTERNAL)


def test_what_an_internal_publication_must_say_stands_against_it(internal, context):
    """What is missing is named, and nothing is let out until it is there or an officer let it through."""
    standing = [one for one in check_issue("2").standing if one.finding.code == "internal.missing"]
    assert [one.finding.params["name"] for one in standing] == ["印刷日期", "印数"]
    assert refused(sign_off, "2", context=context) == "gate.still_open"

    editor = msgspec.structs.replace(context, permission=lambda actor, verb: verb != "waive internal")
    assert refused(waive, "2", standing[0].id, "付印时补", context=editor) == "actions.not_permitted"
    for one in standing:
        waive("2", one.id, "付印时补", context=context)
    assert sign_off("2", context=context).state == "signed_off"


def test_what_is_known_late_is_said_in_the_issue(internal, context):
    """Copies and day of printing are added to this issue; then nothing is missing; a final one is not touched."""
    said = Change(copies=300, printed_on=datetime.date(2025, 1, 20))
    assert issue_imprint("2").missing == ("印刷日期", "印数")
    done = set_imprint("2", said, context=context)

    assert done.missing == ()
    assert {"印数：300册", "印刷日期：2025年1月20日", "编印单位：某研究所"} <= set(done.lines)
    assert AuditLine.objects.latest("id").details == {"copies": "300", "printed_on": "2025-01-20"}
    assert not [one for one in check_issue("2").standing if one.finding.code.startswith("internal.")]
    sign_off("2", context=context)
    assert refused(set_imprint, "2", said, context=context) == "amending.signed_off"


@pytest.mark.parametrize("change", [{"copies": 0}, {"permit": " "}, {"printer": "含\x07响铃"}])
def test_what_cannot_be_printed_is_refused(internal, context, change):
    """Nothing of it is taken."""
    assert refused(set_imprint, "2", Change(**change), context=context) == "internal.words"


def test_words_that_an_internal_publication_may_not_use(internal, context):
    """Wording of a periodical is found at its words, in the entry too."""
    edit_entry("2", "1.1.01", context=context, text="本刊获悉，甲部印发粮食数据管理办法。")
    found = [one.finding for one in check_issue("2").standing if one.finding.code == "internal.forbidden"]
    assert [(one.where, one.text) for one in found] == [("1.1.01", "本刊")]
    assert "internal.forbidden" in {one.finding.code for one in check_issue("2", entry="1.1.01").standing}


def test_a_journal_without_the_profile_is_not_asked(issue):
    """No word of it, and there is no imprint to show."""
    assert refused(issue_imprint, "2") == "internal.none"
    assert not [one for one in check_issue("2").errors if one.finding.code.startswith("internal.")]
