"""Copies that came back from Word, WPS and LibreOffice: each change of the table is taken back as it was made."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from guanlan.publish.review import Given, read_copy, review, review_docx
from guanlan.publish.review.merging import lines_with
from guanlan.records.codec import from_json

HERE = Path(__file__).resolve().parent
TABLE = yaml.safe_load((HERE / "changes.yaml").read_text(encoding="utf-8"))
PROGRAMS = ("word", "wps", "libreoffice")
LOOKS = {"加粗": "bold", "标色": "colour", "居中": "alignment", "换样式": "style"}
ROLES = {"标题": 0, "来源": 1, "日期": 1}
GIVEN = from_json((HERE / "copies" / "given.json").read_bytes(), Given)


@pytest.fixture(scope="module", params=PROGRAMS)
def program(request):
    """The name of a program."""
    return request.param


@pytest.fixture(scope="module")
def came(program):
    """What a copy that was changed in it says."""
    return review(GIVEN, read_copy((HERE / "copies" / f"{program}.docx").read_bytes()))


def lines_of(region):
    """The lines as given."""
    return [line.text for line in region.lines]


def entry(came, which):
    """A reviewed entry."""
    return next(one for one in came.entries if one.region.where == which)


def words(one, taken):
    """The lines of an entry with the changes ``taken`` (ids) accepted."""
    numbers = {number for number in range(len(one.words.groups)) if one.words.ids.get(number, "") in taken}
    quiet = {number for number in range(len(one.words.groups)) if number not in one.words.ids}
    return [line.text for line in lines_with(one.words, numbers | quiet)]


def place(row):
    """The number of a row's line."""
    return ROLES.get(row["at"], row["at"] + 1 if isinstance(row["at"], int) else 0)


def expected(lines, row):
    """The lines once a row is taken over."""
    at = place(row)
    if row["what"] in LOOKS:
        return lines
    if row["what"] in ("删段", "删末段"):
        return lines[:at] + lines[at + 1 :]
    if row["what"] == "移段":
        rest = lines[:at] + lines[at + 1 :]
        return [*rest[: row["behind"] + 2], lines[at], *rest[row["behind"] + 2 :]]
    if row["what"] == "并段":
        return [*lines[: at - 1], lines[at - 1] + lines[at], *lines[at + 1 :]]
    assert lines[at].count(row["old"]) == 1
    return [*lines[:at], *lines[at].replace(row["old"], row["new"]).split("¶"), *lines[at + 1 :]]


def ids_of(one, row):
    """The changes that a row was written as: those at its lines."""
    at = place(row)
    here = {at - 1, at} if row["what"] in ("并段", "删末段") else {at}
    if row["what"] == "移段":
        here = {at, row["behind"] + 1}
    return {
        one.words.ids[number]
        for number, group in enumerate(one.words.groups)
        if number in one.words.ids and group.lines & here
    }


ROWS = [pytest.param(row, id=f"{row['n']}-{row['what']}") for row in TABLE["words"]]


@pytest.mark.parametrize("row", ROWS)
def test_a_change_is_taken_back_as_it_was_made(program, came, row):
    """That change alone is accepted: the words of the table stand, and every other line is as given."""
    if row.get("not_by") == program:
        return
    one = entry(came, row["entry"])
    lines = lines_of(one.region)

    if row["what"] in LOOKS:
        told = next(change for change in one.formats if row.get("old", lines[place(row)]) == change.old)
        assert LOOKS[row["what"]] in told.new.split("、")
    else:
        assert words(one, ids_of(one, row)) == expected(lines, row)


@pytest.mark.parametrize("which", sorted({row["entry"] for row in TABLE["words"]}))
def test_all_accepted_is_the_edited_text_and_all_rejected_the_given_one(program, came, which):
    """Whatever a row's program wrote: nothing is left over, nothing is lost."""
    one = entry(came, which)
    lines = lines_of(one.region)
    rows = [row for row in (*TABLE["words"], *TABLE["noted"]) if row.get("entry") == which]
    edited = lines
    for row in sorted(rows, key=lambda row: (row["what"] == "移段", -place(row))):
        edited = expected(edited, row)

    assert words(one, {change.id for change in one.words.changes}) == edited
    assert words(one, set()) == lines


