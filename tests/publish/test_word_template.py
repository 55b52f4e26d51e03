"""DOCX by an institute's own template: what it may ask for, what is refused and how, what comes out."""

from __future__ import annotations

import io
import re
import zipfile
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from issue_sample import PICTURE, pictures, sample_issue
from words_of_formats import entries

from guanlan.errors import InputError, phrase
from guanlan.extract.bulletin import read_bulletin
from guanlan.extract.facts import with_facts
from guanlan.formats import read
from guanlan.publish.render import build
from guanlan.publish.render.docx_template import WordTemplate, check_template, sample_template
from guanlan.publish.render.template_data import LOOP, SHAPES
from guanlan.records.bulletin import Bulletin

BULLETIN = "corpus/bulletin/000_f8a42a771962feff.txt"
DOCS = Path(__file__).resolve().parents[2] / "docs" / "templates.md"


def template(*lines: str, header: str = "", note: str = "") -> WordTemplate:
    """A Word file of these paragraphs."""
    document = docx.Document()
    for one in lines:
        document.add_paragraph(one)
    if header:
        document.sections[0].header.paragraphs[0].text = header
    document.core_properties.comments = note
    out = io.BytesIO()
    document.save(out)
    return WordTemplate("院刊.docx", out.getvalue())


def refused(given: WordTemplate) -> InputError:
    with pytest.raises(InputError) as caught:
        check_template(given)
    assert "院刊.docx" in phrase(caught.value.code, "zh", caught.value.params)
    assert phrase(caught.value.code, "en", caught.value.params)
    return caught.value


def filled(*lines: str, issue: Bulletin | None = None) -> list[str]:
    """The paragraphs that come out."""
    made = build(issue or sample_issue(), None, "docx", pictures=pictures(), template=template(*lines))
    return [one.text for one in docx.Document(io.BytesIO(made)).paragraphs]


@pytest.mark.parametrize(
    ("line", "tag"),
    [
        ("{{ 期次 }}", "期次"),
        ("{{ titel }}", "titel"),
        ("{{ title.size }}", "title"),
        ("{% for column in columns %}{{ column.name }}{% endfor %}", "column.name"),
        ("{% for column in columns %}{{ entry }}{% endfor %}", "entry"),
        ("{% if heading %}甲{% endif %}", "heading"),
        ("{% for one in reports %}{% endfor %}", "reports"),
        ("{{ columns }}", "columns"),
        ("{% for column in columns %}{{ column }}{% endfor %}", "column"),
        ("{% for sign in title %}{% endfor %}", "title"),
        ("{{ loop.index }}", "loop"),
        ("{{ self }}", "self"),
        ("{{ range }}", "range"),
    ],
)
def test_a_tag_that_there_is_not_is_refused_by_name_and_place(line: str, tag: str) -> None:
    error = refused(template("封面", "第二段", line))
    assert error.code in ("template.unknown", "template.shape")
    assert (error.params["tag"], error.params["at"]) == (tag, 3)
    assert error.params["words"][:4] == line[:4]
    assert tag in phrase(error.code, "zh", error.params)


@pytest.mark.parametrize(
    "line",
    [
        "{{ ''.__class__ }}",
        "{{ title.__class__.__mro__ }}",
        "{{ title|attr('__class__') }}",
        "{{ columns[0] }}",
        "{{ title.upper() }}",
        "{{ title * 1000000000 }}",
        "{{ 'x' * 1000000000 }}",
        "{{ title ~ title }}",
        "{{ title|upper }}",
        "{{ title is defined }}",
        "{{ cycler('a') }}",
        "{{ lipsum() }}",
        "{% for i in range(1000000000) %}x{% endfor %}",
        "{% for i in range(10**9) %}{% for j in range(10**9) %}{% endfor %}{% endfor %}",
        "{% for one in columns recursive %}{{ loop(columns) }}{% endfor %}",
        "{% for a, b in columns %}{% endfor %}",
        "{% include '/etc/passwd' %}",
        "{% import 'x' as y %}",
        "{% extends 'x' %}",
        "{% macro m() %}{{ m() }}{% endmacro %}",
        "{% set title = 'x' %}",
        "{% block b %}{% endblock %}",
        "{% filter upper %}x{% endfilter %}",
        "{% raw %}{{ x }}",
        "{{ {'a': 1} }}",
        "{{ [1, 2] }}",
        "{{ 1 + 1 }}",
        "{{ title if title < number else date }}",
        "{% hm %}",
        "{% do x %}",
    ],
)
def test_attacks_are_refused_and_the_paragraph_is_named(line: str) -> None:
    error = refused(template("封面", line))
    assert error.code.startswith("template.")
    assert error.code != "template.hostile"
    assert error.params["at"] == 2


