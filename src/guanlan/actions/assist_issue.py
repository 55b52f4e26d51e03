"""Have a model draft parts of an issue, where the home's settings say so."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from decimal import Decimal

import msgspec

from guanlan.actions.act import acting, permit
from guanlan.actions.assist_summaries import Against, Assisted, Drafted
from guanlan.actions.context import Context
from guanlan.actions.steps.amended import must_be_draft
from guanlan.actions.steps.assemble import assembled, id_of, journal_of, set_frame, words_of
from guanlan.actions.steps.assisting import Place, Wanted, entry_with, material_of, places_of, with_words
from guanlan.actions.steps.behind import behind, home_rates
from guanlan.actions.steps.indexing import index_entries
from guanlan.actions.steps.issue_rows import new_revision
from guanlan.actions.steps.issue_sheets import home_register
from guanlan.actions.steps.rearrange import refresh_frame
from guanlan.assist import Answer, AssistSettings, Material, Prompt, ask, assist_settings, clean_answer, prompt_for
from guanlan.assist.asking import dearest, request_body
from guanlan.assist.settings import FILE, key_of
from guanlan.errors import GuanlanError, InputError
from guanlan.publish.compose import guide_key
from guanlan.publish.gate import check_entry, check_issue
from guanlan.publish.proof import proofread
from guanlan.publish.proof.sheet import sheet_of_issue
from guanlan.records.bulletin import Bulletin, Hand
from guanlan.records.codec import to_json
from guanlan.records.gate import Checkable, CheckState
from guanlan.store import home
from guanlan.store.models import Entry, Issue, ModelText
from guanlan.store.selectors.entries import placed_entries, with_latest
from guanlan.store.selectors.issues import issue_by

VERB = "assist"


class _Run:
    """What a run has: its settings, what it spent, whether an editor takes what is open."""

    def __init__(self, issue: Issue, context: Context, *, adopt: bool) -> None:
        self.issue, self.context, self.adopt = issue, context, adopt
        self.spent = Decimal(0)


def assist_issue(
    which: str, wanted: Wanted, *, context: Context, dry_run: bool = False, adopt: bool = False
) -> Assisted:
    """Ask for each part that is ``wanted``; words with nothing open at the gate become the part's own, labelled.

    ``dry_run`` shows what would be sent and sends nothing, settings or not. ``adopt``: the editor takes what is open
    as an own revision, and the gate keeps it open. Every question and what it cost goes into the audit log, before and
    after. Raises ``InputError`` where nothing may be sent; what goes wrong with one part is told in its ``error``.
    """
    permit(context, VERB)
    issue = issue_by(which)
    must_be_draft(issue)
    if journal_of(issue) is None:
        raise InputError("assist.imported")
    settings = home_settings()
    rows = [row for row, _ in placed_entries(issue)]
    places = places_of(wanted, rows, assembled(issue))
    if dry_run:
        return _told(issue, settings, [_shown(place, rows, settings) for place in places], Decimal(0))
    settings = _enabled(settings, places)
    key = key_of(settings, os.environ)
    run = _Run(issue, context, adopt=adopt)
    drafts = []
    for done, place in enumerate(places):
        context.tell(done, len(places), place.where)
        drafts.append(_drafted(run, place, rows, settings, key))
    context.tell(len(places), len(places))
    return _told(issue, settings, drafts, run.spent)


def home_settings() -> AssistSettings | None:
    """What the home's ``assist.toml`` says; None where there is none."""
    path = home() / FILE
    return assist_settings(path.read_bytes() if path.is_file() else None)


def _enabled(settings: AssistSettings | None, places: Iterable[Place]) -> AssistSettings:
    if settings is None or not settings.enabled:
        raise InputError("assist.off")
    for place in places:
        if place.use not in settings.uses:
            raise InputError("assist.use", use=place.use)
    return settings


def _told(issue: Issue, settings: AssistSettings | None, drafts: Sequence[Drafted], cost: Decimal) -> Assisted:
    texts = ModelText.objects.filter(issue=issue).values_list("cost", flat=True)
    return Assisted(
        issue=str(issue.number),
        drafts=tuple(drafts),
        cost=cost,
        spent=sum((Decimal(one) for one in texts), Decimal(0)),
        currency=settings.currency if settings else "",
        endpoint=settings.endpoint if settings else "",
        model=settings.model if settings else "",
    )


