"""Elements and words of a page, by CSS or XPath; the page decoded as our readers decode it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from parsel import Selector, SelectorList

from guanlan.collect.families.addresses import in_script, joined
from guanlan.errors import ReadingError
from guanlan.formats.html.charset import decode_page

if TYPE_CHECKING:
    from scrapy.http import Response

    from guanlan.records.source import SourceSpec

_ELSEWHERE = ("data-href", "data-url", "data-link", "data-src")


class Page:
    """A page as a tree, with the address that its links start from."""

    def __init__(self, text: str, address: str) -> None:
        self.tree = Selector(text=text or "<html></html>")
        base = self.tree.css("base::attr(href)").get()
        self.base = (joined(address, base) if base else None) or address

    @classmethod
    def read(cls, body: bytes, address: str, charset: str | None) -> Page | None:
        """The page that some bytes are; None where they are no text."""
        try:
            return cls(decode_page(body, address, charset).text, address)
        except ReadingError:
            return None

    def joined(self, link: str) -> str | None:
        """The absolute address of a link as the page writes it."""
        return joined(self.base, link)

    def address_of(self, link: Selector) -> str | None:
        """Where a link leads; what a script would open where it has no address of its own. An attribute that was
        selected (``./@href``) is the address itself.
        """
        if isinstance(link.root, str):
            return self.joined(link.root)
        given = [value.strip() for name in ("href", *_ELSEWHERE) if (value := link.attrib.get(name))]
        for value in given:
            if not value.lower().startswith(("javascript:", "#")) and (address := self.joined(value)):
                return address
        for value in (*given, link.attrib.get("onclick", "")):
            opened = in_script(value)
            if opened and (address := self.joined(opened)):
                return address
        return None


def page_of(spec: SourceSpec, response: Response) -> Page | None:
    """The answer as a page; None where it is no text."""
    return Page.read(response.body, response.url, spec.encoding or charset_of(response))


def charset_of(response: Response) -> str | None:
    """What the header says."""
    given = response.headers.get("Content-Type") or b""
    _, found, charset = given.decode("latin-1").lower().partition("charset=")
    return charset.split(";")[0].strip(" \"'") or None if found else None


def is_xpath(selector: str) -> bool:
    """Whether a selector is XPath; else it is CSS."""
    return selector.startswith(("/", "./", "../", "("))


def chosen(node: Selector, selector: str) -> SelectorList[Selector]:
    """What ``selector`` selects below ``node``: a path from the root means a path from the node."""
    if not is_xpath(selector):
        return node.css(selector)
    return node.xpath("." + selector if selector.startswith("/") else selector)


def words_of(node: Selector) -> str:
    """The visible words of an element, or the attribute or text that was selected, blanks run together."""
    if isinstance(node.root, str):
        return " ".join(node.root.split())
    texts = node.xpath(".//text()[not(ancestor::script or ancestor::style)]").getall()
    return " ".join("".join(texts).split())


def spaced_words(node: Selector) -> str:
    """As :func:`words_of`, with a blank between elements."""
    if isinstance(node.root, str):
        return " ".join(node.root.split())
    texts = node.xpath(".//text()[not(ancestor::script or ancestor::style)]").getall()
    return " ".join(" ".join(texts).split())


def first_words(node: Selector, selector: str | None) -> str | None:
    """The words of the first element selected that has any."""
    if selector is None:
        return None
    return next((words for one in chosen(node, selector) if (words := spaced_words(one))), None)
