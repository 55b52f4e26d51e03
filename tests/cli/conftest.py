"""Commands run in process on a home of their own; the ends (exit codes, streams) as the shell sees them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner

from homes import home, migrated

__all__ = ["home", "migrated"]

PAGE = """<!doctype html><html lang="zh"><head><meta charset="utf-8"><title>某市网信办依法处罚一家公司</title>
<meta name="PubDate" content="2025-01-03"></head><body><h1>某市网信办依法处罚一家公司</h1>
<p>1月3日消息，江西省南昌市网信办近日依据《网络安全法》第五十九条的规定，对一家软件公司作出罚款1万元的行政处罚，
对直接负责的主管人员罚款5千元。该公司违反《网络安全法》第二十一条。</p><p>（来源：网信南昌）</p></body></html>"""


@pytest.fixture
def page(tmp_path) -> Path:
    """A release as an official site publishes it."""
    path = tmp_path / "penalty.html"
    path.write_text(PAGE, encoding="utf-8")
    return path


@pytest.fixture
def guanlan(home, monkeypatch) -> Callable[..., object]:
    """Run a command line; gives its exit code, output and errors."""
    from guanlan.cli.app import app

    monkeypatch.setenv("GUANLAN_USER", "编辑甲")
    monkeypatch.delenv("GUANLAN_LANG", raising=False)

    def run(*words: object, given: bytes | None = None):
        return CliRunner().invoke(app, [str(word) for word in words], input=given)

    return run
