"""What a unit sends: forms, and the files that lie beside them, in a folder, an archive or a mail."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import NamedTuple

from guanlan.actions.context import Context
from guanlan.actions.intake_summaries import TakenItem
from guanlan.actions.steps.files import bytes_of, files_below, legible
from guanlan.actions.steps.handing import Hand, Piece, put_in
from guanlan.actions.steps.keep import FROM_UNIT
from guanlan.actions.steps.release_keys import Origin
from guanlan.actions.steps.submission_rows import is_form
from guanlan.actions.steps.taking import refused
from guanlan.actions.summaries import Outcome, Result
from guanlan.errors import GuanlanError, InputError, ReadingError
from guanlan.formats.containers import container_type, members

_SHEETS = (".xlsx", ".xlsm", ".xls", ".et")

Loader = Callable[[], bytes]


class Bundle(NamedTuple):
    """Forms in the order of their names; ``files``: names below the bundle's root → their bytes, when they are asked
    for; ``wrong``: what could not be taken out or read.
    """

    forms: tuple[Piece, ...]
    files: dict[str, Loader]
    wrong: tuple[TakenItem, ...] = ()

    def file(self, name: str, form: str) -> bytes | None:
        """The file that a row names: beside its form, else the only one of this name anywhere in the bundle."""
        near = os.path.normpath(os.path.join(os.path.dirname(form), name.replace("\\", "/")))
        if near in self.files:
            return self.files[near]()
        same = [load for path, load in self.files.items() if os.path.basename(path) == os.path.basename(near)]
        return same[0]() if len(same) == 1 else None


def open_bundle(path: Path, hand: Hand, context: Context) -> Bundle:
    """The forms of a file, a folder or a container with all that lies beside them. A container is stored first.

    Raises ``InputError`` where nothing in it is a form.
    """
    whole = Path(os.path.abspath(path))
    if whole.is_dir():
        found = _on_disk(whole, list(files_below(whole)))
    elif (kind := container_type(data := bytes_of(whole), whole.name)) is not None:
        found = _packed(data, kind, whole, hand, context)
    else:
        beside = [one for one in sorted(whole.parent.iterdir()) if one.is_file()]
        found = Bundle((_piece(whole.parent, whole, data),), _loaders(whole.parent, beside))
    if not found.forms and not found.wrong:
        raise InputError("submission.no_form", name=legible(path))
    return found


def _piece(root: Path, file: Path, data: bytes) -> Piece:
    return Piece(data, legible(file), Origin(legible(root), legible(file.relative_to(root))))


def _loaders(root: Path, files: Iterable[Path]) -> dict[str, Loader]:
    return {legible(file.relative_to(root)): partial(bytes_of, file) for file in files}


def _on_disk(root: Path, files: list[Path]) -> Bundle:
    sheets = [_piece(root, file, bytes_of(file)) for file in files if file.suffix.lower() in _SHEETS]
    forms, wrong = _forms(sheets)
    return Bundle(forms, _loaders(root, files), wrong)


def _packed(data: bytes, kind: str, whole: Path, hand: Hand, context: Context) -> Bundle:
    """What an archive or a mail holds, stored as it came before it is opened."""
    origin = Origin(legible(whole.parent), legible(Path(whole.name)), hand=hand.who)
    outer = Piece(data, legible(whole), origin, grade=FROM_UNIT)
    capture = put_in(outer, kind, hand, role="container", context=context)
    inside: dict[str, Piece] = {}
    wrong: list[TakenItem] = []
    try:
        for member in members(data, whole.name):
            place = Origin(f"{origin.root}/{origin.name}", member.name, hand=hand.who)
            piece = Piece(member.data, f"{outer.shown}/{member.name}", place, capture)
            if member.refused is not None:
                wrong.append(refused(piece, member.refused))
            else:
                inside[member.name] = piece
    except (InputError, ReadingError) as error:
        wrong.append(_unread(outer, error))
    sheets = [inside[name] for name in sorted(inside) if name.lower().endswith(_SHEETS)]
    forms, unread = _forms(sheets)
    loaders: dict[str, Loader] = {name: partial(_data_of, piece) for name, piece in inside.items()}
    return Bundle(forms, loaders, (*wrong, *unread))


def _data_of(piece: Piece) -> bytes:
    return piece.data


def _forms(sheets: Iterable[Piece]) -> tuple[tuple[Piece, ...], tuple[TakenItem, ...]]:
    """The workbooks that are forms, and those that nobody can open."""
    forms, unread = [], []
    for piece in sheets:
        try:
            if is_form(piece.data, piece.shown):
                forms.append(piece)
        except ReadingError as error:
            unread.append(_unread(piece, error))
    return tuple(forms), tuple(unread)


def _unread(piece: Piece, error: GuanlanError) -> TakenItem:
    return TakenItem(Outcome(piece.shown, Result.UNREAD, code=error.code, params=dict(error.params)))
