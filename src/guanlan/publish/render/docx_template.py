"""Sheet → DOCX by an institute's own template: its styles, margins and seal, our words; never a program of its own."""

from __future__ import annotations

import datetime
import io
import re
import zipfile
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from docx.oxml.ns import qn
from docx.shared import Pt
from docxtpl import DocxTemplate

from guanlan.errors import InputError, ReadingError, phrase
from guanlan.formats.zips import check_archive, has_macros, refuse_entities
from guanlan.publish.render.docx_parts import repacked
from guanlan.publish.render.pictures import kind_of, printed_width
from guanlan.publish.render.sheet import Sheet, SheetParagraph
from guanlan.publish.render.template_check import check_part, environment
from guanlan.publish.render.template_data import values

_LARGEST = 4 * 2**20  # bytes of a part with words: a template of fifty pages has a tenth of it
_WIDEST_BLANK = re.compile(r"\s{200}")
_TAG = re.compile(r"{[{%#].*?[}%#]}", re.DOTALL)
_LONGEST_TAG = 4000  # characters, the XML within it counted; what a person types has some 40
_FIELDS = re.compile(r"\b(INCLUDETEXT|INCLUDEPICTURE|DDEAUTO|DDE|IMPORT|LINK|DATABASE|MACROBUTTON)\b", re.IGNORECASE)
_HARMLESS = ("hyperlink",)  # links that a reader must click
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ufffe\uffff]")
_PRINTABLE = ("png", "jpg", "gif")


class WordTemplate(NamedTuple):
    """A template: what its file is called, and the file."""

    name: str
    data: bytes


class _Shown:
    """A picture of an entry, put where its tag stands."""

    def __init__(self, template: DocxTemplate, data: bytes, one: SheetParagraph) -> None:
        self.template, self.data, self.one = template, data, one

    def __html__(self) -> str:
        part: Any = self.template.current_rendering_part
        made = part.new_pic_inline(io.BytesIO(self.data), Pt(printed_width(self.data, self.one.width)), None)
        made.docPr.set("descr", self.one.text)
        return f'</w:t></w:r><w:r><w:drawing>{made.xml}</w:drawing></w:r><w:r><w:t xml:space="preserve">'


def check_template(template: WordTemplate) -> None:
    """Raise ``InputError`` for what is no Word file, holds programs, reaches outside or would burst, and for the first
    tag that is unknown, forbidden or misplaced: by name, with the paragraph that it stands in.
    """
    _look_through(template.data, template.name)


def sample_template() -> WordTemplate:
    """The template that comes with the package, to begin from."""
    name = "bulletin.docx"
    return WordTemplate(name, (files("guanlan.publish") / "assets" / "templates" / name).read_bytes())


def by_template(sheet: Sheet, pictures: Mapping[str, bytes], template: WordTemplate) -> bytes:
    """The Word file of ``sheet`` by ``template``, which is checked first."""
    check_template(template)
    made = DocxTemplate(io.BytesIO(template.data))

    def shown(one: SheetParagraph) -> object:
        data = pictures.get(one.picture or "", b"")
        return _Shown(made, data, one) if kind_of(data) in _PRINTABLE else ""

    made.render(_clean(values(sheet, shown)), environment())
    _renumber(made.docx.element.body)
    _properties(made.docx.core_properties, sheet)
    packed = io.BytesIO()
    made.save(packed)
    return repacked(packed.getvalue())


@lru_cache(maxsize=4)
def _look_through(data: bytes, name: str) -> None:
    try:
        check_archive(data, name)
        refuse_entities(data, name, broken="template.no_docx", hostile="template.no_docx")
    except ReadingError as error:
        raise InputError("template.no_docx", name=name) from error
    if has_macros(data):
        raise _hostile(name, "template.macros")
    _bounded(data, name)
    try:
        made = DocxTemplate(io.BytesIO(data))
        parts = list(_parts(made))
    except (KeyError, ValueError, AttributeError, TypeError, zipfile.BadZipFile) as error:
        raise InputError("template.no_docx", name=name) from error
    for part, xml in parts:
        _check_tags(xml, name)
        check_part(made.patch_xml(xml), name, part)


