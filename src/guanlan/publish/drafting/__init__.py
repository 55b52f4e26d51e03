"""First drafts, all in words of the sources: titles, entries, guides, keywords. An editor has the last word."""

from guanlan.publish.drafting.bodies import annexed, draft_body
from guanlan.publish.drafting.english import UNOFFICIAL, English, english_title
from guanlan.publish.drafting.guides import Item, draft_guide, themes
from guanlan.publish.drafting.headings import draft_title
from guanlan.publish.drafting.terms import keywords, theme_of

__all__ = [
    "UNOFFICIAL",
    "English",
    "Item",
    "annexed",
    "draft_body",
    "draft_guide",
    "draft_title",
    "english_title",
    "keywords",
    "theme_of",
    "themes",
]
