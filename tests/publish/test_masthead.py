"""Who stands in the masthead of an issue, and what changed since another."""

from __future__ import annotations

import datetime

import msgspec

from guanlan.publish.journal import Journal, JournalPerson, JournalRole
from guanlan.publish.masthead import Seat, changes, masthead_of
from guanlan.records.bulletin import Bulletin, Contributor, Cover, Role, Words

JUNE = datetime.date(2024, 6, 1)
STAFF = JournalRole(
    name="编辑部",
    people=(
        JournalPerson(name="编辑甲", proof="聘书一"),
        JournalPerson(name="编辑乙", until=datetime.date(2024, 5, 31), proof="聘书二"),
        JournalPerson(name="编辑丙", since=JUNE, proof="聘书三"),
        JournalPerson(name="编辑丁", since=JUNE),
    ),
)
JOURNAL = Journal(title="甲", title_en="A", columns=(), masthead=(STAFF,))


def issue(day: str) -> Bulletin:
    return Bulletin(Cover(Words("甲"), date=day))


def test_the_register_gives_who_holds_a_post_on_the_day() -> None:
    assert [seat.name for seat in masthead_of(issue("2024-05-31"), JOURNAL)] == ["编辑甲", "编辑乙"]
    assert [seat.name for seat in masthead_of(issue("2024-06-01"), JOURNAL)] == ["编辑甲", "编辑丙", "编辑丁"]
    assert masthead_of(issue("2024-06-01"), None) == ()


def test_what_an_issue_prints_itself_stands_with_the_proof_of_the_register() -> None:
    own = Role("编辑部", (Contributor(Words("编辑甲"), Words("主编")), Contributor(Words("客座甲"))))
    seats = masthead_of(msgspec.structs.replace(issue("2024-06-01"), masthead=(own,)), JOURNAL)
    assert seats == (Seat("编辑部", "编辑甲", "主编", proof="聘书一"), Seat("编辑部", "客座甲"))


def test_changes_say_what_the_register_backs() -> None:
    """有聘书的加入有据，没有的无据；任期届满的离任有据。"""
    before, after = (masthead_of(issue(day), JOURNAL) for day in ("2024-05-31", "2024-06-01"))
    found = [(one.sort, one.name, one.proved) for one in changes(before, after, JOURNAL)]
    assert found == [("added", "编辑丙", True), ("added", "编辑丁", False), ("removed", "编辑乙", True)]
    assert changes(after, after, JOURNAL) == ()
    assert [one.proved for one in changes(before, after) if one.sort == "removed"] == [False]


def test_a_new_post_needs_a_proof_of_its_own() -> None:
    old = Seat("总编辑", "总编甲", "主任", proof="聘书一")
    for proof, proved in (("聘书一", False), ("聘书二", True), (None, False)):
        new = msgspec.structs.replace(old, post="院长", proof=proof)
        (found,) = changes([old], [new])
        assert (found.sort, found.post, found.earlier_post, found.proved) == ("changed", "院长", "主任", proved)
