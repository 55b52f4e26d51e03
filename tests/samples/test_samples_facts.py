"""The samples read into the facts they were written around; those to be kept out are, and repeats join."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml
from sample_files import reports, samples, tellings

from guanlan.extract.merging import cluster
from guanlan.extract.triage import is_out
from guanlan.records.report import Report

HERE = Path(__file__).parent
FACTS: dict[str, dict[str, Any]] = yaml.safe_load((HERE / "facts.yaml").read_text(encoding="utf-8"))
DIGEST: list[dict[str, Any]] = yaml.safe_load((HERE / "digest.yaml").read_text(encoding="utf-8"))


def fields() -> list[Any]:
    """Every field of every sample as a parameter; what is known to fail is a strict xfail."""
    found = []
    for file, facts in FACTS.items():
        failing = facts.get("failing", ())
        for field, wanted in facts.items():
            if field != "failing":
                marks = (
                    (pytest.mark.xfail(strict=True, reason="read otherwise; see facts.yaml"),)
                    if field in failing
                    else ()
                )
                found.append(pytest.param(file, field, wanted, id=f"{file}:{field}", marks=marks))
    return found


def told(report: Report, field: str, wanted: Any) -> Any:
    """A field of a report in the words of facts.yaml."""
    facts = report.facts
    if field == "date":
        return f"{facts.date.value.date} {facts.date.value.role}" if facts.date.value else None
    if field in ("kind", "jurisdiction"):
        return getattr(facts, field).value
    values = [fact.value for fact in getattr(facts, field)]
    if field == "issuers":
        return values
    if field == "figures":
        return [value.text.replace(" ", "") for value in values]
    if field == "penalties":
        return [f"{value.party} {value.measure} {'-' if value.amount is None else value.amount}" for value in values]
    if field == "citations":
        return [f"{value.law} {value.article or '-'} {value.role}" for value in values]
    keys = [list(one) for one in wanted]
    return [{key: getattr(value, key) for key in names} for value, names in zip(values, keys, strict=False)]


def plain(value: Any) -> Any:
    """YAML's dates as ISO days."""
    if isinstance(value, dict):
        return {key: plain(one) for key, one in value.items()}
    if isinstance(value, list):
        return [plain(one) for one in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


@pytest.mark.parametrize(("file", "field", "wanted"), fields())
def test_the_facts_it_was_written_around(file: str, field: str, wanted: Any) -> None:
    """样例围绕的事实逐项读出。"""
    (report,) = reports(file)

    if field in ("figures", "penalties", "citations"):
        assert sorted(told(report, field, wanted)) == sorted(wanted)
    else:
        assert told(report, field, wanted) == plain(wanted)


def test_the_table_of_facts_knows_every_sample() -> None:
    """凡要读出事实的样例，表里都有。"""
    wanted = {sample.file for sample in samples() if sample.expect in ("entry", "repeat")}

    assert set(FACTS) == wanted - {"wechat_abroad_digest.html"}


def test_the_digest_has_eight_items() -> None:
    """周报拆成八条，各有原文地址。"""
    found = reports("wechat_abroad_digest.html")

    shown = [
        {
            "title": one.headline.text,
            "date": one.facts.date.value.date if one.facts.date.value else None,
            "kind": one.facts.kind.value,
            "jurisdiction": one.facts.jurisdiction.value,
            "part": one.part,
        }
        for one in found
    ]
    assert shown == plain(DIGEST)
    assert all(one.link and one.link.startswith("https://") for one in found)


@pytest.mark.parametrize("sample", [one for one in samples() if one.expect != "entry"], ids=lambda one: one.expect)
def test_what_is_to_be_kept_out_is(sample: Any) -> None:
    """广告、漏洞通告不作动态；已删页面没有内容；转载不另立一条。"""
    found = reports(sample.file)
    if sample.expect == "deleted":
        assert found == ()
    elif sample.expect == "repeat":
        leads = {development.lead.origin.release for development in cluster(tellings())}
        assert sample.file not in leads
    else:
        assert [is_out(report) for report in found] == [sample.expect]


@pytest.mark.parametrize("sample", [one for one in samples() if one.expect == "entry"], ids=lambda one: one.file)
def test_what_is_news_is_not_kept_out(sample: Any) -> None:
    """监管动态一条也不误删。"""
    assert reports(sample.file)
    assert all(is_out(report) is None for report in reports(sample.file))


TOGETHER = [
    {"cncert_two_cases.html", "wechat_cncert_two_cases.html"},
    {"gov_resilient_city.html", "xinhua_resilient_city.html"},
    {"nfra_bank_data_rules.html", "nfra_bank_data_rules_qa.html", "bank_data_rules_text.pdf"},
    {"abroad_cra.html", "wechat_abroad_digest.html"},
    {"cac_fake_sites.html", "repost_fake_sites.html"},
]


def test_tellings_of_one_thing_join_and_no_others() -> None:
    """两处发布的同一件事合为一条，其余各是各的；主管机关的原文在前。"""
    found = [
        [telling.origin.release for telling in development.tellings]
        for development in cluster(tellings())
        if len(development.tellings) > 1
    ]

    assert sorted(map(sorted, found)) == sorted(map(sorted, TOGETHER))
    assert {group[0] for group in found} == {
        "cncert_two_cases.html",
        "gov_resilient_city.html",
        "nfra_bank_data_rules.html",
        "abroad_cra.html",
        "cac_fake_sites.html",
    }
