"""Whole issues as drafted: nothing open at the gate, guides of the house's length, no two neighbours with one verb."""

from __future__ import annotations

import datetime
import re
from importlib.resources import files
from itertools import pairwise

import pytest

from guanlan.actions.check_issue import check_issue
from guanlan.actions.import_paths import import_paths
from guanlan.actions.new_issue import new_issue
from guanlan.actions.steps.assemble import assembled
from guanlan.publish.drafting.guides import LONGEST, SHORTEST
from guanlan.store.selectors.issues import issue_by

ENOUGH = 8  # entries from which on a guide has something to say
_CLAUSE = re.compile(r"[。；]|，(?=[一-龥]{2,4}方面，)")
_ACT = re.compile(r"(印发|发布|公布|出台|批准|通过|签署|转发|就)《")


def samples_of_the_program(shared):
    """The releases that come with the program."""
    folder = files("guanlan") / "samples"
    return [path for path in folder.iterdir() if path.name.endswith((".html", ".pdf"))]


def articles_of_a_month(shared):
    """Real articles of October 2024."""
    return [shared / "corpus" / "articles" / "2024-10"]


CASES = [(samples_of_the_program, "2025-01-16"), (articles_of_a_month, "2024-10-31")]


@pytest.mark.parametrize(("releases", "day"), CASES)
def test_an_issue_as_drafted(home, context, request, releases, day):
    """各栏导读、关键词、正文、题名都过闸门；导读不超过一千一百字，稿件多的不少于二百三十字；相邻不用同一个行为动词。"""
    shared = request.getfixturevalue("shared") if releases is articles_of_a_month else None
    for path in releases(shared):
        import_paths([path], context=context)
    new_issue(18, datetime.date.fromisoformat(day), context=context)

    assert [(one.where, one.text, one.reason) for one in check_issue("18").open] == []
    bulletin = assembled(issue_by("18"))
    assert sum(bool(column.guide) for column in bulletin.columns) >= 3
    for column in bulletin.columns:
        count = sum(len(part.entries) for part in column.subcolumns)
        length = sum(len(words.text) for words in column.guide)
        assert length <= LONGEST
        assert count < ENOUGH or length >= SHORTEST
        told = "".join(words.text for words in column.guide)
        clauses = [match[1] for clause in _CLAUSE.split(told) if (match := _ACT.search(clause))]
        # to ask for comments has no other verb where the name does not say that it is a draft
        assert all(one != other or one == "就" for one, other in pairwise(clauses)), told
