"""An extra that is installed later reads what waited for it."""

from __future__ import annotations

import pytest

from guanlan.actions.import_paths import import_paths
from guanlan.actions.steps import read_in
from guanlan.actions.summaries import Result
from guanlan.errors import ReadingError


@pytest.mark.parametrize("code_of_refusal", read_in.NEEDS_OCR)
def test_what_waited_for_the_extra_is_read(home, context, code, tmp_path, monkeypatch, code_of_refusal):
    """The same bytes, the same code: only the machine changed."""
    page = tmp_path / "扫描.txt"
    page.write_text("# 通知\n2025-01-02，类别：instrument", encoding="utf-8")

    def wanting(*args, **kwargs):
        raise ReadingError(code_of_refusal, name="扫描.txt", pages=1)

    real = read_in.read
    monkeypatch.setattr(read_in, "read", wanting)
    monkeypatch.setattr(read_in.ocr, "available", lambda: False)
    assert import_paths([page], context=context).outcomes[0].result is Result.UNREAD
    monkeypatch.setattr(read_in, "read", real)
    assert import_paths([page], context=context).outcomes[0].result is Result.UNREAD

    monkeypatch.setattr(read_in.ocr, "available", lambda: True)

    assert import_paths([page], context=context).outcomes[0].result is Result.ADDED
