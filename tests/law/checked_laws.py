"""A small library of laws of our own for the check-up: two versions with other numbers, a repealed one, drafts."""

from __future__ import annotations

from guanlan.law.library import Held, Library
from guanlan.law.reading import read_law_text
from guanlan.law.works import build_works, version_ref

OLD = """# 中华人民共和国某网络法

2016年11月7日某会议通过

第一条　为了保障网络运行，制定本法。

第二条　网络运营者应当制定内部管理制度，确定负责人。

第三条　网络运营者收集信息的，应当明示目的、方式和范围，并取得同意。

网络运营者不得收集与服务无关的信息。

第四条　网络运营者应当每年组织一次演练。

第五条　不履行本法第二条规定义务的，由主管部门责令改正，给予警告；拒不改正的，处一万元以上十万元以下罚款。

第六条　本法自2017年6月1日起施行。
"""
NEW = """# 中华人民共和国某网络法

2016年11月7日某会议通过　根据2025年10月28日《关于修改〈某网络法〉的决定》修正

第一条　为了保障网络运行，制定本法。

第二条　国家支持算法研究和算力设施建设，完善伦理规范。

第三条　网络运营者应当制定内部管理制度，确定负责人。

第四条　网络运营者收集信息的，应当明示目的、方式和范围，并取得同意。

网络运营者不得收集与服务无关的信息。

第五条　关键设施的运营者采购产品和服务，影响国家利益的，应当通过审查。

第六条　不履行本法第三条规定义务的，由主管部门责令改正，给予警告；拒不改正的，处五万元以上五十万元以下罚款。

第七条　本法自2026年1月1日起施行。
"""
RULES = """# 某数据登记管理办法（试行）

（2024年3月1日某局公布）

第一条　为了规范登记，制定本办法。

第二条　登记机构应当在十个工作日内完成形式审核，并一次性告知需要补正的内容。

第三条　本办法自2024年5月1日起施行。《某数据登记管理规定》同时废止。
"""
FORMER = """# 某数据登记管理规定

（2018年3月1日某局公布）

第一条　登记机构应当在二十个工作日内完成审核。

第二条　本规定自2018年5月1日起施行。
"""
COMING = """# 某平台报送规定

（2026年3月1日某局公布）

第一条　平台应当按季度报送。

第二条　本规定自2026年7月1日起施行。
"""
DRAFT = """# 某算法备案办法（征求意见稿）

第一条　提供者应当备案。
"""
OF_COURT = """# 某法院关于审理某数据案件的解释

2023年1月5日某法院审判委员会第1次会议通过，自2023年2月1日起施行

第一条　当事人请求赔偿的，应予支持。
"""
TEXTS = {"网旧": OLD, "网新": NEW, "试行": RULES, "旧规": FORMER, "将来": COMING, "草案": DRAFT, "解释": OF_COURT}


def small_library(**more: str) -> Library:
    """The library of these texts, and ``more`` by ref."""
    texts = {**TEXTS, **more}
    works = build_works(version_ref(ref, text, read_law_text(text)) for ref, text in texts.items())
    return Library(works, lambda ref: Held(texts[ref], read_law_text(texts[ref])))
