"""Settings, messages, and what the line to the server gives away."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default

import msgspec
import pytest

from guanlan.deliver import Letter, MailSettings, Outcome, Postman, mail_settings, message_id, written
from guanlan.deliver.addresses import parse_address
from guanlan.deliver.messages import Recipient
from guanlan.errors import InputError
from mail_server import Box, MailServer

pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:aiosmtpd")
AT = datetime(2025, 1, 16, 1, tzinfo=UTC)
PLAIN = MailSettings(host="127.0.0.1", tls="none", sender="desk@example.invalid", per_minute=0, patience=5)
LEAST = b'host = "mail.example.invalid"\nsender = "desk@example.invalid"\n'


@pytest.mark.parametrize(
    ("toml", "environment", "code"),
    [
        (None, {}, "deliver.settings"),
        (b"host = ", {}, "deliver.settings"),
        (LEAST + b"speed = 1", {}, "deliver.settings"),
        (LEAST, {"GUANLAN_MAIL_PORT": "x"}, "deliver.settings"),
        (LEAST + b"port = 70000", {}, "deliver.settings"),
        (LEAST + b'name = "a\\r\\nBcc: b@example.invalid"', {}, "deliver.settings"),
        (LEAST + b'password = "x"', {}, "deliver.password_in_file"),
        (LEAST + b'tls = "none"', {"GUANLAN_MAIL_PASSWORD": "x"}, "deliver.open_password"),
        (LEAST + b'unsubscribe = "http://example.invalid/{token}"', {}, "deliver.unsubscribe"),
        (LEAST + b'unsubscribe = "https://example.invalid/"', {}, "deliver.unsubscribe"),
        (LEAST.replace(b"desk@", b"desk"), {}, "deliver.address"),
    ],
)
def test_settings_that_cannot_be_used(toml, environment, code):
    """Each is refused by its name, before anything is sent."""
    with pytest.raises(InputError) as caught:
        mail_settings(toml, environment)
    assert caught.value.code == code


def test_settings_are_private_unless_said_otherwise():
    """The environment stands over the file; a private connection is the rule."""
    settings = mail_settings(LEAST, {"GUANLAN_MAIL_HOST": "other.example.invalid", "GUANLAN_MAIL_PASSWORD": "x"})
    assert (settings.host, settings.tls, settings.password) == ("other.example.invalid", "starttls", "x")


@pytest.mark.parametrize(
    "text", ["", "a", "a@b", "a b@example.invalid", "a@example.invalid\nBcc: x", ".a@example.invalid"]
)
def test_what_is_no_address(text):
    """Nothing that could be read as two, or as a header."""
    with pytest.raises(InputError):
        parse_address(text)


def test_a_message_is_the_same_each_time():
    """Equal bytes; a Message-ID for each issue and reader; a subject in one line."""
    to = Recipient("a@example.invalid", "李某", "token")
    letter = Letter("某刊\r\nBcc: b@example.invalid", ".一行\n..二行\n", "<p>一行</p>")
    name = message_id("某刊/18", to.address, PLAIN.sender)
    data = written(letter, to, PLAIN, name=name, at=AT)
    message = message_from_bytes(data, policy=default)

    assert data == written(letter, to, PLAIN, name=name, at=AT)
    assert message["Bcc"] is None
    assert message["Subject"] == "某刊 Bcc: b@example.invalid"
    assert message["List-Unsubscribe-Post"] is None  # no HTTPS address, no one click
    assert "mailto:desk@example.invalid" in message["List-Unsubscribe"]
    assert name != message_id("某刊/19", to.address, PLAIN.sender) != message_id("某刊/18", "b@x.cn", PLAIN.sender)
    assert max(map(len, data.split(b"\r\n"))) <= 998
    assert message.get_body(("plain",)).get_content().splitlines() == [".一行", "..二行"]


def test_a_server_without_tls_gets_nothing():
    """Where a private connection was asked for, none but that will do."""
    box = Box()
    server = MailServer(box)
    server.start()
    try:
        settings = msgspec.structs.replace(PLAIN, port=server.port, tls="starttls")
        handed = []
        with pytest.raises(InputError) as caught:
            Postman(settings).send(b"x\r\n", "a@example.invalid", lambda: handed.append(1))
    finally:
        server.stop()

    assert caught.value.code == "deliver.unreachable"
    assert not handed
    assert not box.took


def test_lines_that_begin_with_a_point_arrive_whole():
    """A lone point ends nothing before the end."""
    box = Box()
    server = MailServer(box)
    server.start()
    postman = Postman(msgspec.structs.replace(PLAIN, port=server.port))
    try:
        answer = postman.send(b"Subject: x\n\n.\n..\nend\n", "a@example.invalid", lambda: None)
    finally:
        postman.close()
        server.stop()

    assert answer.outcome is Outcome.ACCEPTED
    assert box.took["a@example.invalid"][0].get_payload().split() == [".", "..", "end"]


def test_no_faster_than_was_asked():
    """Sixty a minute: a second between two, however quick the server is."""
    now, slept = [0.0], []

    def sleep(seconds: float) -> None:
        slept.append(seconds)
        now[0] += seconds

    server = MailServer(Box())
    server.start()
    settings = msgspec.structs.replace(PLAIN, port=server.port, per_minute=60)
    postman = Postman(settings, sleep=sleep, clock=lambda: now[0])
    try:
        for _ in range(3):
            postman.send(b"Subject: x\r\n\r\n", "a@example.invalid", lambda: None)
    finally:
        postman.close()
        server.stop()

    assert slept == [1.0, 1.0]
