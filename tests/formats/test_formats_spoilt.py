"""Spoilt files of every kind: read or refused with an error of ours, at no price beyond their size."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from intake_corpus import (
    ARTICLE,
    everything,
    excel,
    mail,
    mhtml,
    ofd,
    old_word,
    picture,
    rar,
    rtf,
    text_object,
    zipped,
)
from read_out import check_laws

from guanlan.errors import InputError, OurFault, ReadingError
from guanlan.formats import read
from guanlan.formats.containers import members

KINDS = everything()
QUIET = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])

# (what, where, byte): flip a byte, cut the rest, take a stretch out, double a stretch
CHANGES = st.lists(
    st.tuples(st.sampled_from(["flip", "cut", "drop", "double"]), st.integers(0, 2**20), st.integers(0, 255)),
    min_size=1,
    max_size=8,
)


def spoilt(data: bytes, changes: list[tuple[str, int, int]]) -> bytes:
    for what, place, byte in changes:
        at = place % max(len(data), 1)
        if what == "flip":
            data = data[:at] + bytes([byte]) + data[at + 1 :]
        elif what == "cut":
            data = data[: max(at, 1)]
        elif what == "drop":
            data = data[:at] + data[at + byte :]
        else:
            data = data[:at] + data[at : at + byte] + data[at:]
    return data


def outcome(data: bytes, name: str) -> str:
    try:
        reading = read(data, name=name)
    except (InputError, ReadingError) as error:
        return error.code
    check_laws(reading)
    return "read"


@pytest.mark.parametrize("name", sorted(KINDS))
@QUIET
@given(changes=CHANGES)
def test_a_spoilt_file_is_read_or_refused(name: str, changes: list[tuple[str, int, int]]) -> None:
    outcome(spoilt(KINDS[name], changes), name)


@pytest.mark.parametrize("name", ["materials.zip", "materials.rar", "mail.eml", "page.mht"])
@QUIET
@given(changes=CHANGES)
def test_a_spoilt_container_gives_members_or_a_refusal(name: str, changes: list[tuple[str, int, int]]) -> None:
    with suppress(InputError, ReadingError):
        for member in members(spoilt(KINDS[name], changes), name):
            assert member.refused is None or not member.data
            assert not isinstance(member.refused, OurFault)
            assert member.part_of is not None or ".." not in member.name.split("/") or member.refused is not None


def _inside(made: bytes, part: str, changes: list[tuple[str, int, int]]) -> bytes:
    """The archive sound, the XML in it spoilt."""
    with zipfile.ZipFile(io.BytesIO(made)) as archive:
        parts: dict[str | bytes, bytes] = {name: archive.read(name) for name in archive.namelist()}
    parts[part] = spoilt(parts[part], changes)
    return zipped(parts)


PAGES = ofd([text_object(ARTICLE, 30, 40)], template=text_object("页眉", 30, 20))


@pytest.mark.parametrize(
    "part", ["OFD.xml", "Doc_0/Document.xml", "Doc_0/Pages/Page_0/Content.xml", "Doc_0/Tpls/Tpl_0/Content.xml"]
)
@QUIET
@given(changes=CHANGES)
def test_spoilt_parts_of_an_ofd(part: str, changes: list[tuple[str, int, int]]) -> None:
    outcome(_inside(PAGES, part, changes), "a.ofd")


@pytest.mark.parametrize(
    "part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml"]
)
@QUIET
@given(changes=CHANGES)
def test_spoilt_parts_of_a_workbook(part: str, changes: list[tuple[str, int, int]]) -> None:
    outcome(_inside(excel(), part, changes), "a.xlsx")


@QUIET
@given(st.integers(0, 2**16), st.binary(min_size=4, max_size=4))
def test_numbers_of_a_word_file_may_say_anything(place: int, value: bytes) -> None:
    """Offsets and counts of the head and the tables, four bytes at a time."""
    data = bytearray(old_word())
    at = bytes(data).index(b"\xec\xa5") + place % 1500 // 4 * 4
    data[at : at + 4] = value
    outcome(bytes(data), "a.doc")


TOKENS = ["{", "}", "\\par ", "\\cell ", "\\row ", "\\intbl ", "\\v ", "\\u-1 ", "\\u55357?", "\\'ff", "\\*",
          "\\bin9 ", "\\footnote ", "\\uc0 ", "\\line ", "\\pard ", "\\f1 ", "\\outlinelevel2 ",
          "\\fldinst ", "x", "\\"]  # fmt: skip


@QUIET
@given(st.lists(st.sampled_from(TOKENS), max_size=60))
def test_any_tokens_of_rtf(parts: list[str]) -> None:
    outcome(rtf("甲" + "".join(parts)), "a.rtf")
    closed = "".join(parts).count("{") - "".join(parts).count("}")
    outcome(rtf("甲" + "".join(parts) + "}" * max(closed, 0)), "a.rtf")


HEADERS = st.lists(
    st.tuples(
        st.sampled_from(["Content-Type", "Subject", "From", "Date", "Content-Transfer-Encoding", "Content-Disposition",
                         "Content-Location", "Content-ID", "MIME-Version"]),
        st.sampled_from(["multipart/mixed; boundary=M", "multipart/related; boundary=\"M\"", "message/rfc822",
                         "base64", "text/html; charset=x-none", "text/plain; charset*=utf-8''gbk", "=?x?b?",
                         "attachment; filename*0*=a", "multipart/alternative", "uuencode", "quoted-printable", "",
                         ";", "\udcff\udcfe"]),
    ),
    max_size=8,
)  # fmt: skip


@QUIET
@given(
    HEADERS,
    st.sampled_from(["words", "--M\r\n\r\nx\r\n--M--", "--M\r\nContent-Type: message/rfc822\r\n\r\n--M", "=ZZ"]),
)
def test_any_headers_of_a_mail(headers: list[tuple[str, str]], body: str) -> None:
    lines = "".join(f"{name}: {value}\r\n" for name, value in headers)
    data = ("MIME-Version: 1.0\r\nTo: x\r\n" + lines + "\r\n" + body).encode("utf-8", "surrogateescape")
    for name in ("a.eml", "a.mht"):
        outcome(data, name)
        with suppress(InputError, ReadingError):
            list(members(data, name))


def test_mails_nested_without_end() -> None:
    deep = b"".join(b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n) for n in range(3000))
    assert outcome(b"MIME-Version: 1.0\r\nTo: x\r\n" + deep, "a.eml") == "formats.mail_broken"
    head, inner = b"To: x\r\nMIME-Version: 1.0\r\nSubject: a\r\n", b"\r\nwords"
    for _ in range(8):
        inner = b"Content-Type: message/rfc822\r\n\r\n" + head + inner
    assert outcome(head + inner, "a.eml") == "read"
    found = list(members(head + inner, "a.eml"))
    assert [one.refused and one.refused.code for one in found] == [None, None, "formats.nested_too_deep"]


def test_what_unpacks_to_much_takes_no_more_memory_than_its_limit() -> None:
    bomb = zipped({f"{number}.bin": bytes(40 * 2**20) for number in range(3)})
    for data, name in ((bomb, "a.zip"), (zipped({"x.zip": bomb}), "b.zip")):
        tracemalloc.start()
        with pytest.raises(InputError):
            list(members(data, name))
        _, most = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        assert most < 40 * 2**20


@pytest.mark.parametrize("made", [mail(), mhtml(), picture(), rar({"a": b"x"})])
def test_a_name_of_another_kind_fools_nobody(made: bytes) -> None:
    for name in ("a.docx", "a.xlsx", "a.ofd", "a.txt", "a.pdf"):
        code = outcome(made, name) if made != picture() else "read"
        assert code in ("read", "formats.archive")
