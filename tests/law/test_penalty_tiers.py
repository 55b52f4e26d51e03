"""Tiers read from articles of our own, in every form of Chinese drafting; what never may happen."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from golden import case_params
from guanlan.law.penalties import read_tiers
from guanlan.law.reading import read_law_text
from guanlan.records.law import LawText, Level, Unit
from guanlan.records.penalties import Fine, FineKind, Mode, Party, Trigger

CASES = Path(__file__).parent / "cases" / "penalty_tiers.cases"
MODES = {Mode.SHALL: "应当", Mode.MAY: "可以", Mode.CONTESTED: "争议"}
PARTIES = {Party.OFFENDER: "违法者", Party.ORGANISATION: "单位", Party.INDIVIDUAL: "个人", Party.RESPONSIBLE: "人员"}
LAW = "# 某某管理办法（样例）\n\n第一条　为了示范，制定本办法。\n\n第二条　{}\n\n第三条　本办法自2024年5月1日起施行。\n"


def tiers_of(words):
    """The tiers of the second article of a small law, with its text."""
    text = LAW.format(words)
    law = read_law_text(text)
    [index] = [at for at, unit in enumerate(law.units) if (unit.level, unit.number) == (Level.ARTICLE, "2")]
    return text, read_tiers(text, law, index)


def plain(number):
    """A number without an exponent or trailing zeros."""
    shown = format(number, "f")
    return shown.rstrip("0").rstrip(".") if "." in shown else shown


def shown_fine(fine):
    """The sum of a fine and the threshold it hangs on."""
    words = f"{plain(fine.range.low)}至{plain(fine.range.high)}"
    if fine.kind is FineKind.AMOUNT:
        words += f"元{fine.per or ''}"
    else:
        words = f"{fine.base}的{words}" + ("倍" if fine.kind is FineKind.MULTIPLE else "")
    words += "（不含）" if fine.range.below else ""
    return words + (f"，{fine.when.words}" if fine.when else "")


def shown_lines(text, tiers):
    """Every fine and measure in order of its words, with tier, party and mode."""
    lines = []
    for number, tier in enumerate(tiers):
        triggers = "|".join(one.value for one in tier.condition.triggers if one is not Trigger.FIRST)
        place = f"{tier.paragraph}-{tier.number}" + (f"〔{triggers}〕" if triggers else "")
        for liability in tier.liabilities:
            who = liability.scope or PARTIES[liability.party]
            for one in (*liability.fines, *liability.measures):
                what = shown_fine(one) if isinstance(one, Fine) else one.name
                lines.append(
                    (one.start, number, f"{text[one.start : one.end]} => {place} {who} {MODES[one.mode]} {what}")
                )
    return tuple(line for *_, line in sorted(lines))


@pytest.mark.parametrize("case", case_params(CASES))
def test_cases(case):
    """Each measure is cut from the text by its span; tier, party, mode and sum are those of the table."""
    assert shown_lines(*tiers_of(case.text)) == case.expected


def test_the_breach_its_provisions_and_the_authority_are_kept():
    """They are what a report is compared with."""
    words = "违反本办法第五条、第七条至第九条规定，未作评估的，由省级以上数据主管部门处一万元以下罚款。"
    _, [tier] = tiers_of(words)

    assert [(one.first.article, one.last.article) for one in tier.breached] == [("5", "5"), ("7", "9")]
    assert tier.cause == words[: words.index("，由")]
    assert (tier.authority.words, tier.authority.level) == ("省级以上数据主管部门", "省")


def test_who_sanctions_persons_is_not_who_fines():
    """The organ that gives 处分 stands in a group of its own."""
    words = "未作评估的，由数据主管部门处一万元以下罚款；对直接负责的主管人员，由其上级机关依法给予处分。"
    _, [tier] = tiers_of(words)

    assert tier.authority.words == "数据主管部门"


def test_a_referral_to_another_article_is_followed():
    """Its tiers are those of the article named, with their conditions; the breach is that of the referring one."""
    first = "甲类单位未备案的，处一万元以下罚款；情节严重的，处二万元以下罚款。"
    text = LAW.format(first).replace("第三条　", "第三条　乙类单位未备案的，依照本办法第二条规定处罚。\n\n第四条　")
    law = read_law_text(text)
    [index] = [at for at, unit in enumerate(law.units) if (unit.level, unit.number) == (Level.ARTICLE, "3")]
    tiers = read_tiers(text, law, index)

    assert [int(one.organisation.range.high) for one in tiers] == [10000, 20000]
    assert [one.condition.triggers for one in tiers] == [(Trigger.FIRST,), (Trigger.SERIOUS,)]
    assert all(one.article == "3" and one.cause.startswith("乙类") for one in tiers)
    assert all(one.referrals[0].resolved and one.remarks == ("penalties.by_referral",) for one in tiers)


@pytest.mark.parametrize("where", ["《某某法》第八条", "有关法律", "本办法第九十九条", "前款"])
def test_a_referral_that_leads_nowhere_stays_open(where):
    """No sum is made up for it."""
    _, [tier] = tiers_of(f"未备案的，依照{where}的规定处罚。")

    assert not tier.referrals[0].resolved
    assert tier.organisation is None
    assert tier.remarks == ("penalties.referral_open",)


def test_persons_by_referral_span_all_tiers_of_the_paragraph():
    """依照前款规定处罚 names no tier: the range spans all of them, each kept with the words of its condition."""
    _, tiers = tiers_of(
        "出售数据的，由公安机关处一日拘留，可以并处一千元以上二千元以下罚款；情节较重的，处三日拘留，可以并处二千元以上五千元以下罚款。"
        "\n\n单位有前款行为的，处一万元罚款，并对直接负责的主管人员依照前款规定处罚。"
    )
    persons = tiers[-1].persons

    assert (int(persons.range.low), int(persons.range.high), persons.mode) == (1000, 5000, Mode.MAY)
    assert [one.condition for one in persons.fines] == ["", "情节较重的"]


# pieces of drafting, in any order: most make no sense, none may break the reader
PIECES = """
违反本办法第五条规定的 有下列行为之一的 情节严重的 情节较轻的 拒不改正的 造成严重后果的 没有违法所得的
违法所得一万元以上的 单位 个人 构成犯罪的 由公安机关 由省级以上部门 责令改正 给予警告 处一万元以上十万元以下罚款
可以并处 罚款 拘留 或者 可以 处 并处违法所得一倍以上五倍以下罚款 对直接负责的主管人员
对其直接负责的主管人员和其他直接责任人员 对违法单位 依照前款规定处罚 依照本办法第二条规定处罚 百分之 元以上
五百以上 《 》 （ ） “ ” ， 、 ； 。 ： （一）
"""


@given(st.lists(st.sampled_from([*PIECES.split(), "\n\n"]), max_size=40).map("".join))
def test_reading_never_raises_and_every_span_is_in_the_article(words):
    """Ranges are ordered, numbers count from one, spans lie inside the text; the same words give the same tiers."""
    text, tiers = tiers_of("甲" + words)

    assert tiers_of("甲" + words)[1] == tiers
    for tier in tiers:
        assert tier.number >= 1
        assert 0 <= tier.start <= tier.end <= len(text)
        for liability in tier.liabilities:
            for one in (*liability.fines, *liability.measures):
                assert 0 <= one.start < one.end <= len(text)
            for fine in liability.fines:
                assert fine.range.high is None or 0 <= fine.range.low <= fine.range.high
            assert (liability.mode is Mode.NONE) == (not liability.fines)


@given(st.text(max_size=120))
def test_any_text_is_read_or_not_but_never_refused(words):
    """An article of whatever characters: tiers or none."""
    text = f"第一条 {words}罚款"
    law = LawText("某某", units=(Unit(Level.ARTICLE, "1", 0, len(text)),))

    for tier in read_tiers(text, law, 0):
        assert tier.article == "1"


@given(st.integers(1, 9999), st.integers(0, 9999))
def test_a_range_is_read_as_written(low, more):
    """Whatever the numbers, both ends are those of the words, ends included."""
    _, [tier] = tiers_of(f"未备案的，处{low}元以上{low + more}元以下罚款。")

    assert (int(tier.organisation.range.low), int(tier.organisation.range.high)) == (low, low + more)
