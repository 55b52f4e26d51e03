"""Articles of two versions find each other: renumbered, changed, split, merged, removed, new."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from guanlan.law.align import Fate, Pair, Passage, align, became, came_from
from guanlan.law.article_features import bare_words
from guanlan.law.changes import number_before, pairs_between, since, until
from guanlan.law.resolve import Resolved, resolve_provision
from guanlan.text.provisions import Provision
from law_corpus import law, library_below, library_of

FACTS = yaml.safe_load((Path(__file__).parent / "renumbering.yaml").read_text(encoding="utf-8"))
OLD_FILE = "corpus/laws/行政法/网络安全法(2016-11-07).md"
NEW_FILE = "corpus/laws/更新/网络安全法(2025-10-28).md"

# articles on quite different things, so that only what a test says of them is alike
TOPICS = (
    "渡口的管理单位应当每日检查船舶的缆绳和救生设备，并记录检查的结果。",
    "面包房出售隔夜面包的，应当在柜台上写明烘焙的时间和贮存的温度。",
    "图书馆借出的地图应当装入防潮的纸筒，读者归还时由馆员当面展开核对。",
    "养蜂人迁移蜂箱的，应当提前三日告知途经村庄的果农和学校。",
    "钟表匠修理公共大钟期间，市政部门应当在钟楼下设置临时的报时牌。",
    "剧院演出开始后到场的观众，在幕间休息时由领座员引导入场。",
    "气象站发布大雾预警的，轮渡公司应当停航，并向候船的旅客提供热水。",
)


def passages(*words: str) -> list[Passage]:
    return [Passage(str(number), text) for number, text in enumerate(words, 1)]


def shown(pairs: tuple[Pair, ...]) -> list[tuple[str | None, str | None, str]]:
    return [(pair.old, pair.new, pair.fate.value) for pair in pairs]


def test_an_article_put_in_moves_the_rest():
    old = passages(*TOPICS[:4])
    new = passages(TOPICS[0], TOPICS[5], *TOPICS[1:4])
    assert shown(align(old, new)) == [
        ("1", "1", "same"),
        (None, "2", "new"),
        ("2", "3", "renumbered"),
        ("3", "4", "renumbered"),
        ("4", "5", "renumbered"),
    ]


def test_an_article_taken_out_is_told_where_it_stood():
    new = passages(TOPICS[0], *TOPICS[2:4])
    assert shown(align(passages(*TOPICS[:4]), new))[1:3] == [("2", None, "removed"), ("3", "2", "renumbered")]


def test_changed_words_keep_their_article():
    changed = TOPICS[1].replace("隔夜面包", "超过一日的面包").replace("柜台上", "柜台和门口")
    (_, pair, _) = align(passages(*TOPICS[:3]), passages(TOPICS[0], changed, TOPICS[2]))
    assert (pair.fate, pair.old, pair.new) == (Fate.CHANGED, "2", "2")
    assert 0.5 < pair.similarity < 1


def test_numbers_of_other_articles_are_no_change_of_words():
    old = passages(TOPICS[0], "违反本办法第一条规定的，由渡口所在地的乡政府给予警告。")
    new = passages(TOPICS[3], TOPICS[0], "违反本办法第二条规定的，由渡口所在地的乡政府给予警告。")
    assert shown(align(old, new))[-1] == ("2", "3", "renumbered")


def test_an_article_may_change_its_place():
    new = passages(TOPICS[4], *TOPICS[:4])
    assert shown(align(passages(*TOPICS[:5]), new))[0] == ("5", "1", "renumbered")


def test_a_split_article_stands_in_two_pairs():
    old = passages(TOPICS[0], TOPICS[1] + "\n" + TOPICS[2], TOPICS[3])
    pairs = align(old, passages(TOPICS[0], TOPICS[1], TOPICS[2], TOPICS[3]))
    assert {pair.new for pair in became("2", pairs)} == {"2", "3"}
    assert sorted(pair.fate.value for pair in became("2", pairs)) == ["moved", "split"] or (
        sorted(pair.fate.value for pair in became("2", pairs)) == ["changed", "split"]
    )


def test_a_merged_article_comes_from_two():
    new = passages(TOPICS[0], TOPICS[1] + "\n" + TOPICS[2], TOPICS[3])
    pairs = align(passages(*TOPICS[:4]), new)
    assert {pair.old for pair in came_from("2", pairs)} == {"2", "3"}
    assert Fate.MERGED in {pair.fate for pair in came_from("2", pairs)}


def test_an_item_that_went_to_another_article_is_followed():
    phrase = "有下列行为之一的，由有关部门责令改正："
    items = ("（一）在渡口堆放妨碍登船的杂物的；", "（二）向候船的旅客出售没有标价的热水的。")
    old = passages(TOPICS[3], "\n".join((phrase, *items)), TOPICS[4])
    new = passages(TOPICS[3] + "\n在渡口堆放妨碍登船的杂物的，依照前款办理。", phrase + "\n" + items[1], TOPICS[4])
    assert ("2", "1", "split") in shown(align(old, new))


def test_phrases_of_drafting_make_no_pair():
    frame = "违反本办法规定，{}的，由有关主管部门责令改正，给予警告；拒不改正的，处一万元以上五万元以下罚款。"
    old = passages(*(frame.format(words) for words in ("不检查缆绳", "隔夜面包不标明时间", "地图不装纸筒")))
    new = passages(*(frame.format(words) for words in ("隔夜面包不标明时间", "蜂箱迁移不告知学校", "大雾天气开航")))
    pairs = align(old, new)
    assert ("2", "1", "renumbered") in shown(pairs)
    assert all(pair.similarity > 0.5 for pair in pairs if pair.old and pair.new)


def test_words_that_are_compared():
    assert bare_words("依照第二十一条之一、 第（三）项") == "依照第条第项"


WORDS = st.text(st.sampled_from("甲乙丙丁戊己庚辛壬癸，。\n第一二三条应当处罚款"), max_size=40)
VERSIONS = st.lists(WORDS, max_size=8).map(lambda words: passages(*words))


@given(VERSIONS, VERSIONS)
def test_the_other_way_round_gives_the_same_pairs(old: list[Passage], new: list[Passage]):
    there, back = align(old, new), align(new, old)
    assert sorted((pair.old or "", pair.new or "", pair.similarity) for pair in there) == sorted(
        (pair.new or "", pair.old or "", pair.similarity) for pair in back
    )


@given(VERSIONS)
def test_equal_versions_are_the_same_article_by_article(version: list[Passage]):
    assert shown(align(version, version)) == [(one.number, one.number, "same") for one in version]


@given(VERSIONS, VERSIONS)
def test_every_article_is_told_of(old: list[Passage], new: list[Passage]):
    pairs = align(old, new)
    assert {pair.old for pair in pairs if pair.old} == {one.number for one in old}
    assert {pair.new for pair in pairs if pair.new} == {one.number for one in new}
    assert all(0 <= pair.similarity <= 1 for pair in pairs)


def test_a_thousand_equal_articles_are_no_square():
    many = [Passage(str(number), TOPICS[0]) for number in range(1000)]
    assert len(align(many, many)) == 1000


@pytest.fixture(scope="module")
def three_versions():
    """某某渡口办法 of three years: article 2 becomes 3, then is taken out."""
    return library_of(
        {
            "a": law("某某渡口办法", *TOPICS[:3], effective="2020-01-01"),
            "b": law("某某渡口办法", TOPICS[0], TOPICS[3], *TOPICS[1:3], effective="2022-01-01"),
            "c": law("某某渡口办法", TOPICS[0], TOPICS[3], TOPICS[2], effective="2024-01-01"),
        }
    )


def test_an_article_is_followed_through_later_versions(three_versions):
    found = resolve_provision("某某渡口办法", Provision("2"), three_versions, on=date(2021, 1, 1))
    assert isinstance(found, Resolved)
    steps = [[(pair.old, pair.new) for pair in change.pairs] for change in since(found, three_versions)]
    assert steps == [[("2", "3")], [("3", None)]]
    assert [change.on for change in since(found, three_versions)] == [date(2022, 1, 1), date(2024, 1, 1)]
    assert until(found, three_versions) == ()


def test_the_number_of_today_was_that_of_another_article(three_versions):
    found = resolve_provision("某某渡口办法", Provision("2"), three_versions, on=date(2023, 1, 1))
    assert isinstance(found, Resolved)
    (change,) = number_before(found, three_versions)
    assert [(pair.old, pair.new) for pair in change.pairs] == [("2", "3")]
    assert [pair.fate for pair in until(found, three_versions)[0].pairs] == [Fate.NEW]


@pytest.fixture(scope="module")
def real_pairs(shared: Path):
    library = library_below(shared, [shared / OLD_FILE, shared / NEW_FILE])
    return pairs_between(library, OLD_FILE, NEW_FILE)


def test_the_renumbering_of_the_cybersecurity_law(real_pairs):
    found = {old: sorted(pair.new for pair in became(old, real_pairs) if pair.new) for old in FACTS["became"]}
    assert found == FACTS["became"]


def test_the_new_articles_of_the_cybersecurity_law(real_pairs):
    assert [pair.new for pair in real_pairs if pair.fate is Fate.NEW] == FACTS["new_articles"]
    for number, origins in FACTS["taken_over"].items():
        assert [pair.old for pair in came_from(number, real_pairs)] == origins
    assert not [pair for pair in real_pairs if pair.fate is Fate.REMOVED]
