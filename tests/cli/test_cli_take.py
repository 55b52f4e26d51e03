"""``take``, ``original`` and ``submission`` as a person types them: what is said, where, and the exit codes."""

import csv
import io
import json

import pytest

import handed_in as corpus
from small_form import GOOD, UNIT, filled
from small_web import web

__all__ = ["web"]
BIZ = "https://mp.weixin.qq.com/s?__biz=MzAxTEST==&mid=2650001&idx=1"


@pytest.fixture
def folder(tmp_path):
    """A folder of a colleague's."""
    made = tmp_path / "in"
    made.mkdir()
    return made


def test_a_file_is_taken_with_its_grade_and_its_giver(guanlan, page):
    """And again, as what is held."""
    done = guanlan("take", page, "--from", "某协会联络员", "--note", "请看")

    assert done.exit_code == 0
    assert "[乙] 新增" in done.stdout
    assert "收稿（某协会联络员）：新增 1" in done.stdout
    assert "已有 1" in guanlan("take", page).stdout


def test_json_tells_every_item(guanlan, folder):
    """What a script wants: grade, hash, release, provenance."""
    (folder / "来信.eml").write_bytes(corpus.mail(("通知.docx", corpus.word_file())))
    done = guanlan("take", folder, "--json")

    told = json.loads(done.stdout)
    assert told["who"] == "编辑甲"
    mail, annex = told["items"]
    assert annex["container"].endswith("来信.eml")
    assert (annex["grade"], annex["outcome"]["result"], len(annex["sha256"])) == ("乙", "added", 64)
    assert annex["reports"][0]["authority"] is False
    assert mail["container"] is None


def test_pasted_words_and_pasted_addresses(guanlan, web):
    """Words are kept as they are; addresses are named and fetched."""
    assert "[丙]" in guanlan("take", "-", given="\n".join((corpus.HEADLINE, *corpus.WORDS)).encode()).stdout
    web.pages["/1.html"] = corpus.page()
    addresses = f"{web.address('/1.html')}\n{web.address('/2.html')}\n"
    done = guanlan("take", "-", "--local", given=addresses.encode())

    assert done.exit_code == 2
    assert done.stdout.startswith(
        f"粘贴的是 2 个网址，依次收取：\n  {web.address('/1.html')}\n  {web.address('/2.html')}\n"
    )
    assert "新增 1" in done.stdout
    assert "404" in done.stderr


def test_an_address_of_this_machine_is_refused_unless_it_is_said_to_be_ours(guanlan, web):
    """In one sentence, with the way out."""
    done = guanlan("take", web.address("/1.html"))
    assert done.exit_code == 2
    assert web.address("/1.html") in done.stderr
    assert web.asked == []


def test_a_deleted_article_ends_with_one_and_a_sentence(guanlan, folder):
    """It is a finding, not a fault."""
    (folder / "已删.html").write_bytes(corpus.notice("该内容已被发布者删除", BIZ))
    done = guanlan("take", folder)
    assert done.exit_code == 1
    assert "原文已删除" in done.stderr
    assert guanlan("reports", "--json").stdout == ""


def test_a_retold_story_is_led_to_its_original(guanlan, folder):
    """By take, and by asking again."""
    words = ("2026年11月2日，国家互联网信息办公室公布《网络平台算法推荐备案管理办法》，自2027年1月1日起施行。",)
    headline = "国家互联网信息办公室公布《网络平台算法推荐备案管理办法》"
    copy = folder / "1.html"
    copy.write_bytes(corpus.page(headline=headline, words=words, publisher="某某新闻网"))
    assert "线索：国家互联网信息办公室" in guanlan("take", copy).stdout
    handle = json.loads(guanlan("reports", "--json").stdout)["handle"]
    assert guanlan("original", handle).exit_code == 1

    own = folder / "2.html"
    own.write_bytes(corpus.page(headline=headline, words=words, publisher="国家互联网信息办公室"))
    guanlan("take", own)
    asked = guanlan("original", handle)
    assert asked.exit_code == 0
    assert "已有原文：" in asked.stdout
    assert json.loads(guanlan("original", handle, "--json").stdout)["held"][0]["title"] == headline


@pytest.mark.parametrize("words", [("take", "-", "x.html"), ("take", "x.html"), ("take", "-", "--as", "poem")])
def test_what_take_does_not_understand(guanlan, words):
    """Bad input is 2, before anything is done."""
    assert guanlan(*words, given=b"").exit_code == 2


def test_a_form_there_and_back(guanlan, folder):
    """Register, form, taking in, receipt, who is missing, statistics."""
    assert "已登记" in guanlan("submission", "units", "add", UNIT, "--on", "2026-01-01").stdout
    assert guanlan("submission", "form", "--out", folder / "空表.xlsx").exit_code == 0
    assert guanlan("submission", "missing", "--month", "2026-11").exit_code == 1
    sent = folder / "报送表.xlsx"
    sent.write_bytes(filled(GOOD, GOOD | {"标题": "没有日期的信息", "日期": None}))

    receipt = folder / "回执.txt"
    done = guanlan("submission", "take", sent, "--month", "2026-11", "--receipt", receipt)

    assert done.exit_code == 1
    assert "共 2 条：已收 1，退回补正 1" in done.stdout
    assert "“日期”没有填" in done.stdout
    assert receipt.read_text(encoding="utf-8") == done.stdout
    assert guanlan("submission", "missing", "--month", "2026-11").exit_code == 0
    rows = list(csv.DictReader(io.StringIO(guanlan("submission", "statistics", "--year", "2026", "--csv").stdout)))
    assert [(row["单位"], row["报送条数"], row["退回条数"], row["采用条数"]) for row in rows] == [(UNIT, "1", "1", "0")]
    (told,) = json.loads(guanlan("submission", "statistics", "--json").stdout)
    assert (told["sent"], told["share"]) == (1, "0.0")


def test_the_receipt_as_json(guanlan, folder):
    """With the codes of the remarks."""
    sent = folder / "报送表.xlsx"
    sent.write_bytes(filled(GOOD | {"单位": "某省网络协会"}))
    done = guanlan("submission", "take", sent, "--json")
    (receipt,) = json.loads(done.stdout)["receipts"]
    assert receipt["rows"][0]["remarks"][0]["code"] == "submission.unknown_unit"
    assert guanlan("submission", "take", sent, "--register").exit_code == 0
    assert [one["name"] for one in json.loads(guanlan("submission", "units", "--json").stdout)] == ["某省网络协会"]


@pytest.mark.parametrize(
    "words",
    [
        ("units", "close", "没有的单位"),
        ("units", "add"),
        ("units", "burn", "某会"),
        ("missing", "--month", "十一月"),
        ("statistics", "--month", "2026-13"),
        ("take", "没有.xlsx"),
    ],
)
def test_what_submission_does_not_understand(guanlan, words):
    """Each with a sentence and 2."""
    done = guanlan("submission", *words)
    assert done.exit_code == 2
    assert done.stderr.strip()
