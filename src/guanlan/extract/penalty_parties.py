"""On whom a penalty was imposed: an organisation, an individual or an online account."""

from __future__ import annotations

import re
from functools import cache

from guanlan.text.tables_reading import table_rows

_AND = re.compile("[、和及与或]")
# 李某, 林某毅等4人, 17名犯罪嫌疑人
_PERSON = re.compile("某[\u4e00-\u9fff]?(?:等|$)|[0-9一二两三四五六七八九十余多数]+[人名]")
# 对…作出, 对…处以: whom it was done to
_TOWARDS = re.compile(
    "对([^，。；]{1,60}?)(?=，?(?:依法|依规|依照|分别|集中|作出|做出|予以|给予|进行|处以|处(?=[罚警0-9一二三四五六七八九十])|并处|采取|判处|执行|追缴|加收|没收|罚款|责令|给以|开出|施以|科处|通报|警告)|$)"
)
# a row of a public table, without any verb of its own: 李某（时任某银行总经理），罚款1.5万元
_MASKED = re.compile("[\u4e00-\u9fff]某[\u4e00-\u9fff]?(?:（[^）]*）)?")
# 给予王某行政处罚, 判处其支付: whom, between the verb and the measure
_GIVEN = re.compile("(?:给予|判处|判令)(?!被告单位)([^，。；]{1,24}?)(?:应|须|支付|缴纳|$)")
_PASSIVE = re.compile("被(?!告|害|侵|窃|盗|植|篡)|受到(?=$|行政|刑事|处)")
# what is a person's or a firm's, not the person or the firm
_NO_PARTY = re.compile(
    "个人(?=信息|数据|资料|隐私|所得)|(?:企业|公司|机构|平台|用户|账户|员工|人员)(?=信息|数据|资料|名单|登记|备案|法第|法》)"
)
_WHY = re.compile("因|被(?!告)|涉嫌|以涉")


def parties_in(words: str) -> list[str]:
    """The parties that ``words`` name, each by its last noun; none where no noun is known.

    >>> parties_in("该公司和该公司负责人"), parties_in("相关账号")
    (['organisation', 'individual'], ['account'])
    """
    nouns, parties = _nouns()
    found: list[str] = []
    for piece in _AND.split(_NO_PARTY.sub("", words)):
        named = nouns.findall(piece)
        if named:
            found.append(parties[named[-1]])
        elif _PERSON.search(piece):
            found.append("individual")
    return list(dict.fromkeys(found))


def parties_before(words: str) -> list[str]:
    """The parties that a verb at the end of ``words`` is said of: 对甲和乙作出…, 甲因…被…

    ``words`` reach from the end of the clause group before (。；) to the verb.

    >>> parties_before("某银行被处警告，并"), parties_before("总经理李某因对违规行为负有责任，被处")
    (['organisation'], ['individual'])
    """
    given = _GIVEN.search(words)
    if given and (named := parties_in(given[1])):
        return named
    towards = list(_TOWARDS.finditer(words))
    passive = list(_PASSIVE.finditer(words))
    if towards and (not passive or towards[-1].start() > passive[-1].start()):
        return parties_in(towards[-1][1])
    if passive:
        subject = _WHY.split(words, maxsplit=1)[0]
        last = parties_in(_clause(subject)) or parties_in(words[: passive[-1].start()])
        return last[-1:]
    return ["individual"] if any(_MASKED.fullmatch(clause) for clause in words.split("，")) else []


def _clause(words: str) -> str:
    """The last clause that holds any words: 目前，张某等人 → 张某等人."""
    return next((clause for clause in reversed(words.split("，")) if clause), "")


@cache
def _nouns() -> tuple[re.Pattern[str], dict[str, str]]:
    parties = {cells[0]: cells[1] for cells in table_rows("parties", "guanlan.extract")}
    return re.compile("|".join(sorted(map(re.escape, parties), key=len, reverse=True))), parties
