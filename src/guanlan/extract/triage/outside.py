"""The same judgement of a single report: whether a draft goes without it."""

from __future__ import annotations

import re

from guanlan.extract.triage.judging import triage
from guanlan.extract.triage.material import Material
from guanlan.records.facts import Facts
from guanlan.records.report import Report

# What something speaks against, not only what nothing speaks for: between here and one half an editor decides.
_SURE = 0.2
_AGAINST = -1.0  # of the sum, about one full feature: words of a course in news of a society are not enough
_REASONS = {"promo": "advertisement", "vuln": "vulnerability", "tutorial": "tutorial"}
_NOTICE = 200  # characters: a notice in place of a page is short; an article that tells of removed pages is not
_REMOVED = re.compile("已被发布者删除|因违规无法查看|页面(?:不存在|已删除)|此帐号已被屏蔽|该公众号已迁移|内容已删除")


def is_out(report: Report) -> str | None:
    """Why ``report`` is surely no regulatory development: ``advertisement``, ``vulnerability``, ``tutorial``, or
    ``deleted`` for a notice that stands in place of a page; None where it may be one.

    Acts of authorities stay in whatever words they use: a report with an instrument, a penalty or a cited article is
    never out.
    """
    lines = tuple(paragraph.words.text for paragraph in report.paragraphs if paragraph.words.text)
    if sum(map(len, lines)) <= _NOTICE and any(_REMOVED.search(line) for line in lines):
        return "deleted"
    if _is_act(report.facts):
        return None
    publisher = report.sources[0].text if report.sources else None
    told = triage(Material(report.headline.text, publisher, lines, (report,)))
    against = sum(reason.weight for reason in told.reasons if reason.weight < 0)
    return _REASONS.get(told.shape) if told.score < _SURE and against <= _AGAINST else None


def _is_act(facts: Facts) -> bool:
    cited = any(one.value is not None and one.value.article for one in facts.citations)
    issued = any(one.value is not None and one.value.action for one in facts.instruments)
    return bool(facts.penalties) or cited or issued
