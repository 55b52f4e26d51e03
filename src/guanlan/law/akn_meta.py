"""What an Akoma Ntoso document says of itself: work, expression and manifestation, life, who made what."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from datetime import date, timedelta
from typing import NamedTuple

from guanlan.law.holding import Holding
from guanlan.records.law import Event, LawText

LANGUAGE = "zho"
_UNKNOWN = date(1, 1, 1)  # the schema wants a day; its name then says "unknown"
_MAKING = ("通过", "批准", "公布", "印发", "发布")
_AMENDING = ("修正", "修订", "修改")
_ENDING = ("废止", "失效")
_NO_IRI = re.compile(r"[\s/?#%\[\]<>\"\\^`{|}@!]")


class Names(NamedTuple):
    """IRIs of a document, without what names a component."""

    work: str
    expression: str
    made: date | None  # when the work came to be
    of_version: date | None  # the day by which this version is told from others
    part: str = "!main"

    def component(self, name: str) -> Names:
        """The names of an attachment."""
        return self._replace(part=f"!{name}")


def names_of(law: LawText, holding: Holding) -> Names:
    """The IRIs of a version: /akn/cn/act/DAY/TITLE and /akn/cn/act/DAY/TITLE/zho@DAY."""
    days = [event.day for event in law.history if event.day is not None]
    made = min(
        (event.day for event in law.history if event.day and event.act in _MAKING), default=min(days, default=None)
    )
    amended = max((event.day for event in law.history if event.day and event.act in _AMENDING), default=None)
    made = made or law.effective or holding.first
    day = amended or made
    slug = _NO_IRI.sub("", holding.key)
    work = f"/akn/cn/act/{(made or _UNKNOWN).isoformat()}/{slug}"
    return Names(work, f"{work}/{LANGUAGE}@{(day or _UNKNOWN).isoformat()}", made, day)


def add_meta(parent: ET.Element, law: LawText | None, holding: Holding | None, names: Names) -> None:
    """The ``meta`` of a document; without ``law`` that of an attachment."""
    meta = ET.SubElement(parent, "meta")
    _identification(meta, law, names)
    if law is None or holding is None:
        return
    _publication(meta, law)
    events = _lifecycle(meta, law, holding)
    _temporal(meta, events)
    _references(meta, law)


def _identification(meta: ET.Element, law: LawText | None, names: Names) -> None:
    identification = ET.SubElement(meta, "identification", {"source": "#guanlan"})
    work = _level(identification, "FRBRWork", names.work, names.part, names.made)
    if law is not None:
        ET.SubElement(work, "FRBRalias", {"value": law.title, "name": "title"})
        alias = work[-1]
        work.remove(alias)
        work.insert(2, alias)
    ET.SubElement(work, "FRBRcountry", {"value": "cn"})
    if law is not None and law.number:
        ET.SubElement(work, "FRBRnumber", {"value": law.number})
    expression = _level(identification, "FRBRExpression", names.expression, names.part, names.of_version)
    ET.SubElement(expression, "FRBRlanguage", {"language": LANGUAGE})
    manifestation = _level(identification, "FRBRManifestation", names.expression, names.part, names.of_version, ".xml")
    ET.SubElement(manifestation, "FRBRformat", {"value": "application/akn+xml"})


def _level(parent: ET.Element, tag: str, iri: str, part: str, day: date | None, ending: str = "") -> ET.Element:
    made = ET.SubElement(parent, tag)
    ET.SubElement(made, "FRBRthis", {"value": f"{iri}/{part}{ending}"})
    ET.SubElement(made, "FRBRuri", {"value": iri + ending})
    name = "unknown" if day is None else "generation"
    ET.SubElement(made, "FRBRdate", {"date": (day or _UNKNOWN).isoformat(), "name": name})
    ET.SubElement(made, "FRBRauthor", {"href": "#guanlan" if ending else "#maker"})
    return made


def _publication(meta: ET.Element, law: LawText) -> None:
    for event in law.history:
        if event.act in ("公布", "发布", "印发") and event.day is not None:
            told = {"date": event.day.isoformat(), "name": event.act, "showAs": event.instrument or event.act}
            if law.number:
                told["number"] = law.number
            ET.SubElement(meta, "publication", told)
            return


class _Events(NamedTuple):
    begin: str | None
    end: str | None


def _lifecycle(meta: ET.Element, law: LawText, holding: Holding) -> _Events:
    """One eventRef a step with a day; gives those from which and to which the version holds."""
    told = [(event.day, _type(event), _source(number)) for number, event in enumerate(law.history, 1) if event.day]
    first = holding.first or law.effective
    begin = end = None
    lifecycle = ET.Element("lifecycle", {"source": "#guanlan"})
    for number, (day, kind, source) in enumerate(told, 1):
        attributes = {"eId": f"eventRef_{number}", "date": day.isoformat(), "source": source, "type": kind}
        ET.SubElement(lifecycle, "eventRef", attributes)
    if first is not None:
        begin = f"eventRef_{len(lifecycle) + 1}"
        _event(
            lifecycle, begin, first, "amendment" if any(kind == "amendment" for _, kind, _ in told) else "generation"
        )
    if holding.last is not None and holding.last < date.max:
        end = f"eventRef_{len(lifecycle) + 1}"
        _event(lifecycle, end, holding.last + timedelta(1), "repeal" if holding.repealed else "amendment")
    if len(lifecycle):
        meta.append(lifecycle)
    return _Events(begin, end)


def _event(lifecycle: ET.Element, name: str, day: date, kind: str) -> None:
    attributes = {"eId": name, "date": day.isoformat(), "source": "#guanlan", "refersTo": "#inforce", "type": kind}
    ET.SubElement(lifecycle, "eventRef", attributes)


def _type(event: Event) -> str:
    if event.act in _ENDING:
        return "repeal"
    return "amendment" if event.act in _AMENDING else "generation"


def _source(number: int) -> str:
    return f"#ref_{number}"


def _temporal(meta: ET.Element, events: _Events) -> None:
    if events.begin is None and events.end is None:
        return
    group = ET.SubElement(ET.SubElement(meta, "temporalData", {"source": "#guanlan"}), "temporalGroup")
    group.set("eId", "temporalGroup_1")
    interval = {"refersTo": "#inforce"}
    if events.begin is not None:
        interval["start"] = f"#{events.begin}"
    if events.end is not None:
        interval["end"] = f"#{events.end}"
    ET.SubElement(group, "timeInterval", interval)


def _references(meta: ET.Element, law: LawText) -> None:
    references = ET.SubElement(meta, "references", {"source": "#guanlan"})
    for number, event in enumerate(law.history, 1):
        if event.day is None:
            continue
        tag = "original" if _type(event) == "generation" else "passiveRef"
        shown = event.instrument or "".join((event.organ or "", event.act))
        href = f"/akn/cn/act/{event.day.isoformat()}/{_NO_IRI.sub('', shown)}"
        ET.SubElement(references, tag, {"eId": f"ref_{number}", "href": href, "showAs": shown})
    for name, shown in (("maker", law.maker or "不详"), ("guanlan", "Guanlan")):
        attributes = {"eId": name, "href": f"/akn/ontology/organization/cn/{_NO_IRI.sub('', shown)}", "showAs": shown}
        ET.SubElement(references, "TLCOrganization", attributes)
    inforce = {"eId": "inforce", "href": "/akn/ontology/concept/inforce", "showAs": "施行"}
    ET.SubElement(references, "TLCConcept", inforce)
