"""Containers: what comes out, by what names; what is refused, and by which sentence."""

from __future__ import annotations

import io
import stat
import struct
import zipfile

import pytest
from intake_corpus import ARTICLE, attachment, forwarded, mail, mhtml, picture, rar, workbook, zipped

from guanlan.errors import InputError, ReadingError
from guanlan.formats import read
from guanlan.formats.containers import Limits, Member, container_type, members
from guanlan.formats.containers.names import is_junk, safe_name
from guanlan.formats.encodings import decoded_label
from guanlan.records.reading import BlockKind


def named(data: bytes, name: str = "材料.zip", limits: Limits | None = None) -> dict[str, Member]:
    found = list(members(data, name, limits=limits))
    assert len({(one.name, one.part_of) for one in found}) == len(found)
    return {one.name: one for one in found}


def refusal(data: bytes, name: str = "材料.zip", limits: Limits | None = None) -> str:
    with pytest.raises((InputError, ReadingError)) as caught:
        list(members(data, name, limits=limits))
    return caught.value.code


def code(member: Member) -> str:
    assert member.refused is not None
    assert member.data == b""
    return member.refused.code


def test_names_in_gbk_without_the_flag() -> None:
    made = zipped({"通知/附件１：名单.txt".encode("gbk"): b"a", "說明.txt": b"b", "café.txt".encode("cp437"): b"c"})
    assert set(named(made)) == {"通知/附件１：名单.txt", "說明.txt", "café.txt"}


@pytest.mark.parametrize(
    ("raw", "expected"),
    [
        ("联通.docx".encode("gbk"), "联通.docx"),  # two characters that are nearly UTF-8
        ("名单.xlsx".encode(), "名单.xlsx"),
        ("会议纪要（终稿）.doc".encode("gbk"), "会议纪要（终稿）.doc"),
        (b"plain.txt", "plain.txt"),
        (b"\x80.txt\xff", "Ç.txt\xa0"),
    ],
)
def test_what_a_name_says(raw: bytes, expected: str) -> None:
    assert decoded_label(raw) == expected


@pytest.mark.parametrize(
    "name",
    [
        "../x.txt", "a/../../x.txt", "..\\x.txt", "/etc/x", "\\\\host\\x", "C:\\x.txt", "c:x.txt", "a\0.txt", "",
        "con", "a/NUL.txt", "lpt1.docx", "通知\u202efdp.exe", "a\n.txt", "x" * 2000, " ",
    ],
)  # fmt: skip
def test_names_that_lead_outside_or_that_no_file_may_have(name: str) -> None:
    with pytest.raises(InputError) as caught:
        safe_name(name)
    assert caught.value.code == "formats.member_name"


def test_names_that_look_so_and_are_not() -> None:
    assert safe_name("a..b/console.txt") == "a..b/console.txt"
    assert safe_name("./a/./b.txt") == "a/b.txt"


def test_what_a_system_packs_by_itself_is_passed_over() -> None:
    junk = ["__MACOSX/._a.docx", "a/.DS_Store", "Thumbs.db", "~$通知.docx", "a/desktop.ini"]
    assert all(map(is_junk, junk))
    assert not is_junk("a/通知.docx")
    assert set(named(zipped({**dict.fromkeys(junk, b"x"), "a/通知.txt": b"y"}))) == {"a/通知.txt"}


def test_a_hostile_name_is_named_and_the_others_come_out() -> None:
    found = named(zipped({"../../etc/cron.d/x": b"a", "通知.txt": b"b"}))
    assert code(found["../../etc/cron.d/x"]) == "formats.member_name"
    assert found["通知.txt"].data == b"b"
    assert found["通知.txt"].media_type == "text/plain"


def test_a_zero_byte_hides_no_name() -> None:
    found = named(zipped({"a.txt_.exe": b"x"}).replace(b"_", b"\0"))
    assert [code(one) for one in found.values()] == ["formats.member_name"]


def test_links_are_not_followed() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        info = zipfile.ZipInfo("通知.txt")
        info.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(info, "/etc/hostname")
    assert code(named(buffer.getvalue())["通知.txt"]) == "formats.member_link"


def _locked(made: bytes, places: int) -> bytes:
    """The archive with the flag of encryption on its first members."""
    data = bytearray(made)
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        for _ in range(places):
            at = made.index(mark, at + 1)
            data[at + offset] |= 1
    return bytes(data)


