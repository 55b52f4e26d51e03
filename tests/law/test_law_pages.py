"""Official pages as a crawler kept them: the law without the page around it."""

from __future__ import annotations

from pathlib import Path

import pytest

from guanlan.errors import InputError
from guanlan.formats import read
from guanlan.law.reading import looks_like_law, read_law, unit_words
from guanlan.records.law import Level

# file → title, articles, day of effect: as the authority published them
PAGES = {
    "个人信息保护合规审计管理办法_中央网络安全和信息化委员会办公室": ("个人信息保护合规审计管理办法", 20, "2025-05-01"),
    "个人信息出境认证办法": ("个人信息出境认证办法", 19, "2026-01-01"),
    "中华人民共和国个人信息保护法_中国人大网": ("中华人民共和国个人信息保护法", 74, "2021-11-01"),
    "中华人民共和国数据安全法_中国人大网": ("中华人民共和国数据安全法", 55, "2021-09-01"),
    "人脸识别技术应用安全管理办法": ("人脸识别技术应用安全管理办法", 20, "2025-06-01"),
    # 自公布之日起施行: the day under the order
    "促进和规范数据跨境流动规定": ("促进和规范数据跨境流动规定", 14, "2024-03-22"),
    "儿童个人信息网络保护规定 网信办": ("儿童个人信息网络保护规定", 29, "2019-10-01"),
    "工业和信息化领域数据安全管理办法（试行）": ("工业和信息化领域数据安全管理办法（试行）", 42, "2023-01-01"),
    "数据出境安全评估办法 网信办": ("数据出境安全评估办法", 20, "2022-09-01"),
    "未成年人网络保护条例": ("未成年人网络保护条例", 60, "2024-01-01"),
    "电信和互联网用户个人信息保护规定-工信部": ("电信和互联网用户个人信息保护规定", 25, "2013-09-01"),
    "网络安全法": ("中华人民共和国网络安全法", 81, "2017-06-01"),
    "网络数据安全管理条例": ("网络数据安全管理条例", 64, "2025-01-01"),
}
FURNITURE = ("ICP备", "扫一扫", "http", "打印", "下午", "My97DatePicker", "无标题文档", "picture text")


@pytest.mark.parametrize("name", PAGES)
def test_the_law_is_read_without_the_page(shared: Path, name: str) -> None:
    title, count, effective = PAGES[name]
    reading = read((shared / "corpus" / "pages" / f"{name}.md").read_bytes(), name=f"{name}.md")
    law = read_law(reading)
    articles = [index for index, unit in enumerate(law.units) if unit.level is Level.ARTICLE]
    assert (law.title, str(law.effective) if law.effective else None) == (title, effective)
    assert [law.units[index].number for index in articles] == [str(number) for number in range(1, count + 1)]
    assert looks_like_law(reading)
    for index in articles:
        words = unit_words(reading.text, law, index)
        assert not [mark for mark in FURNITURE if mark in words], words[:60]


@pytest.mark.parametrize("name", ["数据出境安全管理政策问答（2025年10月）", "数据出境安全管理政策问答（2025年5月）"])
def test_questions_and_answers_are_no_law(shared: Path, name: str) -> None:
    reading = read((shared / "corpus" / "pages" / f"{name}.md").read_bytes(), name=f"{name}.md")
    assert not looks_like_law(reading)
    with pytest.raises(InputError):
        read_law(reading)
