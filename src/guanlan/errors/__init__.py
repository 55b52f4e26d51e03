"""What can go wrong, as codes with parameters; the words live in ``errors/tables/*.tsv``.

    GuanlanError
    ├── InputError       exit 2: what the user gave or asked cannot be used
    ├── ReadingError     exit 2: the bytes were kept, but no text could be drawn out of them
    └── OurFault         exit 3: an invariant of ours is broken

>>> error = InputError("date.impossible", value="2月30日")
>>> describe(error, "en")
'“2月30日” is not a day: no such day is in the calendar; give a real one, as 2025-01-16.'
"""

from guanlan.errors.tree import GuanlanError, InputError, OurFault, ReadingError, describe
from guanlan.errors.words import phrase

__all__ = ["GuanlanError", "InputError", "OurFault", "ReadingError", "describe", "phrase"]
