"""Over all real laws: articles numbered without gap, or the gap shown to be the source's own; no text lost."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from guanlan.errors import InputError
from guanlan.law.reading import read_law_text
from guanlan.law.reading.words import span_words
from guanlan.records.law import LawText, Level
from guanlan.text.numerals import parse_number

GAPS = yaml.safe_load((Path(__file__).parent / "gaps.yaml").read_text(encoding="utf-8"))
MARKER = "<!-- INFO END -->"
# numbers that are really missing or out of order
BROKEN = {"law.gap", "law.gap_swallowed", "law.repeat", "law.back", "law.restart", "law.starts_late"}
# numbers that are read as they should be though they are printed or begin otherwise
MENDED = {"law.misprint", "law.article_in_line", "law.quoted_article", "law.part_of_code", "law.amendments_go_on"}
HEADED = re.compile(
    r"^[#> \t\u3000]*第([一二三四五六七八九十百千零〇]+)条(?:之([一二三四五六七八九十]))?", re.MULTILINE
)
# what may stand between the history and the body: the title again, a maker, a number, a session
FRONT = re.compile("法院|检察院|委员会|号|会议|通过|公布")
MARKUP = re.compile(r"[#>*|\s\-]|<!--[^>]*-->")


@pytest.fixture(scope="module")
def laws(shared: Path) -> list[tuple[str, str, LawText | None]]:
    """Path, text and what is read in it, of every file; None where it is refused."""
    root = shared / "corpus" / "laws"
    return [(str(path.relative_to(root)), *_read(path)) for path in sorted(root.rglob("*.md")) if path.name[0] != "_"]


def _read(path: Path) -> tuple[str, LawText | None]:
    text = path.read_text(encoding="utf-8")
    try:
        return text, read_law_text(text)
    except InputError:
        return text, None


def _numbers(text: str) -> Iterator[tuple[int, int]]:
    for found in HEADED.finditer(text.partition(MARKER)[2] or text):
        yield int(parse_number(found[1]).value), int(parse_number(found[2]).value) if found[2] else 0


def _simply_goes_on(text: str) -> bool:
    last = (0, 0)
    for number, insert in _numbers(text):
        if (number, insert) not in ((last[0] + 1, 0), (last[0], last[1] + 1)):
            return False
        last = (number, insert)
    return True


def test_every_gap_is_listed_with_its_cause(laws: list[tuple[str, str, LawText | None]]) -> None:
    found: dict[str, dict[str, list[object]]] = {}
    for path, _, law in laws:
        for remark in law.remarks if law else ():
            if remark.code in BROKEN | MENDED:
                found.setdefault(path, {}).setdefault(remark.code, []).append(remark.params["article"])
    told = {
        path: {code: [where[0], where[-1], len(where)] if len(where) > 5 else where for code, where in codes.items()}
        for path, codes in found.items()
    }
    assert told == GAPS


def test_of_the_files_with_articles_nearly_all_are_whole(laws: list[tuple[str, str, LawText | None]]) -> None:
    with_articles = [law for _, _, law in laws if law and any(unit.level is Level.ARTICLE for unit in law.units)]
    broken = [law for law in with_articles if BROKEN & {remark.code for remark in law.remarks}]
    assert len(with_articles) > 3300
    assert len(broken) <= 0.005 * len(with_articles)


def test_a_plain_scan_finds_no_break_that_is_not_listed(laws: list[tuple[str, str, LawText | None]]) -> None:
    assert {path for path, text, law in laws if law and not _simply_goes_on(text)} <= set(GAPS)


def test_what_is_refused_is_no_law(laws: list[tuple[str, str, LawText | None]]) -> None:
    refused = {path.rsplit("/", 1)[-1] for path, _, law in laws if law is None}
    assert refused == {
        "劳动仲裁和劳动诉讼的攻略.md",
        # these files hold a title and a history and nothing else
        "汕头经济特区突发公共卫生事件应急条例(2022-05-30).md",
        "重庆市实施《农业技术推广法》办法(2016-09-29).md",
        "重庆市实施《国家赔偿法》办法(2012-09-27).md",
        "重庆市实施《母婴保健法》办法(2018-07-26).md",
    }


def _is_listed(words: str, law: LawText, text: str) -> bool:
    """Whether a line belongs to a contents list: nothing stands in it but headings that come again."""
    headings = {"".join(text[unit.start :].split("\n", 1)[0].split()) for unit in law.units if unit.heading}
    for heading in ("目录", *sorted(headings, key=len, reverse=True)):
        words = words.replace(heading, "")
    return not words


def test_no_text_is_lost(laws: list[tuple[str, str, LawText | None]]) -> None:
    """Outside the units there are only marks of Markdown, contents lists, and the lines of the front."""
    for path, text, law in laws:
        if law is None or MARKER not in text:
            continue
        front = text[text.index(MARKER) + len(MARKER) : law.body[0]]
        behind = text[law.body[1] :]
        title = "".join(law.title.split())
        for line in front.splitlines():
            words = "".join(MARKUP.sub("", line).replace("\u200b", "").split())
            assert not words or words in title or FRONT.search(words) or _is_listed(words, law, text), (path, words)
        assert not MARKUP.sub("", behind).strip("\u200b"), path
        tops = [unit for unit in law.units if unit.parent == -1]
        units = "".join(span_words(text, law, unit.start, unit.end) for unit in tops)
        body = span_words(text, law, *law.body)
        assert "".join(units.split()).replace("\u200b", "") == "".join(body.split()).replace("\u200b", ""), path
