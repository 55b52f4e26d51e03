"""Keys of developments survive whatever arrives, joins and splits; what hangs together by nothing is done alone."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from guanlan.extract.development_keys import named
from guanlan.extract.likeness import mark_of
from guanlan.extract.merging import Group, gather, links_of, parts
from making import telling

KEYS = "abcdefgh"
BODY = "近期，该中心持续开展受理处置工作，累计处置一批仿冒网站平台，保护了群众的财产安全，也提醒公众注意辨别真伪。"


def group(keys: str) -> Group:
    """Reports of one thing; the first is the first published."""
    return Group(tuple(keys), keys[0], ())


def test_a_later_and_an_earlier_telling_leave_the_key() -> None:
    """先到的是b，后来又来了更早发布的a：键不变。"""
    assert [one.key for one in named([group("b")], {}, [])] == ["b"]
    assert [one.key for one in named([group("ab")], {"b": "b"}, ["b"])] == ["b"]


def test_two_that_turn_out_to_be_one() -> None:
    """两个动态合成一个：在册早的留键，晚的指过去。"""
    (one,) = named([group("abc")], {"a": "a", "b": "b", "c": "b"}, ["b", "a"])

    assert (one.key, one.swallowed) == ("b", ("a",))


def test_what_is_parted_gets_a_key_of_its_own() -> None:
    """拆出去的得新键，留下的（哪怕不含得名的那条）保住旧键；数量相同时，得名的那条保住旧键。"""
    split = named([group("a"), group("bc")], dict.fromkeys("abc", "a"), ["a"], taken={"a"})
    assert [(one.group.keys, one.key) for one in split] == [(("a",), "a~2"), (("b", "c"), "a")]

    even = named([group("a"), group("b")], dict.fromkeys("ab", "a"), ["a"], taken={"a"})
    assert [(one.group.keys, one.key) for one in even] == [(("a",), "a"), (("b",), "b")]


def test_a_key_is_never_given_twice() -> None:
    """别的动态用过的键不再给人。"""
    assert [one.key for one in named([group("a")], {}, [], taken={"a", "a~2"})] == ["a~3"]


partitions = st.lists(st.integers(0, 3), min_size=len(KEYS), max_size=len(KEYS))


@given(st.lists(st.tuples(st.sets(st.sampled_from(KEYS)), partitions), min_size=1, max_size=6))
def test_names_through_any_history(history: list[tuple[set[str], list[int]]]) -> None:
    """每步来些新信息、重新归并：一键一动态；旧键若还在，必由原成员中人承续；没有凭空消失的键。"""
    former: dict[str, str] = {}
    order: list[str] = []
    here: set[str] = set()
    for arrived, homes in history:
        here |= arrived
        clusters: dict[int, list[str]] = {}
        for key, home in zip(KEYS, homes, strict=True):
            if key in here:
                clusters.setdefault(home, []).append(key)
        done = named([Group(tuple(one), one[0], ()) for one in clusters.values()], former, order, taken=order)
        keys = [one.key for one in done]
        assert len(keys) == len(set(keys))
        standing = set(former.values())
        assert standing <= {*keys, *(lost for one in done for lost in one.swallowed)}
        for one in done:
            heirs = {former.get(key) for key in one.group.keys}
            assert one.key in heirs or one.key not in order
            assert set(one.swallowed) <= heirs
        former = {key: one.key for one in done for key in one.group.keys}
        order += [key for key in keys if key not in order]


drawn = st.tuples(
    st.sampled_from(
        ["某中心受理处置仿冒网站", "关于侵害权益的通报第1批", "关于侵害权益的通报第2批", "另一件事情的标题"]
    ),
    st.sampled_from(
        [BODY, BODY + "另加一句不相干的话。", "甲文很短。", "编号CVE-2031-10001。", "编号CVE-2031-10002。"]
    ),
    st.sampled_from(["2031-03-01", "2031-03-04", "2031-03-20", "2031-05-01"]),
    st.sampled_from(["CN", "CN-ZJ"]),
)
pair = st.tuples(st.sampled_from(KEYS), st.sampled_from(KEYS)).filter(lambda pair: pair[0] != pair[1])


@given(st.lists(drawn, min_size=2, max_size=8), st.lists(pair, max_size=3), st.lists(pair, max_size=2))
def test_each_connected_part_alone(rows: list[Any], apart: list[Any], together: list[Any]) -> None:
    """不相连的各部分分开归并，与合在一起归并，结果相同；编辑的决定照样管用。"""
    apart = [one for one in apart if frozenset(one) not in {frozenset(other) for other in together}]
    if len(together) > 1:  # two joins and a split between their ends would contradict one another
        apart = []
    marks = {
        key: mark_of(telling(key, headline, text, date=date, jurisdiction=place))
        for key, (headline, text, date, place) in zip(KEYS, rows, strict=False)
    }
    links = list(links_of(marks.values()))
    whole = gather(marks, links, must_link=together, cannot_link=apart)

    found: list[Group] = []
    for part in parts(marks, [*((one.first, one.second) for one in links), *together]):
        own = {key: marks[key] for key in part}
        found += gather(own, links, must_link=together, cannot_link=apart)
    assert sorted(found) == sorted(whole)
