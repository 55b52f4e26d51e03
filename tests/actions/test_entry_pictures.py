"""Pictures that an editor puts into entries."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from guanlan.actions.build_issue import build_issue
from guanlan.actions.check_issue import check_issue
from guanlan.actions.edit_pictures import Told, add_picture, list_pictures, remove_picture, set_picture
from guanlan.actions.import_paths import import_paths
from guanlan.actions.new_issue import new_issue
from guanlan.actions.remove_blob import remove_blob
from guanlan.actions.reread import reread
from guanlan.actions.steps.assemble import assembled
from guanlan.errors import InputError
from guanlan.records.bulletin import ParagraphKind
from guanlan.store import blobs
from guanlan.store.models import AuditLine, Blob, Issue, Picture, Revision
from guanlan.store.selectors.intake import blobs_in_order
from small_journal import DATE, JOURNAL, write_releases

WHOLE = Told("图：登记演示", "示例通讯社", "作者书面许可", alt="两人在柜台前")


@pytest.fixture
def issue(home, code, context, tmp_path):
    """An issue of three entries."""
    import_paths([write_releases(tmp_path / "in", ("norm1", "norm2", "paper"))], context=context)
    new_issue(2, DATE, context=context, journal=JOURNAL)
    return Issue.objects.get()


@pytest.fixture
def photo(tmp_path):
    """A photograph that says where it was taken."""
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (31.0, 13.0, 48.0)}
    out = io.BytesIO()
    Image.new("RGB", (900, 600), (90, 120, 150)).save(out, "JPEG", exif=exif)
    path = tmp_path / "photo.jpg"
    path.write_bytes(out.getvalue())
    return path


def kinds():
    return [one.kind for one in assembled(Issue.objects.get()).entries()[0].paragraphs]


def codes():
    return [one.finding.code for one in check_issue("2").errors if one.finding.code.startswith("picture.")]


def test_a_picture_stands_behind_the_first_paragraph_with_its_caption(issue, context, photo):
    """The file is kept without the place; the entry has a revision by a person."""
    before = kinds()
    (line,) = add_picture("2", "1.1.01", photo, WHOLE, context=context)
    assert kinds() == [before[0], ParagraphKind.PICTURE, ParagraphKind.CAPTION, *before[1:]]
    assert (line.caption, line.credit, line.consent, line.alt) == (
        "图：登记演示",
        "示例通讯社",
        "作者书面许可",
        "两人在柜台前",
    )
    kept = blobs.get(Picture.objects.get().capture.blob_id)
    assert b"GPS" not in kept
    assert not Image.open(io.BytesIO(kept)).getexif()
    last = Revision.objects.order_by("-id").first()
    assert (last.by_hand, last.actor) == (True, "编辑甲")
    assert AuditLine.objects.filter(verb="add picture").get().subject == "2/1.1.01"


def test_a_picture_is_no_document(issue, context, photo, code):
    """It is not read, not again either, and no candidate."""
    count = blobs_in_order().count()
    letter = photo.with_name("letter.txt")
    letter.write_text("许可书", encoding="utf-8")
    add_picture("2", "1.1.01", photo, Told("图", "甲", "许可", proof=str(letter)), context=context)
    assert Blob.objects.count() == count + 2
    assert blobs_in_order().count() == count
    code.become("code-2")
    assert reread(context=context).looked_at == count
    assert sorted(Picture.objects.values_list("role", flat=True)) == ["picture", "proof"]
    (line,) = list_pictures("2")
    assert blobs.get(line.proof.removeprefix("sha256:")) == "许可书".encode()


def test_without_consent_it_goes_in_and_keeps_the_issue_from_being_signed_off(issue, context, photo):
    add_picture("2", "1.1.01", photo, Told("图", "甲"), context=context)
    assert codes() == ["picture.no_consent"]
    set_picture("2", "1.1.01", 1, Told(consent="作者书面许可", proof="档案柜三"), context=context)
    assert codes() == []
    (line,) = list_pictures("2")
    assert (line.consent, line.proof, line.caption, line.credit) == ("作者书面许可", "档案柜三", "图", "甲")


@pytest.mark.parametrize(
    ("told", "code"),
    [
        (Told(credit="甲"), "picture.words"),
        (Told("图"), "picture.words"),
        (Told("图\u202e", "甲"), "picture.words"),
        (Told("图", "甲", width=300), "picture.width"),
        (Told("图", "甲", consent=" "), "picture.words"),
    ],
)
def test_what_is_not_said_is_refused_and_nothing_is_kept(issue, context, photo, told, code):
    count = Blob.objects.count()
    with pytest.raises(InputError) as caught:
        add_picture("2", "1.1.01", photo, told, context=context)
    assert caught.value.code == code
    assert (Blob.objects.count(), Picture.objects.count()) == (count, 0)


def test_a_second_picture_does_not_come_between_the_first_and_its_caption(issue, context, photo):
    add_picture("2", "1.1.01", photo, WHOLE, context=context)
    lines = add_picture("2", "1.1.01", photo, Told("图二", "乙", "许可"), context=context, after=2)
    assert [one.caption for one in lines] == ["图：登记演示", "图二"]
    assert kinds()[1:5] == [ParagraphKind.PICTURE, ParagraphKind.CAPTION] * 2
    with pytest.raises(InputError) as caught:
        add_picture("2", "1.1.01", photo, WHOLE, context=context, after=99)
    assert caught.value.code == "picture.place"


def test_a_picture_and_its_caption_go_together(issue, context, photo):
    before = kinds()
    add_picture("2", "1.1.01", photo, WHOLE, context=context)
    add_picture("2", "1.1.01", photo, Told("图二", "乙", "许可"), context=context, after=3)
    (left,) = remove_picture("2", "1.1.01", 1, context=context)
    assert left.caption == "图二"
    assert remove_picture("2", "1.1.01", 1, context=context) == ()
    assert kinds() == before
    with pytest.raises(InputError) as caught:
        remove_picture("2", "1.1.01", 1, context=context)
    assert caught.value.code == "picture.none"


def test_nothing_said_anew_is_no_revision(issue, context, photo):
    add_picture("2", "1.1.01", photo, WHOLE, context=context)
    with pytest.raises(InputError) as caught:
        set_picture("2", "1.1.01", 1, Told(credit="示例通讯社"), context=context)
    assert caught.value.code == "actions.nothing_edited"


def test_a_final_issue_takes_no_picture(issue, context, photo):
    issue.state = "final"
    issue.save()
    with pytest.raises(InputError) as caught:
        add_picture("2", "1.1.01", photo, WHOLE, context=context)
    assert caught.value.code == "gate.final"


def test_it_reaches_every_file_and_a_removal_takes_it_out(issue, context, photo, tmp_path):
    add_picture("2", "1.1.01", photo, WHOLE, context=context)
    build_issue("2", ["html"], tmp_path / "out", context=context)
    page = (tmp_path / "out" / "issue-2.html").read_text(encoding="utf-8")
    assert 'alt="两人在柜台前"' in page
    assert "图：登记演示（图片来源：示例通讯社）" in page

    remove_blob(Picture.objects.get().capture.blob_id, order="法院令", context=context)
    build_issue("2", ["html"], tmp_path / "out", context=context)
    page = (tmp_path / "out" / "issue-2.html").read_text(encoding="utf-8")
    assert "两人在柜台前" not in page
    assert [one.dpi for one in list_pictures("2")] == [0]
