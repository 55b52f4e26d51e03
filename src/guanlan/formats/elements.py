"""HTML elements by what they do to text (HTML Living Standard, §15.3 Rendering)."""

from __future__ import annotations

_PARTING = """
address article aside blockquote body br caption center dd details dialog dir div dl dt fieldset figcaption figure
footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li listing main menu nav ol optgroup option p plaintext pre search
section summary table tbody td tfoot th thead tr ul xmp
"""
_INLINE = """
a abbr b bdi bdo big button cite code col colgroup data del dfn em font html i img input ins kbd label mark meta nobr
o:p picture q rp rt ruby s samp small source span strike strong sub sup time tt u var video wbr mpvoice qqmusic
"""
_HIDDEN = """
applet area audio base canvas datalist embed frame frameset head iframe link map math meta noembed noframes noscript
object param script select style svg template textarea title track
"""

PARTING = frozenset(_PARTING.split())  # begin or end a paragraph
HIDDEN = frozenset(_HIDDEN.split())  # whose content is no text of the page
KNOWN = PARTING | HIDDEN | frozenset(_INLINE.split())


def heading_level(name: str) -> int | None:
    """1 for ``h1`` to 6 for ``h6``; None for any other element."""
    return int(name[1]) if len(name) == 2 and name[0] == "h" and name[1] in "123456" else None
