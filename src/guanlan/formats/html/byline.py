"""Lines that speak of the page and not of its matter: day, source, type size, printing, sharing."""

from __future__ import annotations

import re

from guanlan.formats.html.walker import Zone
from guanlan.records.reading import Block, BlockKind

_DAY = r"(?:19|20)\d\d\s?(?:年|[-/.])\s?[01]?\d\s?(?:月|[-/.])\s?[0-3]?\d\s?日?"
_TIME = r"(?:\s*[0-2]?\d[:：][0-5]\d(?:[:：][0-5]\d)?)?"
# nothing but a day, a time, a source and the page's tools
_OPENING = re.compile(
    rf"(?:(?:发布|发稿|更新|发表|印发|公开|信息)?(?:时间|日期)|来源|信息来源|稿件来源|文章来源|发布机构|作者|编辑|责任编辑|浏览次数|"
    rf"点击数|阅读次数|访问量|字号|字体|视力保护色)\s?[：:]|【?字[号体]|{_DAY}{_TIME}(?:\s|$|来源|【|\||字)"
)
_TOOLS = re.compile(
    r"(?:【|\[|〖)\s?(?:打印|纠错|关闭|字体|我要纠错|大\s|返回)|扫一扫在手机打开|分享到|上一篇[：:]|下一篇[：:]|打印本页|关闭窗口|返回顶部|"
    r"责任编辑[：:]|（?责编[：:]|微信扫一扫|长按识别|点击.{0,4}阅读原文$|当前位置[：:]|您[现所]在的?位置[：:]|我的位置[：:]"
)
_LONGEST = 120
# characters: a line so long with a comma, or a shorter one with a full stop, begins the text
_PARAGRAPH = 40
_SENTENCE = 12


def opening(text: str, blocks: list[Block], zones: list[Zone]) -> frozenset[int]:
    """The blocks before the first full paragraph of the main part; bylines stand there."""
    for index, (block, zone) in enumerate(zip(blocks, zones, strict=True)):
        if zone is Zone.FURNITURE or block.kind not in (BlockKind.PARAGRAPH, BlockKind.ITEM):
            continue
        words = text[block.start : block.end]
        begun = (len(words) >= _SENTENCE and "。" in words) or (len(words) >= _PARAGRAPH and "，" in words)
        if begun and not is_byline(words, opening=True):
            return frozenset(range(index))
    return frozenset(range(len(blocks)))


def is_byline(words: str, *, opening: bool) -> bool:
    """Whether a line speaks of the page. A day or a source counts only above the text; tools count anywhere.

    >>> is_byline("2024-12-30 18:00 来源：某省网信办 【打印】", opening=True)
    True
    >>> is_byline("2024年12月30日，某省网信办印发通知。", opening=True)
    False
    """
    if len(words) > _LONGEST or "。" in words:
        return False
    return bool(_TOOLS.match(words) or (opening and _OPENING.match(words)))
