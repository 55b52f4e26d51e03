"""A few laws of our own making, as files: two versions of one, a regulation and a local one that cite it, no law."""

from __future__ import annotations

import os
from pathlib import Path

FORMER = """# 中华人民共和国样例安全法

（2018年3月1日第一届样例会议通过　2018年3月1日公布　自2018年6月1日起施行）

## 第一章　总则

第一条　为了示范条文的读法，制定本法。

第二条　经营者应当记录运行日志，保存不少于六个月。

## 第二章　责任

第三条　违反本法第二条规定的，由主管部门责令改正，给予警告；拒不改正的，处一万元以上十万元以下罚款。

第四条　本法自2018年6月1日起施行。
"""
PRESENT = """# 中华人民共和国样例安全法

（2018年3月1日第一届样例会议通过　2024年10月20日第二届样例会议修订　2024年10月20日公布　自2025年1月1日起施行）

## 第一章　总则

第一条　为了示范条文的读法，制定本法。

第二条　国家支持样例算法的研究和标准的制定，鼓励各方参与。

第三条　经营者应当记录运行日志，保存不少于十二个月。

## 第二章　责任

第四条　违反本法第三条规定的，由主管部门责令改正，给予警告；拒不改正的，处五万元以上五十万元以下罚款。

第五条　本法自2025年1月1日起施行。
"""
REGULATION = """# 样例安全法实施条例

（2025年2月1日国务院公布　自2025年5月1日起施行）

第一条　根据《中华人民共和国样例安全法》（以下简称《样例法》），制定本条例。

第二条　运行日志的内容由主管部门另行规定。

第三条　有《样例法》第三条至第四条所列情形的，依照该法第四条处罚。

第四条　本条例自2025年5月1日起施行。
"""
LOCAL = """# 广东省样例数据条例

（2023年5月5日广东省人民代表大会常务委员会通过　自2023年7月1日起施行）

第一条　根据《样例安全法》第二条等规定，结合本省实际，制定本条例。

第二条　App 的经营者应当遵守 GB/T 35273 的要求。

第三条　本条例自2023年7月1日起施行。
"""
FILES = {
    "法律/样例安全法(2018-03-01).md": FORMER,
    "法律/样例安全法(2024-10-20).md": PRESENT,
    "条例/样例安全法实施条例.md": REGULATION,
    "地方/广东省样例数据条例.md": LOCAL,
    "地方/说明.md": "---\ntitle: 无\n---\n",
}


def write_laws(folder: Path) -> Path:
    """The files of the library in ``folder``."""
    for name, text in FILES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def touch(path: Path, seconds: int) -> None:
    """Let the file have been written so much later."""
    stat = path.stat()
    os.utime(path, ns=(stat.st_atime_ns, stat.st_mtime_ns + seconds * 10**9))
