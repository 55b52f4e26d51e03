"""Plant errors of eleven kinds into true entries, and count how many the publication gate stops.

    python scripts/plant_errors.py [--shared FOLDER] [--seed 18] [--count 50] [--show]

Entries are drafted from the sample releases and, where the folder of shared texts is there, from its articles and
pages; ``--texts`` adds entries rewritten by hand (tests/publish/gate/*.yaml). An error is stopped when a thing that is
open touches the words that were changed.
"""

from __future__ import annotations

import argparse
import random
import re
import sys
import tomllib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from guanlan import formats
from guanlan.actions.steps.interpret import interpret
from guanlan.errors import GuanlanError
from guanlan.publish.compose import draft_entry
from guanlan.publish.gate import Behind, Captures, Matter, Source, Thing, judge, things
from guanlan.publish.gate.issue import body_of
from guanlan.publish.gate.thing import Num
from guanlan.records.bulletin import Entry
from guanlan.records.development import Development, Origin, Telling
from guanlan.records.gate import Checkable, CheckState
from guanlan.records.report import Report
from guanlan.text.sentences import find_sentences

KINDS = (
    "digit", "wan", "day", "organ", "article", "title", "name", "percentage", "currency", "extra", "swapped"
)  # fmt: skip
DIGITS = "一二三四五六七八九"
ORGANS = (
    "工业和信息化部", "公安部", "国家互联网信息办公室", "国家市场监督管理总局", "交通运输部", "国家金融监督管理总局",
    "中国人民银行", "上海市通信管理局", "浙江省公安厅", "国家数据局", "商务部", "教育部", "北京市互联网信息办公室",
)  # fmt: skip
WORDS = (
    ("管理", "监督"), ("数据", "信息"), ("网络", "互联网"), ("办法", "规定"), ("规定", "办法"), ("条例", "办法"),
    ("安全", "保护"), ("保护", "安全"), ("意见", "方案"), ("指南", "规范"), ("公共", "政务"), ("标准", "指引"),
    ("促进", "推动"), ("技术", "产业"), ("信息", "数据"), ("法", "条例"), ("方案", "计划"), ("公约", "协定"),
)  # fmt: skip
CURRENCIES = (("欧元", "美元"), ("美元", "欧元"), ("英镑", "美元"), ("日元", "韩元"), ("韩元", "日元"), ("元", "美元"))
EXTRA = (
    "其中{n}家被责令停业整顿", "另有{n}名责任人被问责", "涉及金额{n}万元", "同比增长{n}%", "累计下架应用{n}款",
    "共收到举报{n}条", "约谈相关企业{n}家次",
)  # fmt: skip


class True_(NamedTuple):
    """A true entry: its text and what stands behind it."""

    name: str
    text: str
    behind: Behind


class Planted(NamedTuple):
    """The text with one error in it, and the places of the words that were changed."""

    text: str
    spans: tuple[tuple[int, int], ...]
    was: str
    now: str


Planter = Callable[[random.Random, True_, Sequence[Thing]], "Planted | None"]


def source_of(report: Report, text: str, *, published: str | None = None) -> Source:
    """A report as a capture behind an entry."""
    import datetime

    lead = report.facts.date.value
    day = datetime.date.fromisoformat(published) if published else None
    if day is None and lead is not None:
        day = datetime.date.fromisoformat(lead.date.split("/")[0])
    days = tuple(filter(None, (lead.date if lead else None, published)))
    lines = (report.headline, *(one.words for one in report.paragraphs), *report.sources)
    return Source(report.name, "", text, lines, day, days)


def reports_of(data: bytes, name: str, publisher: str | None = None) -> list[tuple[Report, Source]]:
    """The reports of a file, each as a capture; none where it cannot be read or is to be left out."""
    try:
        media_type = formats.admit(data, name)
        reading = formats.read(data, name=name, media_type=media_type)
        if reading.metadata.get("state"):
            return []
        said = interpret(reading, "release", publisher=publisher)
    except GuanlanError:
        return []
    published = reading.metadata.get("published", "")[:10] or None
    return [(one, source_of(one, reading.text, published=published)) for one in said.reports]


def sample_sources() -> dict[str, list[tuple[Report, Source]]]:
    """File → the reports of each sample release."""
    folder = files("guanlan") / "samples"
    index = tomllib.loads((folder / "index.toml").read_text(encoding="utf-8"))["samples"]
    return {
        one["file"]: reports_of((folder / one["file"]).read_bytes(), one["file"], one.get("publisher")) for one in index
    }


