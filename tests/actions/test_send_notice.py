"""Who got an issue is told of what was amended in it: those and no others, each once, whatever breaks."""

from __future__ import annotations

import datetime
import email
import email.policy

import msgspec
import pytest

from guanlan.actions.amend_issue import Correct, Retract, amend_issue
from guanlan.actions.keep_readers import add_reader, remove_reader
from guanlan.actions.send_issue import list_deliveries, preview_notices, send_issue, send_notices, settle_delivery
from guanlan.errors import InputError
from guanlan.store.models import Delivery
from issue_sample_rows import kept_issue
from mail_server import Box, servers

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:aiosmtpd")
A, B, C = (f"{name}@example.invalid" for name in "abc")


@pytest.fixture
def server():
    """Starts servers; stops them all at the end."""
    with servers() as start:
        yield start


def later(context, days):
    """The same editor, days on."""
    return msgspec.structs.replace(context, now=context.now + datetime.timedelta(days=days))


@pytest.fixture
def sent(home, context, server):
    """Issue 18, sent to A and B and left by B since; C came later. Its first entry was put right on day 2."""
    kept_issue(context)
    for name in (A, B):
        add_reader(name, context=context)
    assert send_issue("18", server(Box()), context=context).accepted == 2
    amend_issue(
        "18", "1.0.01", Correct("数额有误。", text="该公司被罚5万元。", waive="决定书载明"), context=later(context, 2)
    )
    add_reader(C, context=later(context, 3))


def words(message):
    """Subject and plain text of what went out."""
    told = email.message_from_bytes(message.as_bytes(), policy=email.policy.default)
    return told["Subject"], told.get_body(("plain",)).get_content().replace("\r\n", "\n")


def test_those_who_got_it_are_told_once(sent, context, server):
    """Not who never got it; a second run sends nothing; the issue itself is not sent again."""
    box = Box()
    settings = server(box)
    now = later(context, 4)
    assert [one.address for one in preview_notices("18", settings, context=now)[1]] == [A, B]
    done = send_notices("18", settings, context=now)

    assert done[1].accepted == 2
    assert sorted(box.took) == [A, B]
    assert send_notices("18", settings, context=now)[1].before == 2
    assert {len(messages) for messages in box.took.values()} == {1}
    assert send_issue("18", settings, context=now).accepted == 1  # C, who gets the issue as it is now
    assert sorted(box.took) == [A, B, C]
    assert send_notices("18", settings, context=now)[1].accepted == 0
    assert [len(box.took[one]) for one in (A, B, C)] == [1, 1, 1]
    assert {line.state for line in list_deliveries("18", amendment=1)} == {"accepted"}


def test_it_says_what_was_wrong_and_what_is_right(sent, context, server):
    """In plain words, with the entry, the note and the way out; under a Message-ID of its own."""
    box = Box()
    send_notices("18", server(box), context=later(context, 4))
    (message,) = box.took[A]
    subject, text = words(message)

    assert subject.startswith("更正：")
    assert "1.0.01" in subject
    for part in ("更正（2025年1月18日）：数额有误。", "【原文】", "【更正为】\n该公司被罚5万元。", "unsubscribe"):
        assert part in text
    names = set(Delivery.objects.filter(reader__address=A).values_list("message_id", flat=True))
    assert len(names) == 2
    assert message["Message-ID"] in names


def test_what_was_taken_back_is_not_told_again(sent, context, server):
    """The notice of a retraction has title and reason, no words of the text."""
    lines = Delivery.objects.count()
    amend_issue("18", "1.0.02", Retract("来源已撤回。"), context=later(context, 5))
    box = Box()
    done = send_notices("18", server(box), context=later(context, 6))

    assert [one.accepted for one in done.values()] == [2, 2]
    assert Delivery.objects.count() > lines
    texts = [words(one)[1] for one in box.took[A]]
    assert "请勿再引用" in texts[1]
    assert "【原文】" not in texts[1]


def test_who_left_is_left_alone(sent, context, server):
    """Also from a notice."""
    remove_reader(B, context=later(context, 3))
    box = Box()
    send_notices("18", server(box), context=later(context, 4))
    assert sorted(box.took) == [A]


def test_a_notice_whose_answer_was_cut_off_waits_for_a_person(sent, context, server):
    """As with an issue: uncertain, not sent again by itself; settled apart from the issue's own delivery."""
    settings = server(Box(cut=1.0))
    now = later(context, 4)
    done = send_notices("18", settings, context=now)
    assert done[1].uncertain == (A, B)
    calm = Box()
    settings = server(calm)
    assert send_notices("18", settings, context=now)[1].accepted == 0
    settle_delivery("18", A, context=now, arrived=False, amendment=1)
    settle_delivery("18", B, context=now, arrived=True, amendment=1)
    assert send_notices("18", settings, context=now)[1].accepted == 1
    assert list(calm.took) == [A]
    assert {line.state for line in list_deliveries("18")} == {"accepted"}
    with pytest.raises(InputError) as caught:
        settle_delivery("18", A, context=now, arrived=True)
    assert caught.value.code == "deliver.not_uncertain"


def test_without_an_amendment_there_is_nothing_to_tell(home, context, server):
    """It is said, and nothing goes out."""
    kept_issue(context)
    with pytest.raises(InputError) as caught:
        send_notices("18", server(Box()), context=context)
    assert caught.value.code == "deliver.not_amended"


def test_a_run_that_died_goes_on_where_it_stood(sent, context, server, monkeypatch):
    """Killed after the first letter was handed over: that one waits for a person, the other is sent, once."""
    box = Box()
    settings = server(box)
    now = later(context, 4)
    saved = Delivery.save

    def dies(row, **more):
        if row.amendment == 1 and row.state == "accepted":
            raise KeyboardInterrupt
        saved(row, **more)

    monkeypatch.setattr(Delivery, "save", dies)
    with pytest.raises(KeyboardInterrupt):
        send_notices("18", settings, context=now)
    monkeypatch.setattr(Delivery, "save", saved)
    done = send_notices("18", settings, context=now)

    assert (done[1].accepted, done[1].uncertain) == (1, (A,))
    assert [len(box.took[one]) for one in (A, B)] == [1, 1]
