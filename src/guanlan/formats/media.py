"""The media types that are known here."""

TXT = "text/plain"
MARKDOWN = "text/markdown"
HTML = "text/html"
XHTML = "application/xhtml+xml"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OLE = "application/x-ole-storage"  # Word before 2007, and every encrypted office file

BY_SUFFIX = {
    ".txt": TXT,
    ".text": TXT,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".htm": HTML,
    ".html": HTML,
    ".shtml": HTML,
    ".xhtml": XHTML,
    ".pdf": PDF,
    ".docx": DOCX,
    ".doc": OLE,
}


def by_name(name: str | None) -> str | None:
    """The type that a file's name or address speaks of.

    >>> by_name("通报.MD")
    'text/markdown'
    """
    if not name:
        return None
    last = name.split("?")[0].split("#")[0].replace("\\", "/").rsplit("/", 1)[-1]
    return BY_SUFFIX.get("." + last.rsplit(".", 1)[-1].lower()) if "." in last else None
