"""All checkable things of a text."""

from __future__ import annotations

import datetime
from operator import attrgetter

from guanlan.publish.gate.clock import clock_things, length_things
from guanlan.publish.gate.days import find_days, weekday_things
from guanlan.publish.gate.english import find_english
from guanlan.publish.gate.foreign_names import foreign_name_things
from guanlan.publish.gate.names import claim_things, firm_things, latin_things, person_things, quoted_things
from guanlan.publish.gate.naming import find_works, organ_things, provision_things, title_things
from guanlan.publish.gate.numbers import find_numbers
from guanlan.publish.gate.papers import docnumber_things
from guanlan.publish.gate.taken import Taken
from guanlan.publish.gate.thing import Thing


def things(text: str, day: datetime.date | None = None) -> tuple[Thing, ...]:
    """Every number, date, organ, provision, 《title》, quoted or other name and claim of ``text``, in order.

    ``day`` gives the years that are not written. Quotes may hold other things; else things do not overlap.

    >>> [(one.kind, one.value) for one in things("网信办12月3日通报5款App", datetime.date(2024, 12, 5))]
    [('date', '2024-12-03'), ('number', '5 款'), ('name', 'App')]
    """
    titles = find_works(text)
    taken = Taken(text, ((one.start, one.end) for one in titles))
    found = list(title_things(text, titles))

    def add(new: list[Thing]) -> None:
        found.extend(new)
        for one in new:
            taken.add(one.start, one.end)

    add(list(provision_things(text, titles)))
    add(list(docnumber_things(text, taken)))
    add([one for one in find_english(text) if taken.leaves(one.start, one.end)])
    add(list(organ_things(text, taken)))
    add(list(find_days(text, day, taken)))
    add(list(weekday_things(text)))
    add(list(clock_things(text, taken)))
    add(list(length_things(text, taken)))
    add(list(find_numbers(text, taken)))
    add(list(foreign_name_things(text, taken)))
    found.extend(latin_things(text, taken))
    found.extend(one for one in person_things(text) if taken.leaves(one.start, one.end))
    found.extend(firm_things(text, taken))
    found.extend(one for one in claim_things(text) if taken.leaves(one.start, one.end))
    found.extend(quoted_things(text))
    return tuple(sorted(found, key=attrgetter("start", "end", "sort")))
