"""The parts of an OFD file and how they name each other."""

from __future__ import annotations

import io
import posixpath
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from guanlan.errors import ReadingError
from guanlan.formats.zips import BROKEN, check_archive, refuse_entities

_ROOT = "OFD.xml"


class Package:
    """An opened OFD. Raises InputError for an archive that would burst, ReadingError for a broken or hostile one."""

    def __init__(self, data: bytes, name: str) -> None:
        self._name = name
        check_archive(data, name, broken="formats.ofd_broken")
        # the parser of the standard library grows entities: it gets none (and reads no file that one names)
        refuse_entities(data, name, broken="formats.ofd_broken", hostile="formats.xml_hostile")
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
        except BROKEN as error:
            raise self.broken() from error
        self._names = {one.lower(): one for one in self._archive.namelist()}

    def broken(self) -> ReadingError:
        """The error of a file that is not whole."""
        return ReadingError("formats.ofd_broken", name=self._name)

    def root(self) -> Element:
        """The part that all begins with."""
        return self.part(_ROOT)

    def part(self, path: str) -> Element:
        """The XML of a part; ReadingError where it is missing or no XML."""
        place = self._names.get(path.lower())
        if place is None:
            raise self.broken()
        try:
            return ElementTree.fromstring(self._archive.read(place))
        except (*BROKEN, ElementTree.ParseError, LookupError) as error:
            raise self.broken() from error


def located(element: Element | None, beside: str) -> str:
    """The path that an element's text (or BaseLoc) names, seen from the part ``beside``; empty for none."""
    if element is None:
        return ""
    given = (element.get("BaseLoc") or element.text or "").strip().replace("\\", "/")
    path = posixpath.normpath(posixpath.join("/", posixpath.dirname(beside), given)) if given else ""
    return path.lstrip("/")


def tag(element: Element) -> str:
    """The name of an element without its namespace, which some programs get wrong."""
    return str(element.tag).rpartition("}")[2]


def inside(element: Element, *names: str) -> Iterator[Element]:
    """The elements of any of these names at any depth, in order."""
    return (one for one in element.iter() if isinstance(one.tag, str) and tag(one) in names)


def first(element: Element, name: str) -> Element | None:
    """The first element of that name, or None."""
    return next(inside(element, name), None)