def _shown(place: Place, rows: Sequence[Entry], settings: AssistSettings | None) -> Drafted:
    """What would be sent, to the letter."""
    prompt = prompt_for(place.use)
    try:
        material, _ = material_of(place, rows)
    except GuanlanError as error:
        return Drafted(place.where, "failed", error=(error.code, dict(error.params)))
    sent = request_body(prompt, material.text, settings.model if settings else "").decode()
    about = Drafted(place.where, "would_send", sent=sent, withheld=material.withheld, cut=material.cut)
    about = msgspec.structs.replace(about, prompt=prompt.name, prompt_hash=prompt.hash, known=False)
    if settings is None:
        return about
    most = dearest(settings, prompt, material.text)
    return msgspec.structs.replace(
        about, tokens_in=most.tokens_in, tokens_out=most.tokens_out, cost=most.money, model=settings.model
    )


def _drafted(run: _Run, place: Place, rows: Sequence[Entry], settings: AssistSettings, key: str | None) -> Drafted:
    """One part: asked, looked at, taken or stopped."""
    prompt = prompt_for(place.use)
    stood = _standing(run.issue, place)
    try:
        material, blobs = material_of(place, rows)
        answer = _asked(run, place, material, settings, key)
    except GuanlanError as error:
        return Drafted(place.where, "failed", prompt=prompt.name, prompt_hash=prompt.hash,
                       error=(error.code, dict(error.params)))  # fmt: skip
    cleaned = clean_answer(answer.text, prompt)
    told = Drafted(
        where=place.where,
        state="stopped",
        text="\n".join(cleaned.paragraphs),
        withheld=material.withheld,
        cut=material.cut,
        tokens_in=answer.cost.tokens_in,
        tokens_out=answer.cost.tokens_out,
        cost=answer.cost.money,
        known=answer.cost.known,
        model=answer.model or settings.model,
        prompt=prompt.name,
        prompt_hash=prompt.hash,
    )
    # an answer takes its time, and others are at work: what they changed meanwhile is not written over
    code, params = (cleaned.code, dict(cleaned.params)) if cleaned.code else _meanwhile(run.issue, place, stood)
    if code is not None:
        told = msgspec.structs.replace(told, against=(Against(code, "", params),))
    else:
        told = _judged(run, place, told, cleaned.paragraphs)
    clean = not told.open and not told.against
    state = "taken" if clean else "adopted" if run.adopt and code is None else "stopped"
    told = msgspec.structs.replace(told, state=state)
    with acting(run.context, VERB, f"{run.issue.number}/{place.where}") as details:
        row = _recorded(run, place, told, _Sent(settings, prompt, material, blobs))
        told = _taken(run, place, told, cleaned.paragraphs)
        details.update(step=told.state, text=row.pk, model=told.model, prompt=told.prompt)
        details.update(prompt_hash=told.prompt_hash, tokens_in=told.tokens_in, tokens_out=told.tokens_out)
        details.update(cost=str(told.cost), currency=settings.currency, counted=told.known, spent=str(run.spent))
    return told


def _standing(issue: Issue, place: Place) -> str:
    """What the part stands on: for a guide the words of its column, for an entry its place and its last revision."""
    if place.row is None:
        return guide_key(assembled(issue).columns[place.column - 1])
    place.row.refresh_from_db()
    return f"{id_of(place.row)} {with_latest([place.row])[0][1].number}"


def _meanwhile(issue: Issue, place: Place, stood: str) -> tuple[str | None, dict[str, object]]:
    """Why the words can have no place any more: the part was changed, or the issue is no draft."""
    issue.refresh_from_db()
    try:
        must_be_draft(issue)
    except InputError as error:
        return error.code, dict(error.params)
    return (None, {}) if _standing(issue, place) == stood else ("assist.changed", {"where": place.where})


