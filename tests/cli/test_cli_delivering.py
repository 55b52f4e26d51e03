"""Readers, sending and the site as the shell sees them."""

from __future__ import annotations

import json
from datetime import UTC, datetime

from guanlan.actions.context import Context
from guanlan.store.models import Delivery, Issue, Reader
from issue_sample_rows import kept_issue

CONTEXT = Context(actor="编辑甲", now=datetime(2025, 1, 16, tzinfo=UTC))


def test_readers_come_and_go(guanlan, tmp_path):
    """Add, import, list, remove; what is wrong is said."""
    path = tmp_path / "读者.csv"
    path.write_text("address,topics\nb@example.invalid,minors\n", encoding="utf-8")
    assert guanlan("readers", "add", "a@example.invalid", "--column", "安全事件").exit_code == 0
    assert guanlan("readers", "import", path).exit_code == 0
    assert guanlan("readers", "remove", "a@example.invalid").exit_code == 0
    (line,) = json.loads(guanlan("readers", "list", "--json").stdout)
    again = guanlan("readers", "add", "b@example.invalid")

    assert (line["address"], line["topics"]) == ("b@example.invalid", ["minors"])
    assert again.exit_code == 2
    assert "b@example.invalid" in again.stderr


def test_sending_shown_and_refused(guanlan, home, monkeypatch):
    """A look writes nothing; without settings there is no sending."""
    kept_issue(CONTEXT)
    guanlan("readers", "add", "a@example.invalid")
    assert guanlan("issue", "send", "18").exit_code == 2
    (home / "mail.toml").write_text('host = "127.0.0.1"\nport = 1\ntls = "none"\nsender = "desk@example.invalid"\n')
    look = guanlan("issue", "send", "18", "--dry-run")
    sent = guanlan("issue", "send", "18")

    assert look.exit_code == 0
    assert "a@example.invalid" in look.stdout
    assert sent.exit_code == 2
    assert "127.0.0.1:1" in sent.stderr
    (line,) = json.loads(guanlan("issue", "deliveries", "18", "--json").stdout)
    assert line["state"] == "planned"


def test_notices_shown_and_refused(guanlan, home):
    """Who got the issue would be told what was amended in it; without an amendment it is said that there is nothing."""
    kept_issue(CONTEXT)
    guanlan("readers", "add", "a@example.invalid")
    (home / "mail.toml").write_text('host = "127.0.0.1"\nport = 1\ntls = "none"\nsender = "desk@example.invalid"\n')
    assert guanlan("issue", "notify", "18").exit_code == 2
    assert guanlan("issue", "send", "18").exit_code == 2
    for state in ("handed", "accepted"):
        made = {"attempt": 1, "state": state, "message_id": "<x@example.invalid>", "at": CONTEXT.now, "actor": "甲"}
        Delivery(issue=Issue.objects.get(), reader=Reader.objects.get(), **made).save()
    guanlan("issue", "retract", "18", "1.0.02", "--note", "来源已撤回。", "--waive", "导读不改")

    look = guanlan("issue", "notify", "18", "--dry-run")
    assert look.exit_code == 0
    assert "a@example.invalid" in look.stdout
    sent = guanlan("issue", "notify", "18")
    assert sent.exit_code == 2
    assert "127.0.0.1:1" in sent.stderr
    (line,) = json.loads(guanlan("issue", "deliveries", "18", "--notice", "1", "--json").stdout)
    assert line["state"] == "planned"
    (line,) = json.loads(guanlan("issue", "deliveries", "18", "--json").stdout)
    assert line["state"] == "accepted"


def test_a_site(guanlan, tmp_path):
    """Twice the same; nothing to show is said."""
    assert guanlan("site", "build", "--out", tmp_path / "0").exit_code == 2
    kept_issue(CONTEXT)
    first = guanlan("site", "build", "--out", tmp_path / "1")
    second = guanlan("site", "build", "--out", tmp_path / "2")

    assert first.exit_code == 0
    assert first.stdout.split()[-1] == second.stdout.split()[-1]
    assert (tmp_path / "1" / "18" / "1.0.01.html").is_file()
