"""What all tests share: the folder of labels and real texts, where it is there; and that nothing skips unnoticed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

pytest.register_assert_rewrite("golden")

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real texts and labels (``GUANLAN_SHARED``, default ``../shared``); skips where it is absent."""
    folder = Path(os.environ.get("GUANLAN_SHARED", ROOT.parent / "shared"))
    if not folder.is_dir():
        pytest.skip(f"no shared texts at {folder}: set GUANLAN_SHARED to their folder to run this")
    return folder


def pytest_sessionfinish(session: pytest.Session) -> None:
    """With ``GUANLAN_NO_SKIP`` set a skipped test fails the run: what it needs has to be installed there."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if os.environ.get("GUANLAN_NO_SKIP") and reporter and reporter.stats.get("skipped"):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED
        reporter.write_line("GUANLAN_NO_SKIP is set, and tests were skipped: install what they need", red=True)
