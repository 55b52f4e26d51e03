"""Libraries for tests: of small laws written there, or of real files below the shared folder."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from guanlan.errors import InputError
from guanlan.law.library import Held, Library
from guanlan.law.reading import read_law_text
from guanlan.law.works import build_works, version_ref


def library_of(texts: Mapping[str, str]) -> Library:
    """A library of texts by ref; the ref is the file's name too. Texts that are no laws stay out."""
    held: dict[str, Held] = {}
    versions = []
    for ref, text in texts.items():
        try:
            law = read_law_text(text)
        except InputError:
            continue
        held[ref] = Held(text, law)
        versions.append(version_ref(ref, text, law, Path(ref).name))
    return Library(build_works(versions), held.__getitem__)


def library_below(shared: Path, paths: Iterable[Path]) -> Library:
    """A library of files; the refs are their paths below ``shared``."""
    return library_of({str(path.relative_to(shared)): path.read_text(encoding="utf-8") for path in paths})


def law(title: str, *articles: str, history: str = "", effective: str = "2020-01-01") -> str:
    """A small law in Markdown: 第一条 …, with the article on its day of effect last."""
    year, month, day = map(int, effective.split("-"))
    numerals = ["一", "二", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"]
    lines = [f"# {title}", "", *([history, ""] if history else [])]
    for numeral, words in zip(numerals, (*articles, f"本文自{year}年{month}月{day}日起施行。"), strict=False):
        lines += [f"第{numeral}条　" + words.replace("\n", "\n\n"), ""]
    return "\n".join(lines)
