"""Names of WordprocessingML (ISO/IEC 29500-1) and small ways about its elements."""

from __future__ import annotations

from typing import Any

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"


def child(element: Any, name: str) -> Any:
    """The first child of that name, or None; None has no children."""
    return None if element is None else element.find(W + name)


def value(element: Any) -> str | None:
    """The ``w:val`` of an element, or None."""
    return None if element is None else element.get(f"{W}val")


def integer(element: Any) -> int | None:
    """The ``w:val`` of an element as a whole number, or None."""
    given = value(element)
    plain = given is not None and given.isascii() and given.lstrip("-").isdigit() and len(given) < 10
    return int(given) if plain and given is not None else None


def is_on(element: Any) -> bool:
    """Whether a switch such as ``w:vanish`` is on: there, and not said to be off."""
    return element is not None and value(element) not in ("0", "false", "off", "none")
