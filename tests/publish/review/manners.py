"""How Word and WPS write a document that was changed in them."""

from __future__ import annotations

import copy
import random
import re

from lxml import etree
from marking import DATE, NS, W, element

W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
W15 = "http://schemas.microsoft.com/office/word/2012/wordml"
W16 = "http://schemas.microsoft.com/office/word/2016/wordml/cid"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_MAIN = "application/vnd.openxmlformats-officedocument.wordprocessingml"


def as_word(applied, seed=1):
    """The parts as Word leaves them: runs cut anywhere, marks of spelling, ids, comments in four parts."""
    chance = random.Random(seed)
    root = applied.on.root
    for paragraph in root.iter(f"{W}p"):
        paragraph.set(f"{{{W14}}}paraId", f"{chance.randrange(1, 0x7FFFFFFF):08X}")
        paragraph.set(f"{{{W14}}}textId", "77777777")
        for name in ("rsidR", "rsidRDefault", "rsidP"):
            paragraph.set(W + name, f"00{chance.randrange(0x100000, 0xFFFFFF):06X}")
    _cut_runs(root, chance, hint=True)
    for paragraph in chance.sample(list(root.iter(f"{W}p")), 30):
        runs = paragraph.findall(f"{W}r")
        if len(runs) > 2:
            runs[1].addprevious(element("proofErr", type="spellStart"))
            runs[1].addnext(element("proofErr", type="spellEnd"))
            smart = element("smartTag", uri="urn:schemas-microsoft-com:office:smarttags", element="chsdate")
            runs[0].addprevious(smart)
            smart.append(runs[0])
            runs[2].insert(0, element("lastRenderedPageBreak"))
    return {**_commented(applied, applied.on.parts, chance, word=True), **_settings(applied, chance)}


def as_wps(applied, seed=2):
    """The parts as WPS leaves them: styles under numbers, days without zone, controls around lines, own settings."""
    chance = random.Random(seed)
    root = applied.on.root
    for one in root.iter():
        if one.get(W + "date") is not None:
            one.set(W + "date", DATE.rstrip("Z"))
    _cut_runs(root, chance, hint=True)
    styles = etree.fromstring(applied.on.parts["word/styles.xml"])
    names = {}
    for number, style in enumerate(styles.iter(f"{W}style"), 1):
        names[style.get(W + "styleId")] = str(number)
        style.set(W + "styleId", str(number))
        style.find(f"{W}name").set(W + "val", style.find(f"{W}name").get(W + "val").lower())
    for tree in (styles, root):
        for tag in ("pStyle", "rStyle", "basedOn", "next", "link"):
            for one in tree.iter(W + tag):
                one.set(W + "val", names.get(one.get(W + "val"), one.get(W + "val")))
    for mark in ("e7", "e9"):
        _control(applied.on.lines[mark, 1])
    _block_control(applied.on.lines["e8", 5])
    properties = (
        applied.on.parts["docProps/custom.xml"]
        .decode()
        .replace(
            "</Properties>",
            '<property fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="90" name="KSOProductBuildVer">'
            "<vt:lpwstr>2052-12.1.0.18276</vt:lpwstr></property></Properties>",
        )
    )
    return {
        **_commented(applied, applied.on.parts, chance, word=False),
        "word/styles.xml": etree.tostring(styles, xml_declaration=True, encoding="UTF-8", standalone=True),
        "docProps/custom.xml": properties.encode(),
    }


def _cut_runs(root, chance, *, hint):
    for one in list(root.iter(f"{W}r")):
        for name in ("t", "delText"):
            words = one.find(W + name)
            if words is None or len(words.text or "") < 6 or chance.random() < 0.3:
                continue
            at = chance.randrange(1, len(words.text) - 1)
            rest = copy.deepcopy(one)
            rest.find(W + name).text, words.text = words.text[at:], words.text[:at]
            for each in (words, rest.find(W + name)):
                each.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            if hint:
                look = rest.find(f"{W}rPr")
                if look is None:
                    look = element("rPr")
                    rest.insert(0, look)
                look.insert(0, element("rFonts", hint="eastAsia"))
            one.addnext(rest)


