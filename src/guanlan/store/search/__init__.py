"""Search by passages (an article, a paragraph): single characters and overlapping pairs, Latin and digits as words.

One normaliser (``normal``) serves index, question and highlight. ``engine.Engine`` is what a second database has to
give; ``sqlite`` gives it by FTS5.
"""

from guanlan.store.search.choosing import engine
from guanlan.store.search.engine import Engine, Found, Limits, Row
from guanlan.store.search.normal import normal
from guanlan.store.search.question import Part, Question, question_of

__all__ = ["Engine", "Found", "Limits", "Part", "Question", "Row", "engine", "normal", "question_of"]