def test_locked_archives() -> None:
    made = zipped({"a.txt": b"aaa", "b.txt": b"bbb"})
    assert refusal(_locked(made, 2)) == "formats.archive_locked"
    found = named(_locked(made, 1))
    assert code(found["a.txt"]) == "formats.member_locked"
    assert found["b.txt"].data == b"bbb"


def test_archives_in_archives() -> None:
    inner = zipped({"名单.xlsx": workbook()})
    found = named(zipped({"内层/附件.zip": inner}))
    assert set(found) == {"内层/附件.zip/名单.xlsx"}
    assert read(found["内层/附件.zip/名单.xlsx"].data).metadata["title"] == "存在问题的应用软件名单"
    deep = named(zipped({"二.zip": zipped({"三.zip": inner, "a.txt": b"a"})}))
    assert code(deep["二.zip/三.zip"]) == "formats.nested_too_deep"
    assert deep["二.zip/a.txt"].data == b"a"
    assert code(named(zipped({"x.7z": b"7z\xbc\xaf\x27\x1c"}))["x.7z"]) == "formats.sevenzip"


def test_depth_counts_mails_too() -> None:
    letter = mail([attachment("附件.zip", zipped({"a.txt": b"a"}))])
    assert "附件.zip/a.txt" in named(letter, "a.eml")
    found = named(zipped({"信.eml": letter}))
    assert found["信.eml"].media_type == "message/rfc822"
    assert code(found["信.eml/附件.zip"]) == "formats.nested_too_deep"
    deep = list(members(zipped({"二.zip": zipped({"信.eml": letter})}), "一.zip"))
    assert [(one.name, one.refused and one.refused.code) for one in deep] == [
        ("二.zip/信.eml", None),
        ("二.zip/信.eml", "formats.nested_too_deep"),
    ]


def test_bombs_are_stopped_while_unpacking() -> None:
    zeros = zipped({"a.bin": bytes(12 * 2**20)})
    assert refusal(zeros) == "formats.zip_bomb"
    assert refusal(zipped({"a.bin": bytes(2**20), "b.bin": bytes(2**20)}), limits=Limits(total=2**20)) == (
        "formats.zip_bomb"
    )
    assert refusal(zipped({f"{n}.txt": b"" for n in range(11)}), limits=Limits(files=10)) == "formats.zip_bomb"
    assert refusal(zipped({"b.zip": zeros})) == "formats.zip_bomb"


def test_a_file_too_large_is_named() -> None:
    found = named(zipped({"a.bin": b"x" * 2000, "b.txt": b"b"}), limits=Limits(each=1000))
    assert code(found["a.bin"]) == "formats.too_large"
    assert found["b.txt"].data == b"b"


def test_a_size_that_lies_unpacks_no_more_than_it_says() -> None:
    made = bytearray(zipped({"a.bin": bytes(2**20)}))
    at = made.index(b"PK\x01\x02")
    struct.pack_into("<I", made, at + 24, 100)
    assert code(named(bytes(made), limits=Limits(total=1000))["a.bin"]) == "formats.member_broken"


def test_members_laid_over_each_other_count_each_time() -> None:
    made = zipped({"a.bin": b"0123456789" * 1000})
    at, end = made.index(b"PK\x01\x02"), made.index(b"PK\x05\x06")
    entry = made[at:end]
    tail = bytearray(made[end:])
    entries = entry * 300
    struct.pack_into("<HHI", tail, 8, 300, 300, len(entries))
    overlapping = made[:at] + entries + bytes(tail)
    assert sum(len(one.data) for one in members(overlapping, "a.zip")) == 300 * 10_000
    assert refusal(overlapping, limits=Limits(total=100_000)) == "formats.zip_bomb"


