"""A published bulletin → its parts: cover, contents, masthead, columns, entries, back matter.

>>> from guanlan.records.reading import Reading
>>> page = "简报\\n2025年第1期\\n一、政策动态\\n1. 某部印发《甲办法》\\n1月2日，某部印发《甲办法》。（来源：某部）"
>>> read_bulletin(Reading("txt/1", "text/plain", page)).entries()[0].title.text
'某部印发《甲办法》'
"""

from guanlan.extract.bulletin.reading import looks_like_bulletin, read_bulletin
from guanlan.extract.bulletin.texts import entry_text

__all__ = ["entry_text", "looks_like_bulletin", "read_bulletin"]
