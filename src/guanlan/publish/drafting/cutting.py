"""Sentences and paragraphs of a report, cut where the source itself stops."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from guanlan.records.bulletin import Paragraph, ParagraphKind

_SENTENCE = re.compile(r"[^。！？\n]*[。！？]+[”’」』）】]*|[^。！？\n]+$")

# Lines that a page puts around the text: who edited it, what else to read, to whom it goes, that it is enclosed.
_FURNITURE = re.compile(
    r"^(?:责任编辑|责编|编辑[:：]|审核[:：]|来源[:：]|原标题|原文链接|阅读原文|扫码|扫描|长按|点击|分享|打印|相关链接|相关附件|附件|"
    r"上一篇|下一篇|微信编辑|供稿|发布时间|发布日期|索引号|主题分类|发文机关|成文日期|字号|样例|本页为|［样例|（样例|【样例|\[样例)"
)
# 新华社北京12月16日电, （记者 某某）: the agency's mark, not the story
_DATELINE = re.compile(
    r"^[（(]?(?:[\u4e00-\u9fff]{2,6}(?:社|网|报|台)|本报|本网)[\u4e00-\u9fff]{0,6}\d{1,2}月\d{1,2}日(?:电|讯|消息)"
    r"[)）]?[\s　]*(?:[（(]?(?:记者|通讯员)[^，。]{1,20}[)）])?[\s　]*"
)
_ADDRESS = re.compile(r"^[^。！？]{2,120}[：:]$")  # 各省、自治区、直辖市人民政府：
_STORY = (ParagraphKind.TEXT, ParagraphKind.CASE)
_BRACKETED = re.compile(r"^[（(][^（）()]*[）)]$")  # （此件公开发布）
# A paragraph that is no sentence is a cell, a caption or a label; a list may do without.
_ENDS = re.compile(r"[。！？；：…][”’」）】]*$")
_LISTED = re.compile(
    r"^(?:案例|第[一二三四五六七八九十百]+[起批]|[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]\s*[\u4e00-\u9fff《“])"
)
_COURTESY = re.compile(
    r"各位[^。]{0,12}朋友|大家(?:上午|下午)?好|谢谢(?:大家|各位)|到此结束|(?:下面|今天)(?:我们)?(?:有)?请"
)
_HANDING_ON = re.compile(
    r"(?:现|特此)(?:将)?[^。]{0,40}(?:印发给你们|公布如下|通知如下|予以公布|通报如下)|请(?:认真|结合实际|遵照)[^。]{0,30}执行"
)


def sentences(text: str) -> list[str]:
    """The sentences of a text, in order, closing quotes and brackets with them.

    >>> sentences("会议指出，要严格执法。“要公正。”随后休会。")
    ['会议指出，要严格执法。', '“要公正。”', '随后休会。']
    >>> sentences("他说：“先断网。再报告。”会后休会。")
    ['他说：“先断网。再报告。”', '会后休会。']
    """
    return [found.strip() for found in _whole(_SENTENCE.findall(text)) if found.strip()]


def _whole(pieces: list[str]) -> Iterator[str]:
    """The pieces, those of one quotation together: its full stops end no sentence of ours. Where a quotation never
    ends, its pieces stand alone.
    """
    held: list[str] = []
    depth = 0
    for piece in pieces:
        held.append(piece)
        depth += piece.count("“") - piece.count("”")
        if depth <= 0 or "\n" in piece:
            yield "".join(held)
            held, depth = [], 0
    yield from held


def own_words(paragraphs: Iterable[Paragraph]) -> list[str]:
    """The paragraphs that carry the story: no annex, picture, signature, address, table cell or furniture."""
    known = list(paragraphs)
    return _kept(known, _STORY if tells_story(known) else (ParagraphKind.ANNEX,))


def tells_story(paragraphs: Sequence[Paragraph]) -> bool:
    """Whether anything but an annexed text is there: a document may come without any news of it."""
    return bool(_kept(paragraphs, _STORY))


def _kept(paragraphs: Sequence[Paragraph], kinds: tuple[ParagraphKind, ...]) -> list[str]:
    kept: list[str] = []
    for paragraph in paragraphs:
        text = _DATELINE.sub("", paragraph.words.text.strip())
        if paragraph.kind not in kinds or not text:
            continue
        if _FURNITURE.match(text) or _ADDRESS.match(text) or _BRACKETED.match(text):
            continue
        if paragraph.kind is ParagraphKind.CASE or _ENDS.search(text) or _LISTED.match(text):
            kept.append(text)
    return kept


def is_idle(sentence: str) -> bool:
    """Whether a sentence only hands a document on (现印发给你们，请认真贯彻执行) or is a courtesy (谢谢大家)."""
    return _HANDING_ON.search(sentence) is not None or _COURTESY.search(sentence) is not None


def cut(text: str, limit: int) -> str:
    """As many whole sentences from the beginning as ``limit`` characters hold; "" where not even one fits.

    >>> cut("第一句。第二句。", 5)
    '第一句。'
    """
    taken = ""
    for sentence in sentences(text):
        if len(taken) + len(sentence) > limit:
            break
        taken += sentence
    return taken
