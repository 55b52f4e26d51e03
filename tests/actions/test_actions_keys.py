"""Release keys, actors, and the frame of an action."""

from __future__ import annotations

import datetime
import getpass

import msgspec
import pytest

from guanlan.actions.act import acting
from guanlan.actions.actor import actor_name
from guanlan.actions.steps.release_keys import Origin, own_number, release_key
from guanlan.errors import InputError
from guanlan.formats import read
from guanlan.records.reading import Reading
from guanlan.store.models import AuditLine, Source

HERE = Origin("/x", "a/b.html")


def key(address=None, text="", origin=HERE):
    """The key of a page with this address and text."""
    page = read(text.encode(), name="a.txt") if text else Reading("html/1", "text/html", "")
    metadata = {"address": address} if address else {}
    return release_key(msgspec.structs.replace(page, metadata=metadata), origin, "ab").text


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://www.cac.gov.cn/2024/a.htm", "site:www.cac.gov.cn /2024/a.htm"),
        ("http://WWW.cac.gov.cn:80/2024/a.htm#top", "site:www.cac.gov.cn /2024/a.htm"),
        ("https://user:word@www.cac.gov.cn/a", "site:www.cac.gov.cn /a"),
        ("https://www.gov.cn", "site:www.gov.cn /"),
        ("https://www.miit.gov.cn/art?id=5&utm_source=x&spm=1", "site:www.miit.gov.cn /art?id=5"),
        ("https://www.miit.gov.cn/art?utm_source=x&id=5", "site:www.miit.gov.cn /art?id=5"),
        ("https://mp.weixin.qq.com/s?__biz=MzA&mid=26&idx=2&sn=ff&scene=1#wechat", "wechat:MzA 26/2"),
        ("http://mp.weixin.qq.com/s?idx=2&mid=26&__biz=MzA", "wechat:MzA 26/2"),
        ("https://mp.weixin.qq.com/s/AbCdEf", "site:mp.weixin.qq.com /s/AbCdEf"),
        ("mailto:reader-0001@example.invalid", "folder:/x a/b.html"),
        ("/relative/a.htm", "folder:/x a/b.html"),
        ("http://[broken", "folder:/x a/b.html"),
        (None, "folder:/x a/b.html"),
    ],
)
def test_a_release_is_known_by_its_address(address, expected):
    """However it was written down; without an address, by its path."""
    assert key(address) == expected


def test_a_document_number_goes_before_the_path():
    """Of the document itself: alone in a line at its head."""
    assert key(text="甲部文件\n国办发〔2024〕12号\n关于某事的通知\n") == "folder:/x number:国办发〔2024〕12号"


@pytest.mark.parametrize(
    "text",
    [
        "关于某事的通知\n根据国办发〔2024〕12号文件，现通知如下。\n",  # another's number, in a sentence
        "标题\n" + "一段话。\n" * 20 + "国办发〔2024〕12号\n",  # an attachment's, far down
        "2024年12月\n某部\n",  # no document number at all
    ],
)
def test_another_document_s_number_is_not_its_own(text):
    """A report about a document must not take its key."""
    assert own_number(read(text.encode(), name="a.txt")) is None


def test_pasted_text_is_known_by_its_bytes():
    """It has neither address nor path."""
    assert key(origin=Origin()) == "pasted sha256:ab"
    assert key(origin=Origin(source="某 处")) == "named:某%20处 sha256:ab"


def test_keys_of_two_sources_never_meet():
    """A blank parts source and document, and no source has one."""
    assert key(origin=Origin("/x y", "z")) == "folder:/x%20y z"
    assert key(origin=Origin("/x", "y z")) == "folder:/x y z"
    assert key(origin=Origin("/x%20y", "z")) == "folder:/x%2520y z"


def test_who_acts_is_named(monkeypatch):
    """``GUANLAN_USER``, else the login name."""
    monkeypatch.setenv("GUANLAN_USER", " 编辑甲 ")
    assert actor_name() == "编辑甲"

    monkeypatch.setenv("GUANLAN_USER", " ")
    monkeypatch.setattr(getpass, "getuser", lambda: "someone")
    assert actor_name() == "someone"


def _unknown():
    raise KeyError("no such user")


@pytest.mark.parametrize(
    ("name", "code_"), [("", "actions.no_actor"), ("a\nb", "actions.bad_actor"), ("长" * 201, "actions.bad_actor")]
)
def test_no_one_does_nothing(monkeypatch, name, code_):
    """A name that cannot be written down is none."""
    monkeypatch.setenv("GUANLAN_USER", name)
    monkeypatch.setattr(getpass, "getuser", _unknown)

    with pytest.raises(InputError) as caught:
        actor_name()
    assert caught.value.code == code_


def test_an_action_is_whole_or_not_at_all(home, context):
    """The change and its audit line come together, or neither."""

    def act(fault=None):
        with acting(context, "test", "x") as details:
            Source(key="folder:/x").save()
            details["a"] = 1
            if fault:
                raise fault

    with pytest.raises(RuntimeError):
        act(RuntimeError())
    assert not Source.objects.exists()
    assert not AuditLine.objects.exists()

    act()
    line = AuditLine.objects.get()
    assert (line.actor, line.verb, line.subject, line.details) == ("编辑甲", "test", "x", {"a": 1})
    assert line.at == context.now


def test_time_is_what_the_door_says(home, context):
    """An action has no clock."""
    then = msgspec.structs.replace(context, now=datetime.datetime(1999, 1, 1, tzinfo=datetime.UTC))
    with acting(then, "test", "x"):
        pass
    assert AuditLine.objects.get().at.year == 1999
