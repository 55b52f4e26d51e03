"""Every sample is there, in the shape it was made for, marked as a sample, and reads."""

from __future__ import annotations

import re

import pytest
from sample_files import FOLDER, Sample, reading, samples

from guanlan.extract.bulletin import looks_like_bulletin
from guanlan.records.reading import BlockKind

TITLES = [pytest.param(sample, id=sample.file) for sample in samples()]
MOST_BYTES = 1_500_000

# 清单：每一项至少一份，按所定的形态
WANTED = {
    "国务院专题学习": ("gov", "第十一次专题学习"),
    "辟谣会": ("wechat", "辟谣联动机制"),
    "应急中心（网站）": ("cert", "CNCERT"),
    "应急中心（公众号）": ("wechat", "CNCERT"),
    "发布会实录": ("nda", "发布会"),
    "涉企检查": ("gov", "涉企行政检查"),
    "韧性城市（政府网）": ("gov", "韧性城市"),
    "韧性城市（新华网）": ("news", "韧性城市"),
    "银行保险（通稿）": ("ministry", "印发《银行保险机构"),
    "银行保险（答记者问）": ("ministry", "答记者问"),
    "银行保险（条文）": ("pdf", "银行保险机构数据安全管理办法"),
    "执法协查": ("ministry", "执法协查"),
    "涉税信息": ("ministry", "涉税信息"),
    "名词解释": ("nda", "名词解释"),
    "数据产业（GBK）": ("gbk", "数据产业"),
    "车外数据": ("pdf", "车外数据"),
    "福建（粘贴）": ("txt", "福建省"),
    "天津": ("province", "天津市数据局"),
    "杭州": ("province", "杭州市数据流通"),
    "浦东": ("province", "浦东"),
    "浙江指南": ("wechat", "安全评估指南"),
    "十起水军案": ("wechat", "网络水军"),
    "上海数字": ("wechat", "上海警方通报"),
    "台州": ("wechat", "台州"),
    "黄浦": ("province", "黄浦"),
    "重庆": ("wechat", "重庆"),
    "南昌": ("wechat", "南昌"),
    "怀化": ("wechat", "怀化"),
    "518个": ("cac", "518"),
    "工信部第10批": ("ministry", "第10批"),
    "广东4+2": ("province", "4款"),
    "演练": ("province", "数安铸盾"),
    "人民银行": ("ministry", "处罚决定信息公示表"),
    "网络弹性法": ("news", "网络弹性法"),
    "Meta": ("news", "Meta"),
    "联合国公约": ("news", "联合国"),
    "境外周报": ("digest", "周报"),
    "MCN草案": ("cac", "多渠道分发"),
    "协会一": ("province", "广东省网络空间安全协会"),
    "协会二": ("wechat", "北京网络空间安全协会"),
    "协会三": ("province", "海南省网络安全和信息化协会"),
    "广告": ("wechat", "立减"),
    "漏洞": ("news", "漏洞通告"),
    "已删": ("deleted", "已被发布者删除"),
    "转载": ("news", "518"),
}


@pytest.mark.parametrize("item", WANTED)
def test_every_item_is_there_in_its_shape(item: str) -> None:
    """清单逐项有样例。"""
    shape, words = WANTED[item]

    assert [sample for sample in samples() if sample.shape == shape and words in sample.title]


def test_nothing_else_lies_in_the_folder() -> None:
    """样例目录里只有索引、样例和图片，没有代码，总量有限。"""
    listed = {sample.file for sample in samples()} | {"index.toml"}
    lying = {path.name for path in FOLDER.iterdir() if path.is_file()}

    assert lying == listed
    assert not [name for name in lying if name.endswith(".py")]
    assert sum(len((FOLDER / name).read_bytes()) for name in lying) < MOST_BYTES


@pytest.mark.parametrize("sample", TITLES)
def test_it_says_that_it_is_a_sample(sample: Sample) -> None:
    """每份都标明是样例。"""
    marked = (
        reading(sample.file).text
        if sample.shape == "pdf"
        else sample.data.decode("gb18030" if sample.shape == "gbk" else "utf-8")
    )

    assert "样例文本" in marked


@pytest.mark.parametrize("sample", TITLES)
def test_it_reads_with_its_title_and_address(sample: Sample) -> None:
    """读得出标题；网页读得出规范地址。"""
    found = reading(sample.file)

    if sample.shape != "deleted":
        assert re.sub(r"\s", "", sample.title) in re.sub(r"\s", "", found.text + found.metadata.get("title", ""))
    if sample.file.endswith(".html"):
        assert found.metadata["address"] == sample.rest["address"]
        assert not looks_like_bulletin(found)


def test_the_gbk_page_is_no_utf8() -> None:
    """GBK 页面按声明的编码读出。"""
    (sample,) = (one for one in samples() if one.shape == "gbk")

    with pytest.raises(UnicodeDecodeError):
        sample.data.decode("utf-8")
    assert "促进数据产业高质量发展" in reading(sample.file).text


def test_account_pages_load_their_pictures_late() -> None:
    """公众号图片写在 data-src。"""
    pages = [sample.data.decode() for sample in samples() if sample.shape == "wechat"]

    assert sum("data-src=" in page for page in pages) >= 4
    assert all("__biz=" in page and "var mid" in page and "var idx" in page for page in pages)


def test_the_law_has_eighty_one_articles() -> None:
    """PDF 条文一至八十一条，九章。"""
    text = re.sub(r"\s", "", reading("bank_data_rules_text.pdf").text)

    assert len(set(re.findall(r"第[一二三四五六七八九十]+条(?![款项])", text))) == 81
    assert len(re.findall(r"第[一二三四五六七八九]章", text)) == 9
    assert "第八十一条" in text
    assert "样例" in text


def test_the_draft_has_eighteen_articles() -> None:
    """MCN 草案样例十八条。"""
    text = reading("cac_mcn_draft.html").text

    assert len(set(re.findall(r"^　*(第[一二三四五六七八九十]+条)", text, re.MULTILINE))) == 18


def test_tables_are_tables() -> None:
    """工信部名单二十二行，人民银行三行。"""
    for file, rows in (("miit_app_batch10.html", 22), ("pboc_penalty_table.html", 3)):
        cells = [block for block in reading(file).blocks if block.kind is BlockKind.CELL]
        assert len({block.row for block in cells}) == rows + 1


def test_the_drills_picture_is_there() -> None:
    """演练配图随包。"""
    targets = [block.target for block in reading("zca_drill.html").blocks if block.kind is BlockKind.PICTURE]

    assert "pictures/drill.png" in targets
    assert (FOLDER / "pictures" / "drill.png").read_bytes().startswith(b"\x89PNG")


def test_names_are_masked() -> None:
    """单位名称打星号的照原样。"""
    assert "怀化**网络信息有限公司" in reading("wechat_huaihua_summons.html").text
