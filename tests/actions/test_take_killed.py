"""Taking in that is killed again and again: what was handed in is all there, once."""

from __future__ import annotations

import shutil

import pytest

import handed_in as corpus
from guanlan import store
from guanlan.actions.verify import verify
from guanlan.store.models import Blob, Capture, Contribution, Handover, Reading, Release, Report, Submission, Version
from killing import TIMES, Runs
from small_form import GOOD, filled

NOUNS = (Blob, Reading, Release, Version, Report, Submission, Contribution)
KILLS = 3  # of one home: what the first leaves is what the next finds


def handed(folder):
    """A folder with a page and its picture, an archive with three documents, and a mail."""
    inside = (
        ("页面_files/图.png", corpus.PNG),
        ("页面.html", corpus.page(headline="某市公布两起案例", picture="页面_files/图.png")),
        ("通知/通知.docx", corpus.word_file("关于开展专项检查的通知")),
        ("名单.xlsx", corpus.app_list()),
    )
    folder.mkdir()
    (folder / "1材料.zip").write_bytes(corpus.archive(*inside))
    (folder / "2公众号.html").write_bytes(corpus.account_page())
    (folder / "3来信.eml").write_bytes(corpus.mail(("会议.docx", corpus.word_file("某省召开数据安全工作会议"))))
    return folder


def sent(folder):
    """Two forms with files beside them."""
    folder.mkdir()
    rows = [GOOD | {"标题": f"某省网络安全协会第{number}次活动", "原文链接": None} for number in range(1, 5)]
    (folder / "甲.xlsx").write_bytes(filled(*rows[:2], rows[2] | {"附件": "现场.png；正文.docx"}))
    (folder / "乙.xlsx").write_bytes(filled(rows[3], rows[0] | {"日期": "近日"}))
    (folder / "现场.png").write_bytes(corpus.PNG)
    (folder / "正文.docx").write_bytes(corpus.word_file())
    return folder


def state(home):
    """What a home holds, apart from how often it came."""
    store.setup(home)
    parts = sorted(Capture.objects.exclude(part_of=None).values_list("part_of", "name", "blob"))
    inside = sorted(set(Handover.objects.values_list("capture__blob", "container__blob", "role")), key=str)
    releases = sorted(Release.objects.values_list("key", "reports__headline", "reports__gone"))
    return [noun.objects.count() for noun in NOUNS], parts, inside, releases


@pytest.mark.parametrize(("verb", "given"), [("take", handed), ("submission", sent)])
def test_taking_that_is_killed_loses_and_doubles_nothing(home, migrated, tmp_path, context, verb, given):
    """Killed three times at seeded points, then left in peace once: the same as where nobody was killed."""
    folder = given(tmp_path / "in")
    store.opening.close()
    undisturbed = Runs(verb, home, str(folder), seed=0)
    undisturbed.to_the_end(0)
    expected = state(home)
    killed = 0
    for turn in range(TIMES // KILLS):
        other = tmp_path / f"home-{turn}"
        shutil.copytree(migrated, other)
        runs = Runs(verb, other, str(folder), seed=turn + 11)
        runs.expect_calls_of(undisturbed)
        for day in range(KILLS):
            runs.killed_somewhere(day)
        runs.to_the_end(KILLS)

        assert state(other) == expected
        assert verify(context=context).findings == ()
        store.opening.close()
        killed += runs.killed
    assert killed >= TIMES // KILLS