@pytest.mark.parametrize(
    ("lines", "at"),
    [
        (("{% for column in columns %}", "甲"), 2),
        (("{% if title %}", "甲", "{% endfor %}"), 3),
        (("{{ title", "乙"), 1),
    ],
)
def test_what_is_not_closed_is_refused(lines: tuple[str, ...], at: int) -> None:
    error = refused(template(*lines))
    assert error.code == "template.syntax"
    assert error.params["at"] <= at


def test_a_loop_runs_only_over_what_the_one_around_it_gives() -> None:
    """七层循环各跑七十五遍，永远跑不完。"""
    nested = "".join(f"{{% for c{at} in columns %}}" for at in range(7)) + "{% endfor %}" * 7
    assert refused(template(nested)).code == "template.shape"
    along = "{% for c in columns %}{% for p in c.parts %}{% for q in c.parts %}{% endfor %}{% endfor %}{% endfor %}"
    assert refused(template(along)).code == "template.shape"
    again = "{% for c in columns %}{% for p in c.parts %}{% for c in p.entries %}{% endfor %}{% endfor %}{% endfor %}"
    assert refused(template(again)).code == "template.shape"
    long = "甲" * 60_000
    deep = "{% for c in columns %}{% for p in c.parts %}{% for e in p.entries %}{% for g in e.paragraphs %}"
    assert refused(template(deep + long + "{% endfor %}" * 4)).code == "template.shape"


def test_tags_in_headers_and_properties_are_looked_at_too() -> None:
    error = refused(template("甲", header="{{ 期次 }}"))
    assert (error.params["tag"], error.params["part"]) == ("期次", "页眉")
    error = refused(template("甲", note="{{ ''.__class__ }}"))
    assert error.params["part"] == "属性"
    header = "{% for c in columns %}{% for p in c.parts %}{% for e in p.entries %}{% for g in e.paragraphs %}"
    error = refused(template("甲", header=header + "{{ g.picture }}" + "{% endfor %}" * 4))
    assert error.params["tag"] == "g.picture"


