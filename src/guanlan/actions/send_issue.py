"""An issue → its readers, each once; later, what was amended in it → those who got it, each once."""

from __future__ import annotations

from collections.abc import Sequence

from guanlan.actions.act import acting, permit
from guanlan.actions.context import Context
from guanlan.actions.delivery_summaries import DeliveryLine, Draft, Sent
from guanlan.actions.keep_readers import reader_by
from guanlan.actions.steps.dispatching import LOCK, Clock, Dispatch, Run, line_of, still_open
from guanlan.actions.steps.posting import NoticePost, Post, identity_of
from guanlan.deliver import MailSettings, Postman
from guanlan.errors import InputError
from guanlan.store import home
from guanlan.store.locking import locked_alone
from guanlan.store.models import Amendment, Delivery, Issue, Reader
from guanlan.store.selectors.deliveries import active_readers, latest_deliveries, readers_before
from guanlan.store.selectors.developments import SIGNED_OFF
from guanlan.store.selectors.issues import issue_by

VERB = "send issue"
NOTICE = "send notice"


def preview_sending(which: str, settings: MailSettings, *, context: Context, only: str | None = None) -> list[Draft]:
    """What would go out to whom, without sending or writing anything."""
    permit(context, VERB)
    return _drafts(_issue_of(issue_by(which)), _readers(only), settings, context)


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
        run = Run(_issue_of(issue), settings, context, clock or (lambda: context.now))
        return run.to_the_end(_readers(only), postman or Postman(settings))


def preview_notices(which: str, settings: MailSettings, *, context: Context) -> dict[int, list[Draft]]:
    """What would go out of each amendment to whom, without sending or writing anything."""
    permit(context, NOTICE)
    issue = issue_by(which)
    rows = _amendments(issue)
    return {row.number: _drafts(_notice_of(row), _told(issue, row), settings, context) for row in rows}


def send_notices(
    which: str,
    settings: MailSettings,
    *,
    context: Context,
    clock: Clock | None = None,
    postman: Postman | None = None,
) -> dict[int, Sent]:
    """Tell those who got the issue before an amendment, and only those, of that amendment, each once; who left since is
    left alone. Gives what was done, by the amendment's number. Raises ``InputError`` where nothing was amended, where
    somebody else is sending, and where the server cannot be used; the next run goes on from there.
    """
    permit(context, NOTICE)
    issue = issue_by(which)
    rows = _amendments(issue)
    with locked_alone(home() / LOCK) as alone:
        if not alone:
            raise InputError("deliver.busy")
        done = {}
        for row in rows:
            run = Run(_notice_of(row), settings, context, clock or (lambda: context.now))
            done[row.number] = run.to_the_end(_told(issue, row), postman or Postman(settings))
        return done


def list_deliveries(which: str, state: str | None = None, amendment: int = 0) -> tuple[DeliveryLine, ...]:
    """How an issue, or the notice of an ``amendment``, stands with each reader, by address; of one ``state`` only,
    where one is given.
    """
    rows = latest_deliveries(issue_by(which), amendment).values()
    lines = [line_of(row) for row in rows if state in (None, row.state)]
    return tuple(sorted(lines, key=lambda one: one.address))


def settle_delivery(which: str, address: str, *, context: Context, arrived: bool, amendment: int = 0) -> DeliveryLine:
    """What a person found out of an uncertain delivery: it arrived, or it did not and is sent again by the next run."""
    issue = issue_by(which)
    with acting(context, "settle delivery", identity_of(issue)) as details:
        reader = reader_by(address)
        last = latest_deliveries(issue, amendment).get(reader.pk)
        if last is None or last.state != "uncertain":
            raise InputError("deliver.not_uncertain", value=reader.address, state=last.state if last else "∅")
        row = Delivery(
            issue=issue,
            reader=reader,
            amendment=amendment,
            attempt=last.attempt + (not arrived),
            state="accepted" if arrived else "planned",
            message_id=last.message_id,
            at=context.now,
            actor=context.actor,
            detail="settled by hand",
        )
        row.save()
        details.update(arrived=arrived, message_id=row.message_id, amendment=amendment)
    return line_of(row)


def _issue_of(issue: Issue) -> Dispatch:
    return Dispatch(issue, Post(issue), identity_of(issue), VERB)


def _notice_of(row: Amendment) -> Dispatch:
    return Dispatch(row.issue, NoticePost(row), f"{identity_of(row.issue)}#{row.number}", NOTICE, row.number)


def _amendments(issue: Issue) -> list[Amendment]:
    rows = list(Amendment.objects.filter(issue=issue).select_related("issue", "entry", "revision").order_by("number"))
    if not rows:
        raise InputError("deliver.not_amended", issue=issue.number if issue.number is not None else issue.title)
    return rows


def _told(issue: Issue, row: Amendment) -> list[Reader]:
    """Who is told of an amendment."""
    return [one for one in readers_before(issue, row.at) if one.left is None]


def _drafts(dispatch: Dispatch, readers: Sequence[Reader], settings: MailSettings, context: Context) -> list[Draft]:
    standing = dispatch.standing()
    drafts = []
    for reader in readers:
        ready = reader.pk not in standing or still_open(standing[reader.pk])
        if ready and (data := dispatch.message(reader, settings, context.now)):
            drafts.append(Draft(reader.address, dispatch.letters.wanted(reader), len(data)))
    return drafts


def _readers(only: str | None) -> list[Reader]:
    readers = [reader_by(only)] if only else active_readers()
    readers = [one for one in readers if one.left is None]
    if not readers:
        raise InputError("deliver.nobody")
    return readers
