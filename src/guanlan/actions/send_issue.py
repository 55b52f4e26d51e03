"""An issue → its readers, each once: whatever breaks off, nobody gets it twice.

Before the first byte of a letter goes out, the row ``handed`` is written; after the server's answer, ``accepted`` or
``refused``. A reader found ``handed`` without an answer may have the letter or not: that one becomes ``uncertain``, and
a person decides. Everybody else is safe to send to.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import datetime

from guanlan.actions.act import acting, permit
from guanlan.actions.context import Context
from guanlan.actions.delivery_summaries import DeliveryLine, Draft, Sent
from guanlan.actions.keep_readers import reader_by
from guanlan.actions.steps.posting import Post, identity_of
from guanlan.deliver import Answer, MailSettings, Outcome, Postman, message_id, written
from guanlan.deliver.messages import Recipient
from guanlan.errors import InputError
from guanlan.store import home
from guanlan.store.locking import locked_alone
from guanlan.store.models import Delivery, Issue, Reader
from guanlan.store.selectors.deliveries import active_readers, latest_deliveries
from guanlan.store.selectors.developments import SIGNED_OFF
from guanlan.store.selectors.issues import issue_by

LOCK = "sending.lock"
VERB = "send issue"
_AGAIN = 3  # connections lost in a row before the first byte: then the server is not well
Clock = Callable[[], datetime]


def preview_sending(which: str, settings: MailSettings, *, context: Context, only: str | None = None) -> list[Draft]:
    """What would go out to whom, without sending or writing anything."""
    permit(context, VERB)
    issue = issue_by(which)
    post, standing = Post(issue), latest_deliveries(issue)
    drafts = []
    for reader in _readers(only):
        ready = reader.pk not in standing or _open(standing[reader.pk])
        if ready and (data := _message(issue, reader, post, settings, context.now)):
            drafts.append(Draft(reader.address, post.wanted(reader), len(data)))
    return drafts


def send_issue(
    which: str,
    settings: MailSettings,
    *,
    context: Context,
    only: str | None = None,
    clock: Clock | None = None,
    postman: Postman | None = None,
) -> Sent:
    """Send an issue to all readers, or ``only`` to one, who do not have it yet. Raises ``InputError`` for an issue that
    is not signed off, where there are no readers, where somebody else is sending, and where the server cannot be used;
    what went out until then is recorded, and the next run goes on from there.
    """
    permit(context, VERB)
    issue = issue_by(which)
    if issue.state != SIGNED_OFF and issue.release_id is None:
        raise InputError("deliver.not_signed", title=issue.title, number=issue.number)
    with locked_alone(home() / LOCK) as alone:
        if not alone:
            raise InputError("deliver.busy")
        run = _Run(issue, settings, context, clock or (lambda: context.now))
        return run.to_the_end(_readers(only), postman or Postman(settings))


def list_deliveries(which: str, state: str | None = None) -> tuple[DeliveryLine, ...]:
    """How an issue stands with each reader, by address; of one ``state`` only, where one is given."""
    rows = latest_deliveries(issue_by(which)).values()
    lines = [_line(row) for row in rows if state in (None, row.state)]
    return tuple(sorted(lines, key=lambda one: one.address))


def settle_delivery(which: str, address: str, *, context: Context, arrived: bool) -> DeliveryLine:
    """What a person found out of an uncertain delivery: it arrived, or it did not and is sent again by the next run."""
    issue = issue_by(which)
    with acting(context, "settle delivery", identity_of(issue)) as details:
        reader = reader_by(address)
        last = latest_deliveries(issue).get(reader.pk)
        if last is None or last.state != "uncertain":
            raise InputError("deliver.not_uncertain", value=reader.address, state=last.state if last else "∅")
        row = Delivery(
            issue=issue,
            reader=reader,
            attempt=last.attempt + (not arrived),
            state="accepted" if arrived else "planned",
            message_id=last.message_id,
            at=context.now,
            actor=context.actor,
            detail="settled by hand",
        )
        row.save()
        details.update(arrived=arrived, message_id=row.message_id)
    return _line(row)


class _Run:
    """One run of sending."""

    def __init__(self, issue: Issue, settings: MailSettings, context: Context, clock: Clock) -> None:
        self._issue, self._settings, self._context, self._clock = issue, settings, context, clock
        self._post = Post(issue)
        self._counts: Counter[str] = Counter()

    def to_the_end(self, readers: list[Reader], postman: Postman) -> Sent:
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
        with acting(self._context, VERB, identity_of(self._issue)) as details:
            standing = latest_deliveries(self._issue)
            for row in standing.values():
                if row.state == "handed":  # whoever wrote this died before the answer was written down
                    self._step(row, Outcome.UNCERTAIN.value, "no answer was recorded").save()
            for reader in readers:
                last = standing.get(reader.pk)
                if last is not None and not _open(last):
                    self._counts["before"] += last.state == "accepted"
                elif last is not None and last.state == "planned":
                    due.append(last)
                elif not self._post.wanted(reader):
                    self._counts["nothing"] += 1
                else:
                    new.append(self._plan(reader, last))
            for row in new:
                row.save()
            details.update(planned=len(new), resumed=len(due))
        return sorted([*due, *new], key=lambda row: row.reader.address)

    def _plan(self, reader: Reader, last: Delivery | None) -> Delivery:
        name = message_id(identity_of(self._issue), reader.address, self._settings.sender)
        attempt = last.attempt + 1 if last else 1
        return self._row(reader, attempt, "planned", name)

    def _sent(self, plan: Delivery, postman: Postman) -> Answer:
        data = _message(self._issue, plan.reader, self._post, self._settings, plan.at, plan.message_id)
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
            issue=self._issue,
            reader=reader,
            attempt=attempt,
            state=state,
            message_id=name,
            at=self._clock(),
            actor=self._context.actor,
            detail=detail,
        )

    def _told(self) -> Sent:
        rows = latest_deliveries(self._issue).values()
        return Sent(
            accepted=self._counts["accepted"],
            refused=self._counts["refused"],
            before=self._counts["before"],
            nothing=self._counts["nothing"],
            uncertain=tuple(sorted(row.reader.address for row in rows if row.state == "uncertain")),
            refusals=tuple(_line(row) for row in rows if row.state == "refused"),
        )


def _readers(only: str | None) -> list[Reader]:
    readers = [reader_by(only)] if only else active_readers()
    readers = [one for one in readers if one.left is None]
    if not readers:
        raise InputError("deliver.nobody")
    return readers


def _open(last: Delivery) -> bool:
    """Whether there is something left to do for a reader: a server that said not now is asked again."""
    return last.state == "planned" or (last.state == "refused" and last.detail.startswith("4"))


def _message(
    issue: Issue, reader: Reader, post: Post, settings: MailSettings, at: datetime, name: str = ""
) -> bytes | None:
    letter = post.for_(reader, settings)
    if letter is None:
        return None
    name = name or message_id(identity_of(issue), reader.address, settings.sender)
    to = Recipient(reader.address, reader.name, reader.token)
    return written(letter, to, settings, name=name, at=at)


def _line(row: Delivery) -> DeliveryLine:
    return DeliveryLine(row.reader.address, row.state, row.attempt, row.at, row.message_id, row.detail)