def _control(paragraph):
    """A content control around the runs of a line."""
    runs = [one for one in paragraph if one.tag not in (f"{W}pPr", f"{W}bookmarkStart", f"{W}bookmarkEnd")]
    made, properties, inside = element("sdt"), element("sdtPr"), element("sdtContent")
    properties.append(element("id", val="147461234"))
    properties.append(element("placeholder"))
    made.extend([properties, element("sdtEndPr"), inside])
    runs[0].addprevious(made)
    inside.extend(runs)


def _block_control(paragraph):
    made, properties, inside = element("sdt"), element("sdtPr"), element("sdtContent")
    properties.append(element("id", val="-1912"))
    made.extend([properties, inside])
    paragraph.addprevious(made)
    inside.append(paragraph)


def _commented(applied, parts, chance, *, word):
    comments = etree.Element(f"{W}comments", nsmap={"w": NS, "w14": W14})
    extended = etree.Element(f"{{{W15}}}commentsEx", nsmap={"w15": W15})
    ids = etree.Element(f"{{{W16}}}commentsIds", nsmap={"w16cid": W16})
    paras = {}
    for one in applied.comments:
        date = DATE if word else DATE.rstrip("Z")
        made = element("comment", id=one["id"], author=one["author"], date=date, initials=one["author"][:1])
        paras[one["text"]] = para = f"{chance.randrange(1, 0x7FFFFFFF):08X}"
        paragraph = etree.SubElement(made, f"{W}p")
        paragraph.set(f"{{{W14}}}paraId", para)
        for words in (one["text"][:3], one["text"][3:]):
            run = etree.SubElement(paragraph, f"{W}r")
            etree.SubElement(run, f"{W}t").text = words
        comments.append(made)
        told = etree.SubElement(extended, f"{{{W15}}}commentEx")
        told.set(f"{{{W15}}}paraId", para)
        if one.get("answers"):
            told.set(f"{{{W15}}}paraIdParent", paras[one["answers"]])
        told.set(f"{{{W15}}}done", "1" if one.get("done") else "0")
        named = etree.SubElement(ids, f"{{{W16}}}commentId")
        named.set(f"{{{W16}}}paraId", para)
        named.set(f"{{{W16}}}durableId", f"{chance.randrange(1, 0x7FFFFFFF):08X}")
    made = {"comments": (comments, f"{OFFICE}/comments", f"{_MAIN}.comments+xml")}
    ours = "http://schemas.microsoft.com/office"
    made["commentsExtended"] = (
        extended,
        f"{ours}/2011/relationships/commentsExtended",
        f"{_MAIN}.commentsExtended+xml",
    )
    if word:
        made["commentsIds"] = (ids, f"{ours}/2016/09/relationships/commentsIds", f"{_MAIN}.commentsIds+xml")
        made["people"] = (_people(applied), f"{ours}/2011/relationships/people", f"{_MAIN}.people+xml")
    return added(parts, made)


def _people(applied):
    people = etree.Element(f"{{{W15}}}people", nsmap={"w15": W15})
    for name in (applied.first, applied.second):
        person = etree.SubElement(people, f"{{{W15}}}person")
        person.set(f"{{{W15}}}author", name)
        presence = etree.SubElement(person, f"{{{W15}}}presenceInfo")
        presence.set(f"{{{W15}}}providerId", "None")
        presence.set(f"{{{W15}}}userId", name)
    return people


def added(parts, made):
    """New parts with their relations and types."""
    types = etree.fromstring(parts["[Content_Types].xml"])
    relations = etree.fromstring(parts["word/_rels/document.xml.rels"])
    found = {}
    for number, (name, (tree, relation, kind)) in enumerate(made.items(), 900):
        found[f"word/{name}.xml"] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
        etree.SubElement(types, f"{{{TYPES}}}Override", PartName=f"/word/{name}.xml", ContentType=kind)
        etree.SubElement(
            relations, f"{{{RELATIONS}}}Relationship", Id=f"rId{number}", Type=relation, Target=f"{name}.xml"
        )
    for old, tree in (("[Content_Types].xml", types), ("word/_rels/document.xml.rels", relations)):
        found[old] = etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
    return found


def _settings(applied, chance):
    settings = applied.on.parts["word/settings.xml"].decode()
    rsids = "".join(f'<w:rsid w:val="00{chance.randrange(0x100000, 0xFFFFFF):06X}"/>' for _ in range(9))
    return {"word/settings.xml": re.sub(r"</w:rsids>", f"{rsids}</w:rsids>", settings, count=1).encode()}
