"""An issue goes to every reader once, whatever breaks."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import msgspec
import pytest
from django.db import connections

from guanlan.actions.keep_readers import add_reader, import_readers, list_readers, remove_reader
from guanlan.actions.send_issue import list_deliveries, preview_sending, send_issue, settle_delivery
from guanlan.errors import InputError
from guanlan.store.models import Delivery
from issue_sample_rows import kept_issue
from mail_server import SETTINGS, Box, servers

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:aiosmtpd")
SCRIPT = Path(__file__).resolve().parents[1] / "sending_process.py"
MANY = 1000


@pytest.fixture
def server():
    """Starts servers; stops them all at the end."""
    with servers() as start:
        yield start


def register(count: int, context) -> list[str]:
    names = [f"reader-{number:04d}@example.invalid" for number in range(count)]
    import_readers(("address\n" + "\n".join(names)).encode(), context=context)
    return names


def states(which: str = "18") -> dict[str, str]:
    return {line.address: line.state for line in list_deliveries(which)}


def killed_run(home: Path, port: int, die: random.Random) -> str:
    """A run that is killed after some moments; what it said until then."""
    process = subprocess.Popen(
        [sys.executable, SCRIPT, str(home), str(port)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n", process.communicate()[1]
    try:
        process.wait(die.uniform(0.3, 3.0))
    except subprocess.TimeoutExpired:
        process.kill()
    out, errors = process.communicate(timeout=60)
    assert "Traceback" not in errors, errors
    return out.strip()


def test_a_thousand_readers_get_it_once_though_killed_and_cut_off(home, context, server):
    """SIGKILL at moments that a seeded die chooses, and a server that hangs up without an answer."""
    kept_issue(context)
    names = register(MANY, context)
    box = Box(seed=7, cut=0.01)
    port = server(box).port
    die = random.Random(18)
    ends = []
    for _ in range(60):
        connections.close_all()
        ends.append(killed_run(home, port, die))
        if ends[-1] == "done":
            break
    stood = states()

    assert ends.count("") >= 2, "nobody was killed"
    assert ends[-1] == "done"
    assert box.cut_off
    assert {address: len(got) for address, got in box.took.items() if len(got) > 1} == {}
    assert set(stood) == set(names)
    unsure = {address for address, state in stood.items() if state == "uncertain"}
    assert set(stood.values()) == {"accepted", "uncertain"}
    assert unsure >= set(box.cut_off)
    # besides those whose line was cut, one at most for every kill
    assert len(unsure) <= len(set(box.cut_off)) + ends.count("")
    assert {address for address in names if address not in unsure} <= set(box.took)


def test_a_second_run_sends_nothing(home, context, server):
    """Done is done; and a second issue is another matter."""
    kept_issue(context)
    names = register(3, context)
    box = Box()
    settings = server(box)
    first = send_issue("18", settings, context=context)
    second = send_issue("18", settings, context=context)

    assert (first.accepted, second.accepted, second.before) == (3, 0, 3)
    assert sorted(box.took) == names
    assert all(len(got) == 1 for got in box.took.values())


def test_what_a_reader_gets(home, context, server):
    """Two bodies that say the same, and the ways to leave."""
    kept_issue(context)
    add_reader("a@example.invalid", context=context, name="李某")
    box = Box()
    settings = msgspec.structs.replace(server(box), unsubscribe="https://example.invalid/leave?t={token}", name="某刊")
    send_issue("18", settings, context=context)
    (message,) = box.took["a@example.invalid"]
    text, html = (part.get_content() for part in message.iter_parts())
    (row,) = Delivery.objects.filter(state="accepted")

    assert message.get_content_type() == "multipart/alternative"
    assert message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert message["List-Unsubscribe"].strip().startswith("<https://example.invalid/leave?t=")
    assert message["Message-ID"] == row.message_id
    assert message["To"].addresses[0].display_name == "李某"
    for words in ("某省通报一起数据泄露事件", "（来源：某省通信管理局）"):
        assert words in text
        assert words in html
    token = row.reader.token
    assert token in text
    assert token in html
    assert "<style" not in html
    assert "class=" not in html
    assert "{leave}" not in text + html


def test_readers_of_columns_and_topics(home, context, server):
    """Who wants a part gets the part; who wants nothing of it gets no mail."""
    kept_issue(context)
    add_reader("a@example.invalid", context=context, columns=["安全事件"])
    add_reader("b@example.invalid", context=context, topics=["minors"])
    add_reader("c@example.invalid", context=context)
    add_reader("d@example.invalid", context=context)
    remove_reader("d@example.invalid", context=context)
    box = Box()
    settings = server(box)
    drafts = {one.address: one.entries for one in preview_sending("18", settings, context=context)}
    done = send_issue("18", settings, context=context)

    assert done.nothing == 1
    assert sorted(box.took) == ["a@example.invalid", "c@example.invalid"] == sorted(drafts)
    assert drafts["a@example.invalid"] < drafts["c@example.invalid"]
    body = box.took["a@example.invalid"][0].get_body(("plain",)).get_content()
    assert "某省通报一起数据泄露事件" in body
    assert "示例数据安全管理办法" not in body


def test_a_draft_goes_to_nobody(home, context, server):
    """Not before it is signed off; looking is free."""
    kept_issue(context, state="draft")
    register(1, context)
    box = Box()
    settings = server(box)
    with pytest.raises(InputError) as caught:
        send_issue("18", settings, context=context)

    assert caught.value.code == "deliver.not_signed"
    assert len(preview_sending("18", settings, context=context)) == 1
    assert not box.took
    assert not Delivery.objects.exists()


def test_refusals(home, context, server):
    """One for good is told and left; one for now is asked again by the next run."""
    kept_issue(context)
    names = register(3, context)
    box = Box(refuse={names[0]: "550 no such user", names[1]: "451 come back later"})
    settings = server(box)
    first = send_issue("18", settings, context=context)
    box.refuse.pop(names[1])
    box.refuse.pop(names[0])
    second = send_issue("18", settings, context=context)

    assert (first.accepted, first.refused) == (1, 2)
    assert (second.accepted, second.refused) == (1, 0)
    assert states() == {names[0]: "refused", names[1]: "accepted", names[2]: "accepted"}
    assert names[0] not in box.took


def test_what_a_person_settles(home, context, server):
    """Arrived: done. Not arrived: once more, under the same Message-ID."""
    kept_issue(context)
    names = register(2, context)
    box = Box(cut=1.0)
    settings = server(box)
    send_issue("18", settings, context=context)
    assert set(states().values()) == {"uncertain"}
    settle_delivery("18", names[0], context=context, arrived=True)
    settle_delivery("18", names[1], context=context, arrived=False)
    calm = Box()
    done = send_issue("18", server(calm), context=context)

    assert done.accepted == 1
    assert list(calm.took) == [names[1]]
    ids = {row.message_id for row in Delivery.objects.filter(reader__address=names[1])}
    assert ids == {calm.took[names[1]][0]["Message-ID"]}
    with pytest.raises(InputError) as caught:
        settle_delivery("18", names[1], context=context, arrived=True)
    assert caught.value.code == "deliver.not_uncertain"


def test_a_server_that_is_not_there(home, context):
    """Nothing goes out, everything stays planned."""
    kept_issue(context)
    register(2, context)
    with pytest.raises(InputError) as caught:
        send_issue("18", msgspec.structs.replace(SETTINGS, port=1), context=context)

    assert caught.value.code == "deliver.unreachable"
    assert set(states().values()) == {"planned"}


def test_a_list_of_readers(home, context):
    """All or none; a leave holds against an old list."""
    good = "address,name,columns,topics\nA@example.invalid,李某,安全事件、政策文件,minors\nb@example.invalid,,,\n"
    assert import_readers(good.encode("gbk"), context=context) == (2, 0)
    remove_reader("b@example.invalid", context=context)
    assert import_readers(good.encode(), context=context) == (0, 2)
    with pytest.raises(InputError) as caught:
        import_readers(b"address\nc@example.invalid\nnobody\n", context=context)

    assert caught.value.code == "deliver.csv"
    (line,) = list_readers()
    assert (line.address, line.columns, line.topics) == ("a@example.invalid", ("安全事件", "政策文件"), ("minors",))
    assert os.environ["GUANLAN_HOME"] == str(home)