def test_broken_archives() -> None:
    made = zipped({"a.txt": b"abc" * 100})
    assert refusal(made[: len(made) // 2]) == "formats.archive_broken"
    assert refusal(b"7z\xbc\xaf\x27\x1c" + bytes(30)) == "formats.sevenzip"
    spoilt = bytearray(made)
    spoilt[35] ^= 0xFF
    assert code(named(bytes(spoilt))["a.txt"]) == "formats.member_broken"
    with zipfile.ZipFile(buffer := io.BytesIO(), "w", zipfile.ZIP_LZMA) as archive:
        archive.writestr("a.txt", b"abc")
    assert code(named(buffer.getvalue())["a.txt"]) == "formats.member_broken"


def test_what_is_no_container_has_no_members() -> None:
    assert list(members(workbook(), "a.xlsx")) == []
    assert container_type(workbook(), "a.zip") is None
    assert container_type(zipped({"a": b"a"})) == "application/zip"
    assert list(members(zipped({}), "a.zip")) == []


def test_attachments_of_a_mail() -> None:
    letter = mail(
        [
            attachment("附件1：名单.xlsx", workbook()),
            attachment("", b"abc", named="=?UTF-8?B?6YCa?= =?UTF-8?B?55+l?=.txt"),
            forwarded(mail(subject="原始通报")),
            attachment("../../x.txt", b"abc"),
        ]
    )
    found = list(members(letter, "a.eml"))
    assert [(one.name, one.media_type, one.part_of, one.refused and one.refused.code) for one in found] == [
        ("cid:p1@x", "image/png", "", None),
        ("附件1：名单.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", None, None),
        ("通知.txt", "text/plain", None, None),
        ("原始通报.eml", "message/rfc822", None, None),
        ("cid:p1@x", "image/png", "原始通报.eml", None),
        ("../../x.txt", None, None, "formats.member_name"),
    ]
    assert read(found[3].data, name=found[3].name).metadata["title"] == "原始通报"


def test_attachments_named_by_bare_bytes_and_by_rfc_2231() -> None:
    bare = attachment("", b"a", named="x").replace(b'filename="x"', 'filename="通知.txt"'.encode("gbk"))
    split = attachment("", b"a", named="x").replace(b'filename="x"', b"filename*=gb2312''%C3%FB%B5%A5.txt")
    assert {"通知.txt", "名单.txt"} <= set(named(mail([bare, split]), "a.eml"))


def test_pictures_of_a_saved_page_are_named_as_it_shows_them() -> None:
    data = mhtml()
    shown = {block.target for block in read(data).blocks if block.kind is BlockKind.PICTURE}
    found = list(members(data, "a.mht"))
    assert {one.name for one in found} == shown == {"https://example.gov.cn/2025/01/img/a.png", "cid:seal@x"}
    assert {one.part_of for one in found} == {""}
    assert all(one.data == picture() for one in found)
    nested = list(members(zipped({"a/页.mht": data})))
    assert [one.part_of for one in nested] == [None, "a/页.mht", "a/页.mht"]


class TestRar:
    """RAR through the library of the extra; its tool is needed for packed members only."""

    @pytest.fixture(autouse=True)
    def _library(self) -> None:
        pytest.importorskip("rarfile", reason="the extra rar is not installed")

    def test_stored_members_need_no_tool(self) -> None:
        found = named(rar({"通知/通知.txt": ARTICLE.encode(), "../x": b"a", "Thumbs.db": b"x"}), "a.rar")
        assert read(found["通知/通知.txt"].data).text == ARTICLE
        assert code(found["../x"]) == "formats.member_name"
        assert set(found) == {"通知/通知.txt", "../x"}

    def test_packed_members_without_a_tool(self, monkeypatch: pytest.MonkeyPatch) -> None:
        import rarfile

        def no_tool(**_: object) -> None:
            raise rarfile.RarCannotExec("none")

        monkeypatch.setattr(rarfile, "tool_setup", no_tool)
        assert refusal(rar({"a.txt": b"abc"}, method=3), "a.rar") == "formats.rar_tool"

    def test_without_the_extra(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(__import__("sys").modules, "rarfile", None)
        assert refusal(rar({"a.txt": b"abc"}), "a.rar") == "formats.rar_extra"

    def test_limits_and_damage(self) -> None:
        assert refusal(rar({"a": b"x" * 3000}), "a.rar", Limits(total=1000)) == "formats.zip_bomb"
        assert refusal(rar({f"{n}": b"x" for n in range(5)}), "a.rar", Limits(files=4)) == "formats.zip_bomb"
        assert refusal(b"Rar!\x1a\x07\x01\x00" + b"\xff" * 40, "a.rar") == "formats.archive_broken"
        assert code(named(rar({"a*.txt": b"x"}), "a.rar")["a*.txt"]) == "formats.member_name"
        nested = named(zipped({"内.rar": rar({"a.txt": b"abc"})}))
        assert nested["内.rar/a.txt"].data == b"abc"
