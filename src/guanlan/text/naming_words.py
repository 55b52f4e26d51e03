"""One pattern of several lists of words, each list under a name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping


def named_words(lists: Mapping[str, Iterable[str]]) -> re.Pattern[str]:
    """A pattern that finds the words of all the lists; ``lastgroup`` is the name of the list that a match is of.

    Where several words begin at one place, the one that is given first is found.

    >>> pattern = named_words({"up": ["增长", "增"], "down": ["减少", "减"]})
    >>> [(found.lastgroup, found[0]) for found in pattern.finditer("先增后减少")]
    [('up', '增'), ('down', '减少')]
    """
    plain = {name: [re.escape(word) for word in words] for name, words in lists.items()}
    firsts = re.escape("".join(sorted({word[0] for words in lists.values() for word in words})))
    alternatives = "|".join(f"(?P<{name}>{'|'.join(words)})" for name, words in plain.items())
    # the look-ahead lets ``re`` skip what can begin no word; through alternatives with names it cannot see that itself
    return re.compile(f"(?=[{firsts}])(?:{alternatives})")
