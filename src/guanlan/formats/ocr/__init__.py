"""Words in pictures, through the extra ``ocr`` (RapidOCR with its models beside it: nothing is fetched).

Importing this package loads no library; the engine takes a second and some 500 MB when it is first used.
"""

from guanlan.formats.ocr.engine import Seen, available, engine_name, recognised

__all__ = ["Seen", "available", "engine_name", "recognised"]