def drafted(report: Report, source: Source) -> True_ | None:
    """The entry drafted from a report."""
    telling = Telling(
        report.name, report, Origin(report.name, published=source.day.isoformat() if source.day else None)
    )
    text = body_of(draft_entry(Development(report.name, (telling,))))
    if len(text) < 60:
        return None
    return True_(report.headline.text, text, Behind(Captures([source]), report.name, source.day))


def true_entries(shared: Path | None, limit: int = 120) -> list[True_]:
    """Entries drafted from the samples, and from so many of the shared articles and pages."""
    found = [entry for several in sample_sources().values() for one in several if (entry := drafted(*one))]
    if shared is not None:
        paths = sorted([*shared.glob("corpus/articles/*/*.md"), *shared.glob("corpus/pages/*.md")])
        for path in paths[:: max(1, len(paths) // limit)]:
            for one in reports_of(path.read_bytes(), path.name)[:3]:
                if entry := drafted(*one):
                    found.append(entry)
        for path in sorted(shared.glob("corpus/bulletin/*.txt")):
            found += bulletin_entries(path.read_bytes(), path.name)
    return found


def rewritten(folder: Path) -> list[True_]:
    """Entries that tell the samples in other words: ``rewritten_*.yaml`` of a folder."""
    import yaml

    sources = sample_sources()
    found = []
    for path in sorted(folder.glob("rewritten_*.yaml")):
        for number, one in enumerate(yaml.safe_load(path.read_text(encoding="utf-8"))):
            report, source = sources[one["sample"]][one.get("report", 0)]
            behind = Behind(Captures([source]), report.name, source.day)
            found.append(True_(f"{path.stem} {number} {one['sample']}", one["text"].strip(), behind))
    return found


def bulletin_entries(data: bytes, name: str) -> list[True_]:
    """The entries of a published bulletin, each its own capture."""
    reading = formats.read(data, name=name, media_type=formats.admit(data, name))
    said = interpret(reading, "bulletin")
    if said.bulletin is None:
        return []
    found = []
    for report in said.reports:
        source = source_of(report, reading.text, published=said.bulletin.cover.date)
        body = body_of(Entry("", report.headline, report.paragraphs))
        found.append(True_(report.headline.text, body, Behind(Captures([source]), report.name, source.day)))
    return found


def open_things(text: str, behind: Behind) -> list[Checkable]:
    """What the gate leaves open in a body."""
    matter = Matter("entry", behind.owner, behind.day)
    return [one for one in judge(text, behind.captures, matter) if one.state is CheckState.OPEN]


def is_stopped(planted: Planted, behind: Behind) -> bool:
    """Whether a thing that is open touches the changed words."""
    left = open_things(planted.text, behind)
    return any(one.start < end and start < one.end for one in left for start, end in planted.spans)


def _replaced(text: str, start: int, end: int, new: str) -> Planted:
    return Planted(text[:start] + new + text[end:], ((start, start + max(len(new), 1)),), text[start:end], new)


def _digit(chance: random.Random, entry: True_, found: Sequence[Thing]) -> Planted | None:
    places = [
        at
        for one in found
        if one.kind == "number" and one.sort != "docnumber"
        for at in range(one.start, one.end)
        if entry.text[at] in "0123456789"
    ]
    if not places:
        return None
    at = chance.choice(places)
    new = chance.choice([one for one in "123456789" if one != entry.text[at]])
    return _whole(_replaced(entry.text, at, at + 1, new))


def _whole(planted: Planted) -> Planted:
    """The span widened to the whole run of figures, as a person would name it."""
    start, end = planted.spans[0]
    while start > 0 and planted.text[start - 1] in "0123456789.":
        start -= 1
    while end < len(planted.text) and planted.text[end] in "0123456789.%万亿":
        end += 1
    return planted._replace(spans=((start, end),))


def _wan(chance: random.Random, entry: True_, found: Sequence[Thing]) -> Planted | None:
    places = [
        at
        for one in found
        if one.kind == "number"
        for at in range(one.start + 1, one.end)
        if entry.text[at] in "万亿" and entry.text[at - 1] in "0123456789"
    ]
    if not places:
        return None
    at = chance.choice(places)
    planted = _replaced(entry.text, at, at + 1, "")
    return planted._replace(spans=((max(0, at - 4), at + 2),))


def _day(chance: random.Random, entry: True_, found: Sequence[Thing]) -> Planted | None:
    places = [
        match
        for one in found
        if one.kind == "date"
        for match in re.finditer("([0-9]{1,2})(?=[日号])", entry.text[: one.end])
        if match.start() >= one.start
    ]
    if not places:
        return None
    match = chance.choice(places)
    day = chance.choice([one for one in range(1, 29) if one != int(match[1])])
    return _replaced(entry.text, match.start(), match.end(), str(day))


def _organ(chance: random.Random, entry: True_, found: Sequence[Thing]) -> Planted | None:
    organs = [one for one in found if one.kind == "organ" and one.sort == "organ"]
    if not organs:
        return None
    one = chance.choice(organs)
    new = chance.choice([name for name in ORGANS if things(name)[0].data.id != one.data.id])
    return _replaced(entry.text, one.start, one.end, new)


def _article(chance: random.Random, entry: True_, found: Sequence[Thing]) -> Planted | None:
    places = [
        at
        for one in found
        if one.kind == "provision"
        for at in range(one.start, one.end)
        if entry.text[at] in DIGITS or entry.text[at] in "123456789"
    ]
    if not places:
        return None
    at = chance.choice(places)
    row = DIGITS if entry.text[at] in DIGITS else "123456789"
    new = chance.choice([one for one in row if one != entry.text[at]])
    planted = _replaced(entry.text, at, at + 1, new)
    return planted._replace(spans=((max(0, at - 3), at + 4),))


def _title(chance: random.Random, entry: True_, found: Sequence[Thing]) -> Planted | None:
    places = [
        (one, was, new)
        for one in found
        if one.kind == "title" and len(one.value) > 4
        for was, new in WORDS
        if was in entry.text[one.start : one.end]
    ]
    if not places:
        return None
    one, was, new = chance.choice(places)
    at = entry.text.index(was, one.start)
    return _replaced(entry.text, at, at + len(was), new)._replace(spans=((one.start, one.end),))


def _name(chance: random.Random, entry: True_, found: Sequence[Thing]) -> Planted | None:
    names = [one for one in found if one.kind == "name" and one.sort in ("quoted", "firm", "person", "latin")]
    if not names:
        return None
    one = chance.choice(names)
    places = [at for at in range(one.start, one.end) if re.match("[A-Za-z\u4e00-\u9fff]", entry.text[at])]
    if one.sort == "firm":
        places = places[: max(1, len(places) - 3)]
    at = chance.choice(places[:1] if one.sort == "person" else places)
    row = (
        "王张刘陈杨赵黄周" if one.sort == "person" else "东西海天新云通华" if entry.text[at] > "z" else "abcdefghkmnrst"
    )
    new = chance.choice([other for other in row if other.casefold() != entry.text[at].casefold()])
    return _replaced(entry.text, at, at + 1, new)._replace(spans=((one.start, one.end),))


def _percentage(chance: random.Random, entry: True_, found: Sequence[Thing]) -> Planted | None:
    places = list(re.finditer(r"(?<![0-9.])[0-9]+(?:\.[0-9]+)?(?=%)", entry.text))
    if not places:
        return None
    match = chance.choice(places)
    figures = len(match[0].partition(".")[2])
    new = f"{round(float(match[0]), chance.randrange(-1, figures) if figures else -1):g}"  # 42.77 → 43, 35 → 40
    if float(new) in (float(match[0]), 0.0):
        return None
    return _replaced(entry.text, match.start(), match.end(), new)


def _currency(chance: random.Random, entry: True_, found: Sequence[Thing]) -> Planted | None:
    sums = [one for one in found if one.sort.startswith("money ")]
    places = [
        (one, was, new)
        for one in sums
        for was, new in [pair for pair in CURRENCIES if entry.text[one.start : one.end].endswith(pair[0])][:1]
    ]
    if not places:
        return None
    one, was, new = chance.choice(places)
    return _replaced(entry.text, one.end - len(was), one.end, new)._replace(
        spans=((one.start, one.end - len(was) + len(new)),)
    )


def _extra(chance: random.Random, entry: True_, found: Sequence[Thing]) -> Planted | None:
    ends = [one.end - 1 for one in find_sentences(entry.text) if one.value.endswith("。")]
    if not ends:
        return None
    at = chance.choice(ends)
    words = "，" + chance.choice(EXTRA).format(n=chance.randint(3, 99))
    return _replaced(entry.text, at, at, words)


def _swapped(chance: random.Random, entry: True_, found: Sequence[Thing]) -> Planted | None:
    pairs = [
        (one, other)
        for one in found
        for other in found
        if one.start < other.start and one.end <= other.start and _exchangeable(entry.text, one, other)
    ]
    if not pairs:
        return None
    near = [pair for pair in pairs if "。" not in entry.text[pair[0].end : pair[1].start]]
    one, other = chance.choice(near or pairs)
    text = entry.text
    first, second = text[one.start : one.end], text[other.start : other.end]
    new = text[: one.start] + second + text[one.end : other.start] + first + text[other.end :]
    shift = len(second) - len(first)
    spans = ((one.start, one.start + len(second)), (other.start + shift, other.end))
    return Planted(new, spans, first, second)


def _exchangeable(text: str, one: Thing, other: Thing) -> bool:
    """Two numbers of one unit, or two days, of which each is told so that the other could stand in its place."""
    if one.sort != other.sort or one.value == other.value or one.kind not in ("number", "date"):
        return False
    if one.sort in ("plain", "docnumber", "ordinal", "rank"):
        return False
    if one.kind == "date":
        return len(one.data.first) == len(other.data.first) == 10 and one.data.first[4:] != other.data.first[4:]
    same = isinstance(one.data, Num) and isinstance(other.data, Num) and one.data.unit == other.data.unit
    return same and one.data.value != other.data.value


PLANTERS: dict[str, Planter] = dict(
    zip(
        KINDS,
        (_digit, _wan, _day, _organ, _article, _title, _name, _percentage, _currency, _extra, _swapped),
        strict=True,
    )
)


def plant(kind: str, entries: Sequence[True_], *, count: int, seed: int) -> Iterator[tuple[True_, Planted]]:
    """So many different errors of one kind, spread over the entries; fewer where the texts have no room for more."""
    chance = random.Random(f"{seed} {kind}")
    known = {id(entry): things(entry.text, entry.behind.day) for entry in entries}
    seen: set[tuple[str, str]] = set()
    order = list(entries)
    for _ in range(40):
        chance.shuffle(order)
        for entry in order:
            planted = PLANTERS[kind](chance, entry, known[id(entry)])
            if planted is None or (entry.name, planted.text) in seen or planted.text == entry.text:
                continue
            seen.add((entry.name, planted.text))
            yield entry, planted
            if len(seen) == count:
                return


class Result(NamedTuple):
    """How many errors of a kind were planted, and those that passed."""

    planted: int
    missed: tuple[tuple[True_, Planted], ...]


def measure(entries: Sequence[True_], *, count: int = 50, seed: int = 18) -> dict[str, Result]:
    """Kind → what became of its errors."""
    results: dict[str, Result] = {}
    for kind in KINDS:
        done = list(plant(kind, entries, count=count, seed=seed))
        results[kind] = Result(len(done), tuple(one for one in done if not is_stopped(one[1], one[0].behind)))
    return results


def false_alarms(entries: Iterable[True_]) -> tuple[int, list[tuple[True_, Checkable]]]:
    """How many things the true entries hold, and those that the gate leaves open."""
    total, alarms = 0, []
    for entry in entries:
        total += len(things(entry.text, entry.behind.day))
        alarms += [(entry, one) for one in open_things(entry.text, entry.behind)]
    return total, alarms


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--shared", type=Path, default=Path(__file__).resolve().parents[2] / "shared")
    parser.add_argument("--seed", type=int, default=18)
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--show", action="store_true")
    tests = Path(__file__).resolve().parents[1] / "tests"
    parser.add_argument("--texts", type=Path, default=tests / "publish" / "gate")
    given = parser.parse_args()
    entries = rewritten(given.texts) + true_entries(given.shared if given.shared.is_dir() else None)
    total, alarms = false_alarms(entries)
    print(f"{len(entries)} entries, {total} things, {len(alarms)} false alarms ({len(alarms) / max(total, 1):.2%})")
    if given.show:
        for entry, one in alarms:
            print(
                f"  {entry.name[:20]} {one.kind} {one.text!r} {one.slot} {one.reason} {one.params.get('other', '')!r}"
            )
    counts: Counter[str] = Counter()
    for kind, result in measure(entries, count=given.count, seed=given.seed).items():
        stopped = result.planted - len(result.missed)
        counts.update(planted=result.planted, stopped=stopped)
        print(f"{kind:12} {stopped:4} / {result.planted}")
        for entry, planted in result.missed if given.show else ():
            start = planted.spans[0][0]
            around = planted.text[max(0, start - 40) : start + 40]
            print(f"    {planted.was!r} -> {planted.now!r}: …{around}… {entry.name}")
    share = counts["stopped"] / max(counts["planted"], 1)
    print(f"{'all':12} {counts['stopped']:4} / {counts['planted']}  {share:.2%}")
    return int(share < 0.995)


if __name__ == "__main__":
    sys.exit(main())