def _asked(run: _Run, place: Place, material: Material, settings: AssistSettings, key: str | None) -> Answer:
    """The answer. That something is sent is written down before it is, and what a broken question may have cost after
    it: a run that is killed has told what left the house.
    """
    prompt = prompt_for(place.use)
    most = dearest(settings, prompt, material.text)
    if run.spent + most.money > settings.most:
        raise InputError(
            "assist.too_dear", next=most.money, spent=run.spent, most=settings.most, currency=settings.currency
        )
    subject = f"{run.issue.number}/{place.where}"
    with acting(run.context, VERB, subject) as details:
        details.update(step="asked", endpoint=settings.endpoint, model=settings.model, prompt=prompt.name,
                       prompt_hash=prompt.hash, input_hash=_hash(material.text), most=str(most.money),
                       currency=settings.currency)  # fmt: skip
    try:
        answer = ask(settings, prompt, material.text, key=key)
    except GuanlanError as error:
        paid = most.money if error.code in _MAY_COST else Decimal(0)
        run.spent += paid
        with acting(run.context, VERB, subject) as details:
            details.update(step="failed", why=error.code, cost=str(paid), currency=settings.currency, counted=False,
                           spent=str(run.spent))  # fmt: skip
        raise
    run.spent += answer.cost.money
    return answer


# the service did its work, or may have: counted as the most that it can be
_MAY_COST = ("assist.timeout", "assist.too_large", "assist.unreadable", "assist.cut_off", "assist.unreachable")


def _judged(run: _Run, place: Place, told: Drafted, paragraphs: Sequence[str]) -> Drafted:
    """What the gate and the proof-reader say of the part with these words in it."""
    before = assembled(run.issue)
    after = with_words(before, place, paragraphs, Hand.MODEL)
    open_ = tuple(one for one in _things(run.issue, place, after) if one.state is CheckState.OPEN)
    known = set(_errors(run.issue, place, before))
    against = tuple(
        Against(code, text, dict(params))
        for code, text, params in _errors(run.issue, place, after).values()
        if (code, text) not in known
    )
    return msgspec.structs.replace(told, open=open_, against=against)


def _things(issue: Issue, place: Place, bulletin: Bulletin) -> Iterable[Checkable]:
    if place.row is None:
        return (one for one in check_issue(bulletin, behind(issue), rates=home_rates()) if one.where == place.where)
    key = id_of(place.row)
    entry = next(one for one in bulletin.entries() if one.id == key)
    checked = check_entry(entry, behind(issue, only=key)[key], rates=home_rates())
    return (one for one in checked if one.where == place.where)


def _errors(
    issue: Issue, place: Place, bulletin: Bulletin
) -> dict[tuple[str, str], tuple[str, str, dict[str, object]]]:
    """The proof-reader's errors in the part, each under its code and words."""
    journal = journal_of(issue)
    sheet = sheet_of_issue(bulletin, journal=journal)
    found = proofread(sheet, silenced=journal.silenced if journal else (), register=home_register())
    return {
        (one.code, one.text): (one.code, one.text, dict(one.params))
        for one in found
        if one.level == "error" and one.where == place.where
    }


def _taken(run: _Run, place: Place, told: Drafted, paragraphs: Sequence[str]) -> Drafted:
    """The words in their place, unless they were stopped. What the model wrote is kept before, to be compared with."""
    if told.state == "stopped":
        return told
    hand = Hand.MODEL if told.state == "taken" else Hand.ADOPTED
    if place.row is None:
        set_frame(run.issue, with_words(assembled(run.issue), place, paragraphs, hand))
        run.issue.save()
        return told
    last = with_latest([place.row])[0][1]
    record = entry_with(words_of(last, ""), place, paragraphs, hand)
    revision = new_revision(place.row, record, run.context, by_hand=True)
    refresh_frame(run.issue)
    index_entries([place.row])
    return msgspec.structs.replace(told, revision=revision.number)


class _Sent(msgspec.Struct, frozen=True):
    settings: AssistSettings
    prompt: Prompt
    material: Material
    blobs: tuple[str, ...]


def _recorded(run: _Run, place: Place, told: Drafted, sent: _Sent) -> ModelText:
    row = ModelText(
        issue=run.issue,
        entry=place.row,
        use=place.use,
        where=place.where,
        host=sent.settings.endpoint,
        model=sent.settings.model,
        answered=told.model,
        prompt=sent.prompt.name,
        prompt_hash=sent.prompt.hash,
        params=json.dumps({"temperature": 0, "max_tokens": sent.prompt.most_tokens}, sort_keys=True),
        input_hash=_hash(sent.material.text),
        blobs=json.dumps(list(sent.blobs)),
        text=told.text,
        state=told.state,
        objections=to_json([*told.open, *told.against]).decode(),
        tokens_in=told.tokens_in,
        tokens_out=told.tokens_out,
        cost=str(told.cost),
        currency=sent.settings.currency,
        actor=run.context.actor,
        at=run.context.now,
    )
    row.save()
    return row


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
