"""Elements → the shortest selector that selects them and nothing else."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from parsel import Selector

from guanlan.collect.families.selecting import chosen
from guanlan.collect.proposing.groups import Group

_NAME = re.compile(r"-?[A-Za-z_][\w-]*")
_MADE = re.compile(r"\d{3,}|[0-9a-f]{8,}")  # a name that a program made changes with the next release of the page
_STEPS = 6  # ancestors that are named at most


def items_selector(page: Selector, group: Group) -> str | None:
    """Selects the group's items, and no other element that holds a link; None where they cannot be told apart."""
    items = [entry.item.root for entry in group.entries]
    shared = _shared_classes(items)
    first = items[0]
    names = [first.tag + "".join(f".{name}" for name in shared), first.tag] if shared else [first.tag]
    for name in names:
        for steps in _ways(items):
            selector = " ".join((*steps, name)) if steps else name
            if _selects(page, selector, items):
                return selector
    return None


def inner_selector(items: Sequence[Selector], wanted: Sequence[Selector], usual: str) -> str | None:
    """Selects in each item the ``wanted`` element first; ``usual`` where that does."""
    pairs = list(zip(items, wanted, strict=True))

    def fits(selector: str) -> bool:
        found = [chosen(item, selector) for item, _ in pairs]
        return all(one and one[0].root is target.root for one, (_, target) in zip(found, pairs, strict=True))

    return next((one for one in (usual, *_inner(pairs)) if one and fits(one)), None)


def unique_selector(page: Selector, node: Any) -> str | None:
    """Selects this element alone: by its id, its class, or these below named ancestors."""
    named = [_named(one) for one in (node, *node.iterancestors())][: _STEPS + 1]
    own = named[0]
    ways = [own] if own else []
    ways.extend(f"{above} {own or node.tag}" for above in named[1:] if above)
    for selector in ways:
        found = page.css(selector)
        if len(found) == 1 and found[0].root is node:
            return selector
    return None


def _ways(items: Sequence[Any]) -> Iterator[tuple[str, ...]]:
    """Ancestors to name, from none over one to two of them, the nearest first."""
    yield ()
    named = []
    for depth, _ in enumerate(items[0].iterancestors()):
        if depth > _STEPS:
            break
        if name := _named_alike(depth, items):
            named.append(name)
    for name in named:
        yield (name,)
    for at, name in enumerate(named):
        for above in named[at + 1 :]:
            yield (above, name)


def _named_alike(depth: int, items: Sequence[Any]) -> str | None:
    """What the ancestors of that depth share: an id where they are one, else a class."""
    found = []
    for item in items:
        above = list(item.iterancestors())
        if depth >= len(above):
            return None
        found.append(above[depth])
    if all(one is found[0] for one in found):
        return _named(found[0])
    shared = _shared_classes(found)
    return f"{found[0].tag}.{shared[0]}" if shared and len({one.tag for one in found}) == 1 else None


def _named(node: Any) -> str | None:
    """``#id``, or ``tag.class``; None for an element without a lasting name."""
    if (name := node.get("id")) and _lasts(name):
        return f"#{name}"
    lasting = [one for one in (node.get("class") or "").split() if _lasts(one)]
    return f"{node.tag}.{lasting[0]}" if lasting else None


def _shared_classes(nodes: Sequence[Any]) -> list[str]:
    """The classes that all of them have, in the order of the first."""
    common = set.intersection(*(set((one.get("class") or "").split()) for one in nodes))
    return [name for name in (nodes[0].get("class") or "").split() if name in common and _lasts(name)][:1]


def _lasts(name: str) -> bool:
    return _NAME.fullmatch(name) is not None and _MADE.search(name) is None


def _selects(page: Selector, selector: str, items: Sequence[Any]) -> bool:
    found = [one.root for one in page.css(selector)]
    wanted = set(items)
    return wanted <= set(found) and all(one in wanted or not _has_link(one) for one in found)


def _has_link(node: Any) -> bool:
    return node.tag == "a" or node.find(".//a") is not None


def _inner(pairs: Sequence[tuple[Selector, Selector]]) -> Iterator[str]:
    """Ways to the element inside its item: its class, its tag, its place."""
    nodes = [target.root for _, target in pairs]
    first = nodes[0]
    shared = _shared_classes(nodes)
    yield from (f"{first.tag}.{name}" for name in shared)
    yield first.tag
    makers: tuple[Callable[[Any], str], ...] = (lambda one: f"{one.tag}", _placed)
    for maker in makers:
        for above in list(first.iterancestors())[:3]:
            yield f"{maker(above)} {first.tag}"
    yield _placed(first)
    yield f"{first.tag}:last-of-type"


def _placed(node: Any) -> str:
    """``td:nth-child(2)``."""
    return (
        f"{node.tag}:nth-child({1 + sum(1 for one in node.itersiblings(preceding=True) if isinstance(one.tag, str))})"
    )
