"""The commands on evidence, as the shell sees them."""

from __future__ import annotations

import json
import re


def test_verify_says_that_all_is_well_and_shows_the_head(guanlan, page):
    """0, with the head to note down."""
    guanlan("import", page)
    told = guanlan("verify")
    assert told.exit_code == 0
    assert "核验无误" in told.stdout
    head = re.search(r"\d{4}-\d{2}-\d{2}\.1\.[0-9a-f]{64}", told.stdout)[0]
    assert "与所给链头相符" in guanlan("verify", "--head", head).stdout
    assert guanlan("verify", "--day", head[:10]).exit_code == 0


def test_verify_ends_in_1_and_names_what_was_changed(guanlan, page, home):
    """In words, and as JSON."""
    guanlan("import", page)
    (file,) = (home / "blobs").glob("*/*")
    file.write_bytes(b"forged")

    told = guanlan("verify")
    assert told.exit_code == 1
    assert file.name in told.stderr
    told = json.loads(guanlan("verify", "--json").stdout)
    assert [one["code"] for one in told["findings"]] == ["evidence.blob_truncated"]
    assert told["clean"] is False


def test_a_head_that_is_none_and_a_day_without_links_are_bad_input(guanlan, page):
    """2, and why."""
    guanlan("import", page)
    assert guanlan("verify", "--head", "x").exit_code == 2
    assert guanlan("verify", "--day", "2001-01-01").exit_code == 2
    assert guanlan("verify", "--day", "gestern").exit_code == 2


def test_a_pack_is_made_and_checked_without_a_home(guanlan, page, tmp_path):
    """By handle."""
    guanlan("import", page)
    handle = re.search(r"^[0-9a-f]{12}", guanlan("reports").stdout, re.M)[0]
    assert guanlan("evidence", handle, "--out", tmp_path / "a.zip").exit_code == 0
    assert guanlan("evidence", handle, "--out", tmp_path / "b.zip", "--strip-names").exit_code == 0
    assert guanlan("verify", tmp_path / "a.zip").exit_code == 0
    data = bytearray((tmp_path / "b.zip").read_bytes())
    data[60] ^= 1
    (tmp_path / "b.zip").write_bytes(data)
    told = guanlan("verify", tmp_path / "b.zip", "--json")
    assert told.exit_code == 1
    assert json.loads(told.stdout)["findings"]


def test_bytes_are_removed_by_order(guanlan, page, home):
    """And verify says so."""
    guanlan("import", page)
    (file,) = (home / "blobs").glob("*/*")
    assert guanlan("remove", file.name).exit_code == 2
    assert guanlan("remove", file.name, "--order", "某院裁定〔2025〕3号").exit_code == 0
    assert not file.exists()
    told = guanlan("verify")
    assert told.exit_code == 0
    assert "某院裁定〔2025〕3号" in told.stdout


def test_a_bundle_goes_from_one_network_to_another(guanlan, page, tmp_path):
    """Key, export, import."""
    guanlan("import", page)
    assert guanlan("bundle", "key", tmp_path / "key").exit_code == 0
    assert guanlan("bundle", "export", tmp_path / "out", "--key", tmp_path / "key").exit_code == 0
    inside = ("--home", tmp_path / "inside")
    told = guanlan(*inside, "bundle", "import", tmp_path / "out", "--trust", tmp_path / "key.pub")
    assert (told.exit_code, told.stderr) == (0, "")
    assert "新增存证 1" in told.stdout
    (tmp_path / "out").write_bytes(b"x")
    assert guanlan(*inside, "bundle", "import", tmp_path / "out", "--trust", tmp_path / "key.pub").exit_code == 2
