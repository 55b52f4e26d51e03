"""The few colours and words that charts, PDF and page share. The style sheet of the page repeats the colours as its
light scheme.
"""

from __future__ import annotations

INK = "#12304a"
ACCENT = "#b5432e"
TEXT = "#1c2733"
MUTED = "#5a6b7b"
RULE = "#cfd8e1"

# strongest for what people look for first: norms in ink, sanctions in the accent, the rest in tints of the two
KINDS: dict[str | None, tuple[str, str]] = {
    "instrument": ("政策文件", "#12304a"),
    "enforcement": ("执法案件", "#b5432e"),
    "campaign": ("专项行动", "#dc9a86"),
    "incident": ("安全事件", "#6e2418"),
    "publication": ("报告数据", "#5b83a6"),
    "meeting": ("会议活动", "#a5bdd1"),
    "drill": ("应急演练", "#d9b65c"),
    None: ("未归类", "#d5dde5"),
}
# from none to many entries of a province: fill and the colour of words on it
SHADES = (
    (0, "#eef2f6", "#6b7b8a"),
    (1, "#cbd8e4", "#12304a"),
    (2, "#93afc7", "#0d2438"),
    (3, "#4a7397", "#ffffff"),
    (5, "#12304a", "#ffffff"),
)
SORTS = {"deadline": "期限", "effective": "施行", "comment": "征求意见截止"}
