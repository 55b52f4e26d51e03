"""The media types that are known here."""

TXT = "text/plain"
MARKDOWN = "text/markdown"
HTML = "text/html"
XHTML = "application/xhtml+xml"
CSV = "text/csv"
RTF = "application/rtf"
PDF = "application/pdf"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OFD = "application/ofd"  # GB/T 33190-2016, §6
DOC = "application/msword"
XLS = "application/vnd.ms-excel"
PPT = "application/vnd.ms-powerpoint"
OLE = "application/x-ole-storage"  # any other compound file, such as an encrypted office file
EML = "message/rfc822"
MHTML = "multipart/related"
PNG = "image/png"
JPEG = "image/jpeg"
WEBP = "image/webp"
ZIP = "application/zip"
RAR = "application/vnd.rar"
SEVENZIP = "application/x-7z-compressed"

PICTURES = frozenset({PNG, JPEG, WEBP})
# what holds other files, and no words of its own
ARCHIVES = frozenset({ZIP, RAR, SEVENZIP})

BY_SUFFIX = {
    ".txt": TXT,
    ".text": TXT,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".htm": HTML,
    ".html": HTML,
    ".shtml": HTML,
    ".xhtml": XHTML,
    ".csv": CSV,
    ".rtf": RTF,
    ".pdf": PDF,
    ".docx": DOCX,
    ".docm": DOCX,
    ".xlsx": XLSX,
    ".xlsm": XLSX,
    ".ofd": OFD,
    ".doc": DOC,
    ".wps": DOC,
    ".xls": XLS,
    ".et": XLS,
    ".ppt": PPT,
    ".dps": PPT,
    ".eml": EML,
    ".mht": MHTML,
    ".mhtml": MHTML,
    ".png": PNG,
    ".jpg": JPEG,
    ".jpeg": JPEG,
    ".webp": WEBP,
    ".zip": ZIP,
    ".rar": RAR,
    ".7z": SEVENZIP,
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
