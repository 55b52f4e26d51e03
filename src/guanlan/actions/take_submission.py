"""Take in the forms that units send: checked on arrival row by row, each row a report, with a receipt."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import msgspec

from guanlan.actions.act import NOTHING, acting, permit
from guanlan.actions.context import Context
from guanlan.actions.steps.bundles import Bundle, open_bundle
from guanlan.actions.steps.contributions import take_row
from guanlan.actions.steps.handing import Hand, Piece, hand_of, put_in
from guanlan.actions.steps.keep import FROM_UNIT
from guanlan.actions.steps.submission_rows import SentForm, SentRow, read_form
from guanlan.actions.submission_summaries import Receipt, Remark, RowReceipt, Submitted
from guanlan.errors import GuanlanError, InputError, ReadingError
from guanlan.formats import admit
from guanlan.store.models import Capture, Submission, Unit
from guanlan.store.selectors.units import nearest_unit, unit_named

_MONTH = re.compile(r"20\d\d-(?:0[1-9]|1[0-2])")
BEIJING = ZoneInfo("Asia/Shanghai")


def take_submission(
    path: Path, *, context: Context, month: str | None = None, who: str | None = None, register: bool = False
) -> Submitted:
    """Take in a form, or the forms of a folder, an archive or a mail, with the files beside them.

    ``month`` (``2026-11``) is what the forms are for: that of their arrival where none is said. ``register``: units
    that nobody has entered are entered now; else their rows go back. Taken in again, nothing is doubled.

    Raises ``InputError`` where there is no such path, or nothing in it is a form.
    """
    permit(context, "take submission")
    if not path.exists():
        raise InputError("actions.no_such_path", path=str(path))
    if month is not None and not _MONTH.fullmatch(month):
        raise InputError("submission.bad_month", value=month)
    hand = hand_of(who, "", "release", context)
    bundle = open_bundle(path, hand, context)
    on = context.now.astimezone(BEIJING).date()
    receipts = []
    for done, form in enumerate(bundle.forms):
        context.tell(done, len(bundle.forms), form.shown)
        desk = _Desk(bundle, month or on.strftime("%Y-%m"), on, hand, context, register=register)
        receipts.append(desk.take(form))
    context.tell(len(bundle.forms), len(bundle.forms))
    return Submitted(tuple(receipts), bundle.wrong)


class _Desk:
    """Where one form is looked through."""

    def __init__(
        self, bundle: Bundle, month: str, on: datetime.date, hand: Hand, context: Context, *, register: bool
    ) -> None:
        self._bundle, self._month, self._on = bundle, month, on
        self._hand, self._context, self._register = hand, context, register

    def take(self, form: Piece) -> Receipt:
        """Store the form, then look through its rows."""
        receipt = Receipt(form.shown, self._month, self._context.now)
        try:
            media_type = admit(form.data, form.shown)
        except (InputError, ReadingError) as error:
            return _sent_back(receipt, error)
        form = form._replace(grade=FROM_UNIT)
        capture = put_in(form, media_type, self._hand, role="form", context=self._context)
        try:
            sent = read_form(form.data, form.shown, on=self._on)
        except (InputError, ReadingError) as error:
            return _sent_back(receipt, error)
        rows = tuple(self._rows(sent, capture))
        return msgspec.structs.replace(receipt, rows=rows, remarks=sent.remarks)

    def _rows(self, sent: SentForm, form: Capture) -> Iterator[RowReceipt]:
        submissions: dict[str, Submission | Remark] = {}
        for row in sent.rows:
            if row.unit not in submissions:
                submissions[row.unit] = self._submission(row, form)
            submission = submissions[row.unit]
            if isinstance(submission, Remark):
                remarks = (*row.remarks, submission) if row.unit else row.remarks
                yield RowReceipt(row.row, row.unit, row.title, accepted=False, remarks=remarks)
            else:
                yield take_row(row, form, submission, self._bundle, self._hand, self._context)

    def _submission(self, row: SentRow, form: Capture) -> Submission | Remark:
        """The unit's submission by this form; why there is none."""
        unit = unit_named(row.unit)
        if unit is None and not (self._register and row.unit):
            near = nearest_unit(row.unit)
            return Remark("submission.unknown_unit", {"unit": row.unit, "near": near or "—"})
        if unit is not None and unit.closed is not None and unit.closed.strftime("%Y-%m") < self._month:
            return Remark("submission.closed_unit", {"unit": unit.name, "day": unit.closed.isoformat()})
        with acting(self._context, "receive submission", f"{row.unit} {self._month}"[:200]) as details:
            if unit is None:
                unit = Unit(name=row.unit[:200], contact=row.contact[:200], joined=self._on)
                unit.save()
                details["registered"] = True
            submission, is_new = Submission.objects.get_or_create(
                unit=unit,
                form_id=form.blob_id,
                month=self._month,
                defaults={"name": form.origin[:500], "who": self._hand.who, "at": self._context.now},
            )
            if not is_new:
                details[NOTHING] = True
        return submission


def _sent_back(receipt: Receipt, error: GuanlanError) -> Receipt:
    return msgspec.structs.replace(receipt, code=error.code, params=dict(error.params))
