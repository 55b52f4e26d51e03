"""One run of sending letters: whatever breaks off, nobody gets one twice.

Before the first byte of a letter goes out, the row ``handed`` is written; after the server's answer, ``accepted`` or
``refused``. A reader found ``handed`` without an answer may have the letter or not: that one becomes ``uncertain``, and
a person decides. Everybody else is safe to send to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime

import msgspec

from guanlan.actions.act import acting
from guanlan.actions.context import Context
from guanlan.actions.delivery_summaries import DeliveryLine, Sent
from guanlan.actions.steps.posting import Letters
from guanlan.deliver import Answer, MailSettings, Outcome, Postman, message_id, written
from guanlan.deliver.messages import Recipient
from guanlan.errors import InputError
from guanlan.store.models import Delivery, Issue, Reader
from guanlan.store.selectors.deliveries import latest_deliveries

LOCK = "sending.lock"
_AGAIN = 3  # connections lost in a row before the first byte: then the server is not well
Clock = Callable[[], datetime]


class Dispatch(msgspec.Struct, frozen=True):
    """What goes out: the issue, or with ``amendment`` the notice of it. ``name`` tells it from all else that is sent;
    ``verb`` is what the audit log calls it.
    """

    issue: Issue
    letters: Letters
    name: str
    verb: str
    amendment: int = 0

    def standing(self) -> dict[int, Delivery]:
        """How it stands with each reader."""
        return latest_deliveries(self.issue, self.amendment)

    def message(self, reader: Reader, settings: MailSettings, at: datetime, name: str = "") -> bytes | None:
        """What goes over the wire to the reader; None where the reader wants nothing of it."""
        letter = self.letters.for_(reader, settings)
        if letter is None:
            return None
        to = Recipient(reader.address, reader.name, reader.token)
        return written(letter, to, settings, name=name or self.message_id(reader, settings), at=at)

    def message_id(self, reader: Reader, settings: MailSettings) -> str:
        """The same however often it is asked for."""
        return message_id(self.name, reader.address, settings.sender)


class Run:
    """One run of sending."""

    def __init__(self, dispatch: Dispatch, settings: MailSettings, context: Context, clock: Clock) -> None:
        self._dispatch, self._settings, self._context, self._clock = dispatch, settings, context, clock
        self._counts: Counter[str] = Counter()

    def to_the_end(self, readers: list[Reader], postman: Postman) -> Sent:
        """Send to all of them that do not have it; the postman is closed. Raises ``InputError`` where the server cannot
        be used.
        """
        due = self._planned(readers)
        lost = 0
        try:
            while due:
                self._context.tell(self._counts["done"], self._counts["done"] + len(due), due[0].reader.address)
                answer = self._sent(due[0], postman)
                lost = lost + 1 if answer.outcome is Outcome.UNSENT else 0
                if lost >= _AGAIN:
                    where = self._settings
                    raise InputError("deliver.unreachable", host=where.host, port=where.port, why=answer.detail)
                if not lost:
                    del due[0]
                    self._counts["done"] += 1
        finally:
            postman.close()
        return self._told()

    def _planned(self, readers: list[Reader]) -> list[Delivery]:
        """The plan of this run, written as a whole: what earlier runs left open, and who is new."""
        due, new = [], []
        with acting(self._context, self._dispatch.verb, self._dispatch.name) as details:
            standing = self._dispatch.standing()
            for row in standing.values():
                if row.state == "handed":  # whoever wrote this died before the answer was written down
                    self._step(row, Outcome.UNCERTAIN.value, "no answer was recorded").save()
            for reader in readers:
                last = standing.get(reader.pk)
                if last is not None and not still_open(last):
                    self._counts["before"] += last.state == "accepted"
                elif last is not None and last.state == "planned":
                    due.append(last)
                elif not self._dispatch.letters.wanted(reader):
                    self._counts["nothing"] += 1
                else:
                    new.append(self._plan(reader, last))
            for row in new:
                row.save()
            details.update(planned=len(new), resumed=len(due))
        return sorted([*due, *new], key=lambda row: row.reader.address)

    def _plan(self, reader: Reader, last: Delivery | None) -> Delivery:
        attempt = last.attempt + 1 if last else 1
        return self._row(reader, attempt, "planned", self._dispatch.message_id(reader, self._settings))

    def _sent(self, plan: Delivery, postman: Postman) -> Answer:
        data = self._dispatch.message(plan.reader, self._settings, plan.at, plan.message_id)
        if data is None:  # the reader wants other things by now
            self._step(plan, Outcome.REFUSED.value, "5 nothing of this issue is wanted").save()
            self._counts["nothing"] += 1
            return Answer(Outcome.REFUSED)
        answer = postman.send(data, plan.reader.address, lambda: self._step(plan, "handed").save())
        if answer.outcome is not Outcome.UNSENT:
            self._step(plan, answer.outcome.value, answer.detail).save()
            self._counts[answer.outcome.value] += 1
        return answer

    def _step(self, last: Delivery, state: str, detail: str = "") -> Delivery:
        return self._row(last.reader, last.attempt, state, last.message_id, detail)

    def _row(self, reader: Reader, attempt: int, state: str, name: str, detail: str = "") -> Delivery:
        return Delivery(
            issue=self._dispatch.issue,
            reader=reader,
            amendment=self._dispatch.amendment,
            attempt=attempt,
            state=state,
            message_id=name,
            at=self._clock(),
            actor=self._context.actor,
            detail=detail,
        )

    def _told(self) -> Sent:
        rows = self._dispatch.standing().values()
        return Sent(
            accepted=self._counts["accepted"],
            refused=self._counts["refused"],
            before=self._counts["before"],
            nothing=self._counts["nothing"],
            uncertain=tuple(sorted(row.reader.address for row in rows if row.state == "uncertain")),
            refusals=tuple(line_of(row) for row in rows if row.state == "refused"),
        )


def still_open(last: Delivery) -> bool:
    """Whether there is something left to do for a reader: a server that said not now is asked again."""
    return last.state == "planned" or (last.state == "refused" and last.detail.startswith("4"))


def line_of(row: Delivery) -> DeliveryLine:
    """How it stands with one reader."""
    return DeliveryLine(row.reader.address, row.state, row.attempt, row.at, row.message_id, row.detail)