def _parts(made: DocxTemplate) -> Iterator[tuple[str, str]]:
    """Every part whose tags are filled in: what it is called (the body nothing), its XML."""
    made.init_docx()
    yield "", made.get_xml()
    for kind, uri in (("页眉", made.HEADER_URI), ("页脚", made.FOOTER_URI)):
        for _, part in made.get_headers_footers(uri):
            yield kind, made.get_part_xml(part)
    for part in made.docx.part.package.parts:
        if part.content_type.endswith("footnotes+xml"):
            yield "脚注", part.blob.decode("utf-8")
    core = made.docx.core_properties
    for field in ("author", "comments", "identifier", "language", "subject", "title"):
        yield "属性", getattr(core, field) or ""


def _bounded(data: bytes, name: str) -> None:
    """What no template needs and what would take forever to look through is refused."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for member in archive.infolist():
            if member.filename.endswith(".rels"):
                _check_links(archive.read(member).decode("utf-8", "replace"), name)
            elif member.filename.startswith("word/") and member.filename.endswith(".xml"):
                if member.file_size > _LARGEST:
                    raise _hostile(name, "template.large", part=member.filename)
                _check_part(archive.read(member).decode("utf-8", "replace"), member.filename, name)


def _check_part(xml: str, part: str, name: str) -> None:
    if _WIDEST_BLANK.search(xml):
        raise _hostile(name, "template.large", part=part)
    instructions = "".join(re.findall(r"<w:instrText[^>]*>([^<]*)</w:instrText>", xml))
    instructions += " ".join(re.findall(r'w:instr="([^"]*)"', xml))
    if found := _FIELDS.search(instructions):
        raise _hostile(name, "template.fields", field=found[1])


def _check_links(xml: str, name: str) -> None:
    for link in re.findall(r"<Relationship\b[^>]*>", xml):
        kind = (re.search(r'Type="[^"]*/(\w+)"', link) or ["", ""])[1]
        if re.search(r'TargetMode="External"', link) and kind not in _HARMLESS:
            target = re.search(r'Target="([^"]*)"', link)
            raise _hostile(name, "template.outside", target=target[1][:80] if target else kind)


def _check_tags(xml: str, name: str) -> None:
    if any(len(found[0]) > _LONGEST_TAG for found in _TAG.finditer(xml)):
        raise _hostile(name, "template.large", part="{{ … }}")


def _hostile(name: str, what: str, **params: str) -> InputError:
    return InputError("template.hostile", name=name, what=phrase(what, "zh", params))


def _clean(value: Any) -> Any:
    """Words without signs that mean something to the machinery (a form feed would turn the page)."""
    if isinstance(value, str):
        return _CONTROL.sub(" ", value)
    if isinstance(value, dict):
        return {key: _clean(one) for key, one in value.items()}
    return [_clean(one) for one in value] if isinstance(value, list) else value


def _renumber(body: Any) -> None:
    """A bookmark inside of a loop comes out many times: each gets a number of its own."""
    numbers: dict[str, str] = {}
    count = 0
    for one in body.iter(qn("w:bookmarkStart"), qn("w:bookmarkEnd")):
        key = one.get(qn("w:id"))
        if one.tag == qn("w:bookmarkStart"):
            count += 1
            numbers[key] = str(count)
        one.set(qn("w:id"), numbers.get(key, key))


def _properties(core: Any, sheet: Sheet) -> None:
    day = datetime.date.fromisoformat(sheet.day or "1980-01-01")
    core.created = core.modified = datetime.datetime(day.year, day.month, day.day, 12)  # noqa: DTZ001 (python-docx wants none)
    core.title = sheet.name()[:255]
    core.author = core.last_modified_by = "、".join(sheet.publishers())[:255]
    core.revision = 1
