"""Whether a Word template asks only for what there is, in ways that end: judged from its tags before any is filled in.

A template may take values, loop over a list, choose by ``if``. Loops run over the issue's own lists, one inside another
only along them, so what comes out is never more than the issue times the template.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple, NoReturn

from jinja2 import StrictUndefined, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

from guanlan.errors import InputError, phrase
from guanlan.publish.render.template_data import LOOP, PICTURE, SHAPES, Shape

_PARAGRAPH = re.compile(r"<w:p([ >])")
_TAGS = re.compile(r"<[^>]+>")
_SHOWN = 30  # characters of the paragraph that a refusal shows
_NAMED = 16  # names that a refusal lists
_MEMBERS = 12  # how many members a list is taken to have: an issue has some ten columns of ten parts of ten entries
_VALUE = 500  # characters that a value is taken to have
_MOST = 512 * 2**20  # characters that may come out: a hundred times what an issue needs
_PASSING = (
    *(nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.CondExpr),
    *(nodes.And, nodes.Or, nodes.Not, nodes.Compare, nodes.Operand, nodes.Const),
)


class _Scope(NamedTuple):
    """The names that hold here, the name that the innermost loop gives, and how many loops are around."""

    names: Mapping[str, Shape]
    inside: str = ""
    depth: int = 0


def environment() -> ImmutableSandboxedEnvironment:
    """Where templates are filled in: nothing but values, and no name that there is not."""
    made = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    made.globals.clear()
    made.filters.clear()
    made.tests.clear()
    return made


def check_part(source: str, name: str, part: str = "") -> None:
    """Raise ``InputError`` naming the first tag of ``source`` (patched XML) that is unknown, forbidden or misplaced;
    ``part`` names the part of the file where it is not the body.
    """
    _Check(_PARAGRAPH.sub(r"\n<w:p\1", source), name, part).run()


class _Check:
    """One part of one template."""

    def __init__(self, source: str, name: str, part: str) -> None:
        self.lines = source.split("\n")
        self.source, self.name, self.part = source, name, part
        self.room = _MOST

    def run(self) -> None:
        try:
            tree = environment().parse(self.source)
            self._walk(tree, _Scope(SHAPES))
        except TemplateSyntaxError as error:
            self._refuse("template.syntax", error.lineno, why=error.message or "")
        except RecursionError:
            self._refuse("template.syntax", 1, why="…")

    def _walk(self, node: nodes.Node, scope: _Scope) -> None:
        if isinstance(node, nodes.Name | nodes.Getattr):
            self._value(node, scope)
        elif isinstance(node, nodes.For):
            self._loop(node, scope)
        elif isinstance(node, nodes.Output):
            for one in node.nodes:
                self._printed(one, scope)
        elif isinstance(node, nodes.Compare) and any(one.op not in ("eq", "ne") for one in node.ops):
            self._refuse("template.forbidden", node.lineno, tag="<")
        elif isinstance(node, _PASSING):
            self._walk_all(node.iter_child_nodes(), scope)
        else:
            self._refuse("template.forbidden", node.lineno, tag=_called(node))

    def _walk_all(self, many: Iterable[nodes.Node], scope: _Scope) -> None:
        for one in many:
            self._walk(one, scope)

    def _value(self, node: nodes.Node, scope: _Scope) -> Shape:
        """The shape of a name or of what is taken out of one."""
        if isinstance(node, nodes.Name):
            if node.name not in scope.names:
                self._unknown(node, node.name, scope.names)
            return scope.names[node.name]
        if not isinstance(node, nodes.Getattr):
            self._refuse("template.forbidden", node.lineno, tag=_called(node))
        if node.attr.startswith("_"):
            self._refuse("template.forbidden", node.lineno, tag=node.attr)
        above = self._value(node.node, scope)
        if isinstance(above, tuple):
            self._misplaced(node, _called(node.node), "template.list")
        if not isinstance(above, Mapping):
            self._misplaced(node, _called(node.node), "template.text")
        if node.attr not in above:
            self._unknown(node, _called(node), above)
        return above[node.attr]

    def _printed(self, node: nodes.Node, scope: _Scope) -> None:
        self.room -= (len(node.data) if isinstance(node, nodes.TemplateData) else _VALUE) * _MEMBERS**scope.depth
        if self.room < 0:
            self._misplaced(node, _called(node), "template.bursting")
        if isinstance(node, nodes.TemplateData):
            return
        if not isinstance(node, nodes.Name | nodes.Getattr):
            self._walk(node, scope)
            return
        shape = self._value(node, scope)
        if isinstance(shape, tuple):
            self._misplaced(node, _called(node), "template.list")
        if isinstance(shape, Mapping):
            self._misplaced(node, _called(node), "template.record", known=_listed(shape))
        if shape == PICTURE and self.part:
            self._misplaced(node, _called(node), "template.header")

    def _loop(self, node: nodes.For, scope: _Scope) -> None:
        shape = self._value(node.iter, scope)
        if node.recursive or node.test is not None or not isinstance(node.target, nodes.Name):
            self._refuse("template.forbidden", node.lineno, tag="for … if / recursive")
        if not isinstance(shape, tuple):
            self._misplaced(node, _called(node.iter), "template.text")
        if scope.inside and _root(node.iter) != scope.inside:
            self._misplaced(node, _called(node.iter), "template.nested")
        if node.target.name in scope.names:
            self._misplaced(node, node.target.name, "template.taken")
        names = {**scope.names, node.target.name: shape[0], "loop": LOOP}
        self._walk_all(node.body, _Scope(names, node.target.name, scope.depth + 1))
        self._walk_all(node.else_, scope)

    def _unknown(self, node: nodes.Node, tag: str, known: Mapping[str, Shape]) -> NoReturn:
        self._refuse("template.unknown", node.lineno, tag=tag, known=_listed(known))

    def _misplaced(self, node: nodes.Node, tag: str, why: str, **params: str) -> NoReturn:
        self._refuse("template.shape", node.lineno, tag=tag, why=phrase(why, "zh", params))

    def _refuse(self, code: str, line: int, **params: str) -> NoReturn:
        """``line`` is that of the source, where every paragraph begins one."""
        at = min(max(line, 1), len(self.lines)) - 1
        words = _TAGS.sub("", self.lines[at]).strip()
        shown = words[:_SHOWN] + ("…" if len(words) > _SHOWN else "")
        raise InputError(code, name=self.name, part=self.part, at=max(at, 1), words=shown, **params)


def _root(node: nodes.Node) -> str:
    """The name that a value is taken out of."""
    while isinstance(node, nodes.Getattr):
        node = node.node
    return node.name if isinstance(node, nodes.Name) else ""


def _called(node: nodes.Node) -> str:
    """A tag as a person reads it."""
    if isinstance(node, nodes.Name):
        return node.name
    if isinstance(node, nodes.Getattr):
        return f"{_called(node.node)}.{node.attr}"
    if isinstance(node, nodes.Call):
        return f"{_called(node.node)}(…)"
    if isinstance(node, nodes.Filter):
        return f"|{node.name}"
    if isinstance(node, nodes.Const):
        return repr(node.value)
    return type(node).__name__.lower()


def _listed(known: Mapping[str, Shape]) -> str:
    names = "、".join(list(known)[:_NAMED])
    return f"{names}…" if len(known) > _NAMED else names