def packed(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
    return out.getvalue()


def changed(name: str, data: bytes) -> WordTemplate:
    """The sample with one part changed or added."""
    with zipfile.ZipFile(io.BytesIO(sample_template().data)) as archive:
        files = {one: archive.read(one) for one in archive.namelist()}
    return WordTemplate("院刊.docx", packed({**files, name: data}))


def body(words: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(sample_template().data)) as archive:
        return archive.read("word/document.xml").replace(b"<w:sectPr", words.encode() + b"<w:sectPr", 1)


def link(kind: str, mode: str = "External") -> bytes:
    with zipfile.ZipFile(io.BytesIO(sample_template().data)) as archive:
        rels = archive.read("word/_rels/document.xml.rels").decode()
    base = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    made = f'<Relationship Id="rId900" Type="{base}/{kind}" Target="http://example.invalid/x" TargetMode="{mode}"/>'
    return rels.replace("</Relationships>", f"{made}</Relationships>").encode()


@pytest.mark.parametrize(
    ("given", "code"),
    [
        (WordTemplate("院刊.docx", b"no file"), "template.no_docx"),
        (WordTemplate("院刊.docx", packed({"a.txt": b"x"})), "template.no_docx"),
        (WordTemplate("院刊.docx", packed({"word/document.xml": bytes(300 * 2**20)})), "formats.zip_bomb"),
        (changed("word/document.xml", b'<!DOCTYPE x [<!ENTITY a "b">]><x/>'), "template.no_docx"),
        (changed("word/vbaProject.bin", b"x"), "template.hostile"),
        (
            changed("word/document.xml", body("<w:p><w:r><w:t>" + "x" * 5 * 2**20 + "</w:t></w:r></w:p>")),
            "template.hostile",
        ),
        (
            changed("word/document.xml", body("<w:p><w:r><w:t>{% " + " " * 5000 + "</w:t></w:r></w:p>")),
            "template.hostile",
        ),
        (
            changed("word/document.xml", body("<w:p><w:r><w:t>{{ " + "a." * 3000 + "b }}</w:t></w:r></w:p>")),
            "template.hostile",
        ),
        (changed("word/_rels/document.xml.rels", link("image")), "template.hostile"),
        (changed("word/_rels/document.xml.rels", link("attachedTemplate")), "template.hostile"),
        (changed("word/_rels/document.xml.rels", link("oleObject")), "template.hostile"),
        (
            changed(
                "word/document.xml", body('<w:p><w:r><w:instrText> INCLUDETEXT "c:\\x" </w:instrText></w:r></w:p>')
            ),
            "template.hostile",
        ),
        (
            changed("word/document.xml", body('<w:p><w:fldSimple w:instr=" DDEAUTO c:\\cmd "/></w:p>')),
            "template.hostile",
        ),
    ],
    ids=lambda one: one if isinstance(one, str) else "",
)
def test_what_is_no_template_or_a_trap_is_refused(given: WordTemplate, code: str) -> None:
    assert refused(given).code == code


def test_what_is_split_over_runs_and_what_readers_click_is_fine() -> None:
    check_template(changed("word/_rels/document.xml.rels", link("hyperlink")))
    document = docx.Document()
    paragraph = document.add_paragraph()
    for piece in ("{", "{ ti", "tle }", "}"):
        paragraph.add_run(piece).bold = True
    out = io.BytesIO()
    document.save(out)
    made = build(sample_issue(), None, "docx", template=WordTemplate("a.docx", out.getvalue()))
    assert docx.Document(io.BytesIO(made)).paragraphs[0].text == "示例治理观察"


def test_values_are_words_and_never_tags_or_markup() -> None:
    """正文里写着标记，也只是正文。"""
    import msgspec

    from guanlan.records.bulletin import Words

    issue = sample_issue()
    cover = msgspec.structs.replace(issue.cover, title=Words("甲&<w:p/>{{ number }}\f乙"))
    assert filled("{{ title }}", issue=msgspec.structs.replace(issue, cover=cover)) == ["甲&<w:p/>{{ number }} 乙"]


def test_loops_and_choices() -> None:
    found = filled(
        "{%p for column in columns %}",
        "{% if loop.first %}首{% elif loop.last %}末{% else %}中{% endif %}{{ loop.index }}：{{ column.series }}",
        "{%p endfor %}",
    )
    assert found[0].startswith("首1：")
    assert found[-1].startswith("末")
    assert len(found) == len(sample_issue().columns)


def test_a_picture_stands_where_its_tag_stands_with_its_words() -> None:
    made = build(sample_issue(), None, "docx", pictures=pictures(), template=sample_template())
    body_xml = docx.Document(io.BytesIO(made)).element.body
    told = [one.get("descr") for one in body_xml.iter(qn("wp:docPr"))]
    words = [one.words.text for entry in sample_issue().entries() for one in entry.paragraphs if one.target == PICTURE]
    assert told == words


def test_bookmarks_are_numbered_and_contents_lead_to_them() -> None:
    made = build(sample_issue(), None, "docx", template=sample_template())
    found: Any = docx.Document(io.BytesIO(made)).element.body
    begun = [(one.get(qn("w:id")), one.get(qn("w:name"))) for one in found.iter(qn("w:bookmarkStart"))]
    ended = [one.get(qn("w:id")) for one in found.iter(qn("w:bookmarkEnd"))]
    assert len(dict(begun)) == len(begun)
    assert [number for number, _ in begun] == ended
    asked = [one.text.split()[1] for one in found.iter(qn("w:instrText")) if "PAGEREF" in one.text]
    assert asked == [name for _, name in begun]


def test_the_same_bytes_every_time_and_none_of_the_clock() -> None:
    first, second = (build(sample_issue(), None, "docx", pictures=pictures(), template=sample_template()) for _ in "ab")
    assert first == second
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert b"2025-01-16T12:00:00Z" in archive.read("docProps/core.xml")
        assert {one.date_time for one in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_without_a_template_nothing_is_otherwise() -> None:
    plain = build(sample_issue(), None, "docx")
    assert plain != build(sample_issue(), None, "docx", template=sample_template())
    assert "{{" not in "".join(one.text for one in docx.Document(io.BytesIO(plain)).paragraphs)


def test_the_sample_is_what_its_script_writes() -> None:
    import importlib.util

    path = DOCS.parents[1] / "scripts" / "build_template.py"
    spec = importlib.util.spec_from_file_location("build_template", path)
    assert spec is not None
    assert spec.loader is not None
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    assert script.write() == sample_template().data


def again(bulletin: Bulletin) -> Bulletin:
    made = build(bulletin, None, "docx", pictures=pictures(), template=sample_template())
    reading = read(made, name="issue.docx")
    return with_facts(read_bulletin(reading), reading)


def test_what_the_sample_prints_reads_back() -> None:
    issue = sample_issue()
    found = again(issue)
    assert entries(found) == entries(issue)
    assert (found.cover.title.text, found.cover.number, found.cover.date) == ("示例治理观察", 18, "2025-01-16")
    roles = {role.name: [holder.name.text for holder in role.holders] for role in found.masthead}
    assert roles == {role.name: [holder.name.text for holder in role.holders] for role in issue.masthead}


def test_a_published_bulletin_reads_back_from_the_template(shared: Path) -> None:
    reading = read((shared / BULLETIN).read_bytes(), name="bulletin.txt")
    published = read_bulletin(reading)
    found = again(published)
    assert len(found.entries()) == 75
    assert entries(found) == entries(published)


def named(shape: Any) -> set[str]:
    """Every name of a shape."""
    if isinstance(shape, tuple):
        return named(shape[0])
    return set().union(*({key} | named(one) for key, one in shape.items())) if isinstance(shape, dict) else set()


def test_every_name_is_told_in_the_manual() -> None:
    manual = set(re.findall(r"`(?:\w+\.)?(\w+)`", DOCS.read_text(encoding="utf-8")))
    assert named(dict(SHAPES)) | {"loop", *LOOP} <= manual
