"""A small journal, and releases that fill it."""

from __future__ import annotations

import datetime

JOURNAL = """
title = "小刊"
title_en = "A Small Journal"
first_issue = "2024-12"

[[columns]]
code = "rules"
series = "观察一"
heading = "规则"
window = 46
source_required = false
[[columns.subcolumns]]
code = "norms"
heading = "文件"
rules = [{ kinds = ["instrument"] }]
[[columns.subcolumns]]
code = "papers"
heading = "报告"
rules = [{ kinds = ["publication"] }]

[[columns]]
code = "cases"
series = "观察二"
heading = "执法"
window = 46
limit = 2
source_required = false
rules = [{ kinds = ["enforcement"] }]
""".encode()

DATE = datetime.date(2025, 1, 16)

_TOLD = {
    "norm1": (
        "甲部印发《粮食数据管理办法》",
        "甲部印发粮食数据管理办法，规范仓储台账，要求入库三日内登记。",
        "2025-01-02 类别：instrument",
    ),
    "norm2": (
        "乙部发布《桥梁监测规范》",
        "乙部发布桥梁监测规范，桥面传感器须按季度校准。",
        "2025-01-03 类别：instrument",
    ),
    "norm3": (
        "丙市出台《停车信息规定》",
        "丙市出台停车信息规定，要求车位余量每五分钟上传。",
        "2025-01-04 类别：instrument",
    ),
    "paper": (
        "丁院发布年度网络安全报告",
        "丁院发布年度报告，统计了全年的钓鱼邮件及其来源。",
        "2025-01-05 类别：publication",
    ),
    "case1": ("戊县处罚一家酒店", "戊县公安机关处罚一家酒店，因其未落实住客登记。", "2025-01-06 类别：enforcement"),
    "case2": ("己区查处一个培训机构", "己区查处一个培训机构，其学员名单在网上泄露。", "2025-01-07 类别：enforcement"),
    "case3": ("庚州通报两款应用程序", "庚州通报两款应用程序，它们过多使用麦克风权限。", "2025-01-08 类别：enforcement"),
    "old": ("辛部印发《旧办法》", "辛部印发旧办法，其后半年未见配套文件。", "2024-06-01 类别：instrument"),
    "undated": ("壬省谋划明年工作", "壬省谋划明年工作，没有写明开会的日子。", "类别：instrument"),
}
RELEASES = {name: f"# {headline}\n{body}\n{facts}\n" for name, (headline, body, facts) in _TOLD.items()}
"""File name → a release that the plain reader reads: an instrument, a report, cases, one too old, one without a day."""


def write_releases(folder, names=tuple(RELEASES)):
    """The releases as files of a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / f"{name}.txt").write_text(RELEASES[name], encoding="utf-8")
    return folder
