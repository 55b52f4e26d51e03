"""What an issue rests on: for every entry its sources, the captures that hold them, and the head of the chain."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from html import escape

import msgspec

from guanlan.publish.render.sheet import Sheet, SheetEntry

_STYLE = """
:root { color-scheme: light dark; --text: #1c2733; --ink: #12304a; --muted: #5a6b7b; --rule: #cfd8e1; --paper: #fff;
  --accent: #b5432e; }
@media (prefers-color-scheme: dark) { :root { --text: #dde5ec; --ink: #a9cbe6; --muted: #9db0c1; --rule: #32475a;
  --paper: #0f1d2a; --accent: #f0937f; } }
body { margin: 0 auto; max-width: 60rem; padding: 2.5rem 1.5rem 4rem; background: var(--paper); color: var(--text);
  font: 1rem/1.7 "Noto Sans SC", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif; }
h1, h2, h3 { color: var(--ink); line-height: 1.4; }
h1 { font-weight: 400; border-bottom: 4px solid var(--accent); padding-bottom: .8rem; }
h2 { margin: 2.6rem 0 .4rem; color: var(--accent); font-size: 1.2rem; }
h3 { margin: 1.6rem 0 .3rem; font-size: 1rem; }
dl { display: grid; grid-template-columns: 7em minmax(0, 1fr); gap: .1rem 1rem; margin: 0 0 .6rem; font-size: .88rem;
  padding-left: 1rem; border-left: 3px solid var(--rule); }
dt { color: var(--muted); } dd { margin: 0; overflow-wrap: anywhere; }
code { font: .86em/1.6 ui-monospace, Consolas, monospace; }
@media print { :root { color-scheme: light; } body { max-width: none; padding: 0; } h3, dl { break-inside: avoid; } }
"""


class Captured(msgspec.Struct, frozen=True):
    """A capture that an entry rests on. ``taken`` is an instant as ISO, ``link`` the number and hash of its statement
    in the chain; ``wide`` are the places of those characters of its text that take two units of UTF-16, which the
    anchors of an entry's facts count as one; None where its text is not that of the anchors.
    """

    sha256: str
    address: str
    taken: str
    grade: str
    publisher: str = ""
    link: tuple[int, str] | None = None
    wide: tuple[int, ...] | None = None


class Evidence(msgspec.Struct, frozen=True):
    """``captures`` by the id of the entry, the one that it was written from first; ``head`` as it is printed."""

    captures: Mapping[str, tuple[Captured, ...]] = {}
    head: str = ""


def evidence(sheet: Sheet, proof: Evidence) -> bytes:
    """The appendix as a page of its own."""
    title = escape(f"{sheet.name()} 存证附录")
    lines = [
        "<!DOCTYPE html>",
        '<html lang="zh-CN"><head><meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{title}</title><style>{_STYLE}</style></head><body><main>",
        f"<h1>{title}</h1>",
        "<p>各条所据原文的存证：散列为 SHA-256，可用 sha256sum 核对；链号与链散列见存证链。</p>",
        *([f"<p>成刊时的链头：<code>{escape(proof.head)}</code></p>"] if proof.head else []),
    ]
    for column in sheet.columns:
        lines.append(f"<h2>{escape(column.label)}</h2>")
        for part in column.parts:
            for entry in part.entries:
                lines += _entry(entry, proof.captures.get(entry.id, ()))
    return "\n".join([*lines, "</main></body></html>", ""]).encode()


def _entry(entry: SheetEntry, captures: tuple[Captured, ...]) -> Iterator[str]:
    yield f"<h3>{escape(entry.id)}　{escape(entry.title)}</h3>"
    if entry.source:
        yield f"<p>{escape(entry.source)}</p>"
    if not captures:
        yield "<p>没有存证。</p>"
    for one in captures:
        rows = [
            ("发布者", escape(one.publisher)),
            ("地址", escape(one.address)),
            ("存证时间", escape(one.taken)),
            ("存证等级", escape(one.grade)),
            ("散列", f"<code>{one.sha256}</code>"),
            ("链号", str(one.link[0]) if one.link else ""),
            ("链散列", f"<code>{one.link[1]}</code>" if one.link else ""),
        ]
        yield "<dl>" + "".join(f"<dt>{name}</dt><dd>{value}</dd>" for name, value in rows if value) + "</dl>"
