"""Addresses → exchanges: politely, from public addresses only, within caps, and with evidence put by before anything
else looks.

>>> from guanlan.collect.fetching import crawl, fetch_one
"""

from guanlan.collect.fetching.means import Clock, Means, Resolve
from guanlan.collect.fetching.visits import Tally, crawl, fetch_many, fetch_one

__all__ = ["Clock", "Means", "Resolve", "Tally", "crawl", "fetch_many", "fetch_one"]
