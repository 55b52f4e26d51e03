"""Pictures come in with the page that shows them."""

from __future__ import annotations

import pytest

from guanlan.actions.build_issue import build_issue
from guanlan.actions.import_paths import import_paths
from guanlan.actions.new_issue import new_issue
from guanlan.actions.reread import reread
from guanlan.actions.steps.assemble import assembled
from guanlan.actions.summaries import Result
from guanlan.store import blobs
from guanlan.store.models import Blob, Capture, Issue
from small_journal import DATE, JOURNAL

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)
PAGE = """<html><head><title>演练</title></head><body><article><h1># 甲部印发《演练办法》</h1>
<p>甲部印发演练办法，要求每季度演练一次，并向上级报送结果。</p>
<p><img src="{target}" alt=""></p><p>图：演练现场</p><p>2025-01-02 类别：instrument</p></article></body></html>"""


@pytest.fixture
def saved(tmp_path):
    """A saved page with its picture, and a secret beside the folder."""
    folder = tmp_path / "in"
    (folder / "pictures").mkdir(parents=True)
    (folder / "pictures" / "a 1.png").write_bytes(PNG)
    (tmp_path / "secret.png").write_bytes(PNG + b"secret")

    def page(target="pictures/a%201.png"):
        (folder / "page.html").write_text(PAGE.format(target=target), encoding="utf-8")
        return folder

    return page


def test_a_picture_is_kept_as_part_of_its_page(home, code, context, saved):
    """It is no document of its own: the folder is clean, and nothing asks what it says."""
    done = import_paths([saved()], context=context)

    assert [one.result for one in done.outcomes] == [Result.ADDED]
    part = Capture.objects.get(part_of__isnull=False)
    assert (part.name, part.blob.media_type, blobs.get(part.blob_id)) == ("pictures/a%201.png", "image/png", PNG)
    assert part.part_of.media_type == "text/html"

    code.become("code-2")
    assert reread(context=context).looked_at == 1


def test_a_picture_reaches_the_issue_and_its_files(home, code, context, saved, tmp_path, monkeypatch):
    """Under its hash, so that two pages may have a picture of the same name."""
    import_paths([saved()], context=context)
    new_issue(2, DATE, context=context, journal=JOURNAL)
    given = {}
    monkeypatch.setattr(
        "guanlan.actions.build_issue.build", lambda *args, pictures, **more: given.update(pictures) or b"x"
    )

    build_issue("2", ["md"], tmp_path / "out", context=context)

    target = f"sha256:{blobs.sha256_of(PNG)}"
    entry = assembled(Issue.objects.get()).entries()[0]
    assert [one.target for one in entry.paragraphs if one.target] == [target]
    assert given == {target: PNG}


def test_the_folder_imported_again_is_clean_again(home, code, context, saved):
    """The picture came in with the page before; it is still no document."""
    import_paths([saved()], context=context)
    before = Blob.objects.count()

    done = import_paths([saved()], context=context)

    assert [one.result for one in done.outcomes] == [Result.SAME]
    assert Blob.objects.count() == before


@pytest.mark.parametrize(
    "target",
    [
        "../secret.png",
        "pictures/../../secret.png",
        "/etc/hostname",
        "file:///etc/hostname",
        "https://example.invalid/a.png",
        "pictures/none.png",
        "page.html",
        "\x00",
        "pictures",
    ],
)
def test_a_page_brings_in_nothing_else(home, code, context, saved, target):
    """Nothing outside of the imported root, nothing that is no picture, nothing from the network."""
    folder = saved(target)

    import_paths([folder], context=context)

    assert not Capture.objects.filter(part_of__isnull=False).exists()
    assert Blob.objects.count() == 1


def test_a_link_out_of_the_folder_is_not_followed(home, code, context, saved, tmp_path):
    """A picture that is a link to something elsewhere."""
    folder = saved("pictures/link.png")
    (folder / "pictures" / "link.png").symlink_to(tmp_path / "secret.png")

    import_paths([folder], context=context)

    assert not Capture.objects.filter(part_of__isnull=False).exists()