def test_nothing_else_was_changed(came):
    """Entries without a row have no change in their words."""
    touched = {row["entry"] for row in (*TABLE["words"], *TABLE["noted"]) if "entry" in row}

    assert [one.region.where for one in came.entries if one.words.changes and one.region.where not in touched] == []


@pytest.mark.parametrize("row", [pytest.param(row, id=row["what"]) for row in TABLE["entries"]])
def test_whole_entries_are_moved_taken_out_and_added(came, row):
    """移稿, 删稿, 增稿."""
    if row["what"] == "移稿":
        moved = entry(came, row["entry"]).moved
        assert (moved.part, len(moved.behind) + 1) == (row["to"], row["at"])
        assert entry(came, row["entry"]).words.changes == []
    elif row["what"] == "删稿":
        assert entry(came, row["entry"]).out.author
    else:
        assert [change.new for change in came.outside if change.sort == "entry_new"] == [row["new"]]


def test_no_other_entry_is_moved_or_out(came):
    """The neighbours of what was moved stay where they are."""
    told = {(row["what"], row["entry"]) for row in TABLE["entries"] if "entry" in row}

    assert {("移稿", one.region.where) for one in came.entries if one.moved} | {
        ("删稿", one.region.where) for one in came.entries if one.out
    } == told


def test_what_cannot_be_taken_over_says_why(came):
    """A guide is drafted from entries."""
    (row,) = (row for row in TABLE["noted"] if "column" in row)
    (change,) = (change for change in came.outside if change.where == "guide.1")

    assert change.before.endswith("收录")
    assert change.why_not == "review.no_guide"
    assert row["old"].replace(change.old, change.new) == row["new"]


def test_a_date_is_a_fact(came):
    """It is not taken over as words."""
    (row,) = (row for row in TABLE["noted"] if "entry" in row)
    changes = [change for change in entry(came, row["entry"]).words.changes if change.where == "fields"]

    assert changes
    assert {change.why_not for change in changes} == {"review.date_is_a_fact"}


def test_comments_come_with_their_words_and_answers(program, came):
    """Who said what about which words, whose answer it is, and whether it was settled."""
    rows = [row for row in TABLE["comments"] if not (program == "libreoffice" and row.get("answers"))]
    said = {remark.text: remark for remark in came.remarks}

    assert len(came.remarks) == len(rows)
    for row in rows:
        remark = said[row["text"]]
        assert remark.entry == row.get("entry", "")
        assert remark.done == row.get("done", False)
        assert remark.author
        assert remark.at == "2025-01-17 09:30"
        if row.get("answers"):
            assert remark.answers == said[row["answers"]].id
        elif row["text"] == "职务请再核对。":
            assert remark.quote == "国务院总理李强主持学习并发表讲话"  # as changed by the same hand
        else:
            assert remark.quote == row["quote"]


def test_who_changed_what_is_kept(program, came):
    """Author and day of each tracked change; none of a silent one."""
    changes = [change for one in came.entries for change in one.words.changes]

    assert {change.at for change in changes if change.tracked} == {"2025-01-17 09:30"}
    assert len({change.author for change in changes if change.tracked}) == 2
    assert sorted((change.entry, change.new) for change in changes if not change.tracked) == [
        ("1.0.02", "共同"),
        ("1.0.02", "北"),
    ]


def test_moves_are_told_as_moves_where_the_program_does(came, program):
    """Word names both ends; words that went to another entry are one change in two of them."""
    if program != "word":
        return
    moves = {change.id: change for one in came.entries for change in one.words.changes if change.sort == "move"}
    both = {change.id for change in entry(came, "2.1.01").words.changes if change.sort == "move"} & {
        change.id for change in entry(came, "2.1.02").words.changes
    }

    assert len(moves) == 4
    assert len(both) == 1


@pytest.mark.parametrize("name", ["given", "untouched_libreoffice"])
def test_an_untouched_copy_says_nothing(name):
    """Also one that LibreOffice opened and saved again."""
    came = read_copy((HERE / "copies" / f"{name}.docx").read_bytes())
    told = review(GIVEN, came)

    assert came.key == GIVEN.key()
    assert told.changes() == []
    assert told.remarks == ()


def test_equal_data_gives_equal_bytes():
    """No clock and no chance goes into a copy."""
    assert review_docx(GIVEN, {}, day="2025-01-16") == review_docx(GIVEN, {}, day="2025-01-16")
