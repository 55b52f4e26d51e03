"""How changed words are shown: signs in plain text, ins and del in HTML, readable without colour and aloud."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

from guanlan.text.diff_runs import Edit, Run

_SIGNS = {Edit.KEEP: ("", ""), Edit.DELETE: ("[-", "-]"), Edit.INSERT: ("{+", "+}")}


def style_of(name: str) -> str:
    """The style sheet of a fragment of class ``name``; colour is not the only sign."""
    return (
        f"<style>.{name} del{{color:#8a1c1c;text-decoration:line-through}}.{name} ins{{color:#0b5d1e;"
        f"text-decoration:underline}}.{name} p{{white-space:pre-wrap}}.{name} .said{{position:absolute;width:1px;"
        f"height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}}</style>"
    )


def marked_text(runs: Iterable[Run]) -> str:
    """[-gone-]{+come+}

    >>> marked_text([Run(Edit.KEEP, "处"), Run(Edit.DELETE, "一万"), Run(Edit.INSERT, "二万"), Run(Edit.KEEP, "元")])
    '处[-一万-]{+二万+}元'
    """
    return "".join(_SIGNS[run.edit][0] + run.words + _SIGNS[run.edit][1] for run in runs)


def marked_html(runs: Iterable[Run]) -> str:
    """The runs with ins and del; what went and came is also said aloud."""
    return "".join(map(_run_html, runs))


def _run_html(run: Run) -> str:
    words = escape(run.words)
    if run.edit is Edit.KEEP:
        return words
    tag, said = ("del", "删去：") if run.edit is Edit.DELETE else ("ins", "增加：")
    return f'<{tag}><span class="said">〔{said}</span>{words}<span class="said">〕</span></{tag}>'
