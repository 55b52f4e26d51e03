"""Names: what stands in quotes, foreign words, firms, masked persons; and claims (首部, 唯一)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from guanlan.publish.gate.numbers import ROOM
from guanlan.publish.gate.taken import Taken
from guanlan.publish.gate.thing import Thing
from guanlan.text.persons import find_persons
from guanlan.text.places.finding import chain_before
from guanlan.text.tables_reading import table_rows

_QUOTED = re.compile("“([^“”\n]{1,400})”|「([^「」\n]{1,400})」")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9]*(?:[.&+#'’\-_/][A-Za-z0-9]+)*")
_MASKED = re.compile("[\u4e00-\u9fff](?=某)某{1,2}[甲乙丙丁]?")
_COURTESY = re.compile("([\u4e00-\u9fff])(?:先生|女士|小姐)")
_ALIAS = re.compile("([\u4e00-\u9fff]{2})（化名）")
_HAN = "\u4e00-\u9fff"
_MARKS = re.compile(r"[\s，。；：、！？,.;:!?“”‘’\"'「」『』《》〈〉（）()【】\[\]·—…\-]+")
# characters that stand before a name and in none
_STOPS = "的了在由对向与和及或被将把为是于从以并等该各某至就到给让使经"
# words that make 公司 no name
GENERIC = re.compile(
    "(?:^|相关|有关|涉事|涉案|多家|几家|各|该|本|此|其|自家|所在|上述|这家|一家|家|境外|国外|国内|外国|大型|大|中小|科技|互联网|网络|平台|上市|子|母|[分总]|"
    "技术|运营|运维|外包|第三方|供应链|关联|企业|高新技术|证券|基金|商业|中央|国有|民营|跨国|头部|数据|软件|信息|安全|金融|保险|物业|医疗|"
    "乡镇|三级|公立|民办|高等|村镇|农村商业|城市商业|政策性|被处罚|违法|违规|责任|属地|当地|外地)$"
)
# what is done to a firm, and in no name: 打掉入侵|通讯公司
_ACTS = re.compile(
    "打掉|端掉|捣毁|查处|查获|侦破|处罚|责令|约谈|入侵|侵入|攻击|攻破|窃取|冒充|假冒|仿冒|冒用|起诉|状告|控告|指控|收购|罚款|要求|成立|注册"
)
_NAMED = 4  # 一汽集团
_BEFORE_ONE = re.compile("^$|[^\u4e00-\u9fff]|[的了在由对向与和及或被将把为是于从以给让使现]")
_ARTICLE = re.compile("[一二两三四五六七八九十几多数0-9][家所个]")
_DATED = ("年", "月", "日")
_GRAMMAR = "于和向时从以对由为经"  # surnames that are words of grammar too: 属于某单位
_MARKED = "，。；：、！？（）“”《》\n "
_PARTICLES = frozenset(["and", "of", "for", "the", "in", "to", "on", "at", "by", "with", "or", "a", "an", "as", "from"])
_UNNAMED = frozenset("该此本贵原其")


def quoted_things(text: str) -> Iterator[Thing]:
    """What stands in quotes."""
    for match in _QUOTED.finditer(text):
        inner = match[1] or match[2]
        bare = bare_words(inner)
        if bare:
            yield Thing("name", "quoted", inner, *match.span(), bare)


def bare_words(words: str) -> str:
    """Words as quotes are compared: marks and blanks do not matter, nor the case of Latin letters."""
    return _MARKS.sub("", words).casefold()


def latin_things(text: str, taken: Taken) -> Iterator[Thing]:
    """Foreign words and abbreviations: Facebook, CNCERT, CVE."""
    for match in _LATIN.finditer(text):
        word, start = match[0], match.start()
        if text.startswith(_DATED, match.end()):
            word = word.rstrip("0123456789")  # CISA12月18日
        end = start + len(word)
        if taken.leaves(start, end) and len(word) > 1 and word not in _PARTICLES:
            yield Thing("name", "latin", word, start, end, word.casefold())


def person_things(text: str) -> Iterator[Thing]:
    """Persons by name where the words around say so, masked ones (李某), and those told by a surname (张女士)."""
    named: set[int] = set()
    for found in find_persons(text):
        named.update(range(found.start, found.end))
        yield Thing("name", "person", found.value, found.start, found.end, found.value)
    for match in _COURTESY.finditer(text):
        if match.start() not in named and match[1] in _surnames():
            yield Thing("name", "person", match[0], *match.span(), match[0])
    for match in _ALIAS.finditer(text) if "（化名）" in text else ():
        yield Thing("name", "person", match[1], *match.span(1), match[1])
    for match in _MASKED.finditer(text) if "某" in text else ():
        word_before = match[0][0] in _GRAMMAR and text[match.start() - 1 : match.start()].strip(_MARKED)
        if match[0][0] in _surnames() and not word_before:
            yield Thing("name", "person", match[0], *match.span(), match[0])


def firm_things(text: str, taken: Taken) -> Iterator[Thing]:
    """Firms and bodies that no register knows: the words before 公司, 银行, 医院, up to a mark or a word of grammar."""
    for match in _endings().finditer(text):
        start, end = match.span()
        if not taken.leaves(start, end):
            continue
        head = start
        while head > 0 and start - head < 20 and _is_of_name(text[head - 1]):
            head -= 1
        head = _behind_article(text, head, start)
        head = max([head, *(verb.end() for verb in _ACTS.finditer(text, head, start))])
        before = text[head:start]
        if len(before) < 2 or GENERIC.search(before):
            continue
        yield Thing("name", "firm", before + match[0], head, end, before + match[0])


def _behind_article(text: str, head: int, end: int) -> int:
    """Where a firm is told without its name, the place behind the article: 另一家|科技公司, 封丘一|电子衡器公司."""
    if text[head] == "一" and _BEFORE_ONE.search(text[max(0, head - 1) : head]) and end - head > _NAMED:
        return head + 1
    articles = [match.end() for match in _ARTICLE.finditer(text, head, end)]
    if articles:
        return articles[-1]
    one = text.find("一", head + 2, end)
    place = chain_before(text, one, head) if one > 0 else None
    return one + 1 if place is not None else head


def claim_things(text: str) -> Iterator[Thing]:
    """Superlatives and claims."""
    for match in _claims().finditer(text):
        sort = match.lastgroup or ""
        value = match[0] if sort == "most" else sort
        yield Thing("superlative", "claim", match[0], *match.span(), value)


def _is_of_name(one: str) -> bool:
    return ("\u4e00" <= one <= "\u9fff" or one in "（）") and one not in _STOPS


@cache
def _surnames() -> frozenset[str]:
    return frozenset(row[0] for row in table_rows("surnames")) - _UNNAMED


@cache
def _endings() -> re.Pattern[str]:
    words = sorted((row[0] for row in table_rows("firms", ROOM)), key=lambda word: -len(word))
    return re.compile(f"(?:{'|'.join(words)})(?!业|保险|机构|账|卡|存款|[{_HAN}]{{0,2}}(?:法》|条例》))")


@cache
def _claims() -> re.Pattern[str]:
    rows = table_rows("claims", ROOM)
    firsts = "".join(row[1] for row in rows)  # with a look-ahead ``re`` skips what can begin no claim
    return re.compile(f"(?=[{firsts}])(?:{'|'.join(f'(?P<{name}>{pattern})' for name, _, pattern, _ in rows)})")
