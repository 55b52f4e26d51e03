"""A model that drafts, where the home says so: the only room that speaks to one.

settings.py   ``assist.toml``: endpoint, model, uses, prices, the most that a run may cost
prompts.py    the prompts, each a file with a version
material.py   what may be sent: released words, without what is private
asking.py     one question over HTTP, and what came of it
answers.py    what an answer must look like before anybody judges its words
costs.py      tokens and money
"""

from guanlan.assist.answers import clean_answer
from guanlan.assist.asking import Answer, ask, request_body
from guanlan.assist.costs import Cost, cost_of, most_tokens
from guanlan.assist.material import Material, fit_to_send
from guanlan.assist.prompts import Prompt, Use, prompt_for
from guanlan.assist.settings import AssistSettings, assist_settings

__all__ = [
    "Answer",
    "AssistSettings",
    "Cost",
    "Material",
    "Prompt",
    "Use",
    "ask",
    "assist_settings",
    "clean_answer",
    "cost_of",
    "fit_to_send",
    "most_tokens",
    "prompt_for",
    "request_body",
]
