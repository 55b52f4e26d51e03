"""Whose words a release holds: the authority's own, or another's about it."""

from __future__ import annotations

import re
from itertools import pairwise

from guanlan.errors import InputError
from guanlan.extract.triage.features import is_official, is_public
from guanlan.extract.triage.material import Material
from guanlan.text.organs import parse_organ

_ADDRESS = re.compile(r"^各(?:省|市|区|县|有关|相关|地|部门|单位|盟|设区|直属)[^。]{0,200}：$")
_ARTICLE = re.compile(r"^第[一二三四五六七八九十百零〇\d]+条[\s　]")
_ARTICLES = 5  # of a document's own text; news quote one or two
_SIGNED = 12  # lines from the end in which a signature stands
_DAY_ALONE = re.compile(r"^(?:19|20)\d\d年\d{1,2}月\d{1,2}日$")
# who passes on names where they have it from; an authority does not
_PASSED_ON = re.compile(
    r"据[^，。]{1,24}(?:报道|消息|网站|透露|介绍|悉|称)|据悉|来源[：:]|编译|转自|转载|原文|外媒|消息[，称]|记者|援引|文章来源|前情回顾"
)
_LEAD = 600  # characters


def is_primary(material: Material, *, tells_of_acts: bool) -> bool:
    """Whether the release is by the authority itself: on its own site or account, or its text passed on unaltered.

    ``tells_of_acts``: whether it is about what an authority did at all; company news name authorities, too.
    """
    if material.publisher and _is_authority(material):
        return True
    if any(_ADDRESS.match(line) for line in material.lines[:4]):
        return True
    if sum(_ARTICLE.match(line) is not None for line in material.lines) >= _ARTICLES:
        return True
    if _is_signed(material):
        return True
    return tells_of_acts and _tells_of_itself(material)


def _is_authority(material: Material) -> bool:
    """Whether who publishes is an authority, or who acts."""
    publisher = material.publisher or ""
    if is_official(publisher):
        return True
    return any(
        _same(publisher, fact.value) for report in material.reports for fact in report.facts.issuers if fact.value
    )


def _same(publisher: str, issuer: str) -> bool:
    try:
        return parse_organ(publisher).id == parse_organ(issuer).id
    except InputError:
        return publisher == issuer


def _is_signed(material: Material) -> bool:
    """Whether an authority's name and a day close the text, each on a line of its own."""
    last = [line.strip() for line in material.lines[-_SIGNED:]]
    return any(_DAY_ALONE.match(after) and is_public(before) for before, after in pairwise(last))


def _tells_of_itself(material: Material) -> bool:
    """Whether authorities at home tell of what they did and no one between them and the reader is named."""
    if len(material.reports) != 1:
        return False
    facts = material.reports[0].facts
    acted = any(fact.value and is_public(fact.value) for fact in facts.issuers)
    at_home = (facts.jurisdiction.value or "").startswith("CN")
    text = "\n".join(material.lines)[:_LEAD]
    return acted and at_home and _PASSED_ON.search(text) is None
