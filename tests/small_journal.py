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

RELEASES = {
    "norm1": "# 甲部印发《粮食数据管理办法》\n2025-01-02，甲部印发粮食数据管理办法，规范仓储台账。类别：instrument\n",
    "norm2": "# 乙部发布《桥梁监测规范》\n2025-01-03，乙部发布桥梁监测规范，桥面传感器须定期校准。类别：instrument\n",
    "norm3": "# 丙市出台《停车信息规定》\n2025-01-04，丙市出台停车信息规定，车位数据按日上传。类别：instrument\n",
    "paper": "# 丁院发布年度网络安全报告\n2025-01-05，丁院发布年度报告，统计了全年的钓鱼邮件。类别：publication\n",
    "case1": "# 戊县处罚一家酒店\n2025-01-06，戊县公安机关处罚一家酒店，因其未落实登记。类别：enforcement\n",
    "case2": "# 己区查处一个培训机构\n2025-01-07，己区查处一个培训机构，学员名单遭到泄露。类别：enforcement\n",
    "case3": "# 庚州通报两款应用程序\n2025-01-08，庚州通报两款应用程序，麦克风权限用得过多。类别：enforcement\n",
    "old": "# 辛部印发《旧办法》\n2024-06-01，辛部印发旧办法，其后半年无人问津。类别：instrument\n",
    "undated": "# 壬省谋划明年工作\n壬省谋划明年工作，没有写明日期。类别：instrument\n",
}


def write_releases(folder, names=tuple(RELEASES)):
    """The releases as files of a folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for name in names:
        (folder / f"{name}.txt").write_text(RELEASES[name], encoding="utf-8")
    return folder
