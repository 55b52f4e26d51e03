"""What a person types, and what comes back: exit codes, standard output, standard error."""

import csv
import io
import json

import pytest

FACTS_ASKED = {("penalties", "罚款1万元"), ("citations", "《网络安全法》第五十九条")}


def test_read_gives_facts_with_their_place_in_the_published_text(guanlan, page):
    """Each JSON line names field, value, words and place."""
    done = guanlan("read", page, "--json")

    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.exit_code == 0
    assert all({"field", "value", "text", "start", "end"} <= line.keys() for line in lines)
    assert all(line["end"] - line["start"] == len(line["text"]) for line in lines)
    assert {"date", "issuers", "citations", "penalties", "figures"} <= {line["field"] for line in lines}
    amounts = {line["value"]["amount"] for line in lines if line["field"] == "penalties"}
    assert amounts == {10000, 5000}


def test_read_shows_the_text_and_a_table_of_facts(guanlan, page):
    """Without --json a person reads it."""
    done = guanlan("read", page)

    assert done.exit_code == 0
    assert "某市网信办依法处罚一家公司" in done.stdout
    assert "处罚" in done.stdout


def test_read_takes_standard_input(guanlan, page):
    """A dash is standard input."""
    done = guanlan("read", "-", "--json", given=page.read_bytes())

    assert done.exit_code == 0
    assert '"penalties"' in done.stdout


def test_what_is_imported_can_be_listed_corrected_and_exported(guanlan, page):
    """The main way through, on one release."""
    assert guanlan("import", page).exit_code == 0
    again = guanlan("import", page)
    assert "已有 1" in again.stdout

    row = json.loads(guanlan("reports", "--json").stdout)
    assert row["date"] == "2025-01-03"

    fixed = guanlan("fact", "correct", row["handle"], "date", "2024-12-31", "--quote", "1月3日")
    assert fixed.exit_code == 0
    assert json.loads(guanlan("reports", "--json").stdout)["date"] == "2024-12-31"
    assert guanlan("reread").exit_code == 0
    assert json.loads(guanlan("reports", "--json").stdout)["date"] == "2024-12-31"


def test_an_issue_is_made_arranged_edited_built_and_exported(guanlan, page, tmp_path):
    """From a release to files, by commands alone."""
    guanlan("import", page)
    assert guanlan("issue", "new", 18, "--date", "2025-01-16").exit_code == 0
    view = json.loads(guanlan("issue", "show", "2025-01", "--json").stdout)
    entry = next(one["id"] for _, entries in view["columns"] for one in entries)

    moved = guanlan("issue", "place", 18, entry, "3.1")
    assert moved.exit_code == 0
    assert guanlan("entry", "edit", 18, "3.1.01", "--title", "改过的标题").exit_code == 0
    assert "改过的标题" in guanlan("issue", "show", 18).stdout

    built = guanlan("issue", "build", 18, "--to", "md,jsonl", "--out", tmp_path / "out")
    assert built.exit_code == 0
    assert sorted(path.suffix for path in (tmp_path / "out").iterdir()) == [".jsonl", ".md"]
    rows = [json.loads(line) for line in guanlan("export", "--issue", 18, "--format", "jsonl").stdout.splitlines()]
    assert [row["id"] for row in rows] == ["3.1.01"]
    assert rows[0]["penalties"][0]["measure"] == "罚款"
    table = list(
        csv.DictReader(io.StringIO(guanlan("export", "--issue", 18, "--format", "csv").stdout.removeprefix("\ufeff")))
    )
    assert table[0]["id"] == "3.1.01"


def test_a_backup_brings_everything_back(guanlan, page, tmp_path):
    """Saved, restored elsewhere, the same reports."""
    guanlan("import", page)
    before = guanlan("reports", "--json").stdout
    assert guanlan("backup", tmp_path / "desk.tar").exit_code == 0
    assert guanlan("--home", tmp_path / "other", "restore", tmp_path / "desk.tar").exit_code == 0
    assert guanlan("--home", tmp_path / "other", "reports", "--json").stdout == before


@pytest.mark.parametrize(
    "words",
    [
        ("issue", "new", "18", "--date", "2025-02-30"),
        ("issue", "build", "99"),
        ("issue", "show", "no such"),
        ("import", "no-such-file.html"),
        ("read", "no-such-file.html"),
        ("fact", "correct", "nothing", "date", "2025-01-01"),
        ("export", "--issue", "18", "--format", "xml"),
        ("entry", "edit", "18", "1.0.01"),
        ("import", "-", "other.html"),
    ],
    ids=" ".join,
)
def test_bad_use_ends_in_2_with_one_sentence(guanlan, words):
    """What was wrong, why, what to do; on standard error, in Chinese."""
    done = guanlan(*words)

    assert done.exit_code == 2
    assert done.stderr.strip()
    assert "Traceback" not in done.stderr
    assert len(done.stderr.strip().splitlines()) == 1


@pytest.mark.parametrize(
    ("name", "data", "kept"),
    [
        ("empty.txt", b"", False),
        ("rubbish.bin", bytes(range(256)) * 8, False),
        ("half.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog", True),
    ],
)
def test_bad_input_is_refused_or_kept_unread(guanlan, tmp_path, name, data, kept):
    """What the door refuses leaves nothing; what cannot be read leaves its bytes and no report. Both end in 2."""
    path = tmp_path / name
    path.write_bytes(data)

    done = guanlan("import", path)

    assert done.exit_code == 2
    assert name in done.stderr
    assert ("存而未读" in done.stderr) is kept
    assert guanlan("reports", "--json").stdout == ""


def test_a_folder_is_judged_file_by_file(guanlan, page, tmp_path):
    """One bad file does not lose the good one."""
    (tmp_path / "empty.txt").write_bytes(b"")

    done = guanlan("import", tmp_path)

    assert done.exit_code == 2
    assert len(guanlan("reports", "--json").stdout.splitlines()) == 1


def test_the_interface_is_english_a_word_away(guanlan, page, monkeypatch):
    """The same refusal in English."""
    monkeypatch.setenv("GUANLAN_LANG", "en")

    done = guanlan("issue", "new", "18", "--date", "2025-02-30")

    assert "2025-02-30" in done.stderr
    assert "not a day" in done.stderr


def test_doctor_and_plugins_tell_what_is_there(guanlan):
    """All parts that are needed are there; our formats are plugins."""
    assert guanlan("doctor").exit_code == 0
    assert {check["state"] for check in json.loads(guanlan("doctor", "--json").stdout)} == {"ok"}
    plugins = guanlan("plugins").stdout
    assert all(name in plugins for name in ("txt", "markdown", "html", "pdf", "docx"))
