"""A hostile net: names that lead home, redirects that lead home, bodies without end, lies about lengths."""

from __future__ import annotations

import gzip
import socket
import ssl
import threading
import time
import tracemalloc
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import brotli
import pytest
from raw_server import PUBLIC, Held, Raw, Tree, led_to, page, redirect, serving, spec_of, visit

from guanlan.collect.fetching import Means
from guanlan.collect.sink import Wanted
from guanlan.collect.warc import read_exchange

SITE = "http://www.site.example.cn"


@pytest.fixture
def raw():
    """A server."""
    with serving() as up:
        yield up


def public_visit(address: str, means: Means, tmp_path, **fields) -> Held:
    """A visit to one address by a source that is not local."""
    sink = Held()
    visit(spec_of(address, local=False, **fields), [Wanted(address)], sink, tmp_path, means=means)
    return sink


def why(sink: Held) -> str:
    """Why the one address was refused."""
    (event,) = sink.events
    assert event.code == "collect.refused_address"
    assert sink.kept == {}
    return str(event.params["why"])


def test_a_public_name_is_fetched_from_its_public_address(raw: Raw, tmp_path):
    """The stand-ins of this module let through what may pass; the address that was checked is on record."""
    raw.scripts = {"/a": page("a")}
    sink = public_visit(f"{SITE}/a", led_to(raw, {"www.site.example.cn": [PUBLIC]}), tmp_path)
    (kept,) = sink.kept.values()
    assert (kept.body, kept.remote) == (b"a", PUBLIC)
    assert raw.asked[-1].fields["host"] == "www.site.example.cn"


@pytest.mark.parametrize(
    ("word", "answers"),
    [
        ("loopback", ["127.0.0.1"]),
        ("loopback", ["::1"]),
        ("private", ["10.0.0.8"]),
        ("metadata", ["169.254.169.254"]),
        ("link-local", ["fe80::1%eth0"]),
        ("carrier", ["100.64.0.1"]),
        ("IPv4-mapped", ["::ffff:10.0.0.8"]),
        ("loopback", ["64:ff9b::127.0.0.1"]),
        ("6to4", ["2002:0a00:0001::1"]),
        ("unspecified", ["0.0.0.0"]),
        ("multicast", ["224.0.0.1"]),
        ("private", [PUBLIC, "192.168.0.1"]),
        ("malformed", ["not an address"]),
    ],
)
def test_a_name_with_an_address_that_is_not_public_is_refused(raw: Raw, tmp_path, word, answers):
    """Every answer is checked; one bad among good is a trap. Nothing is sent."""
    assert why(public_visit(f"{SITE}/a", led_to(raw, {"www.site.example.cn": answers}), tmp_path)) == word
    assert raw.asked == []


def test_a_literal_address_that_is_not_public_is_refused(raw: Raw, tmp_path):
    """No name needs to be resolved."""
    assert why(public_visit(raw.root + "/a", Means(), tmp_path)) == "loopback"
    assert raw.asked == []


def test_an_answer_that_changes_between_check_and_connection_changes_nothing(raw: Raw, tmp_path):
    """DNS rebinding: the name is asked once a connection, and the connection goes to the address that was checked."""
    raw.scripts = {"/a": lambda connection, fields: connection.sendall(page("a", "Connection: close"))}
    raw.scripts["/b"] = page("b")
    answers = iter([[PUBLIC], [PUBLIC], ["127.0.0.1"], ["127.0.0.1"]])
    asked: list[str] = []
    dialled: list[str] = []

    async def resolve(host: str) -> list[str]:
        asked.append(host)
        return next(answers)

    def dial(ip: str, port: int) -> tuple[str, int]:
        dialled.append(ip)
        return "127.0.0.1", raw.port

    means = Means(resolve=resolve, dial=dial, retries=0)
    sink = Held()
    family = Tree([Wanted(f"{SITE}/a")], {f"{SITE}/a": [Wanted(f"{SITE}/b")]})
    tally = visit(
        spec_of(f"{SITE}/a", local=False, polite={"robots": False, "at_once": 1}),
        None,
        sink,
        tmp_path,
        means=means,
        family=family,
    )
    assert tally.kept + len(sink.events) == 2
    assert set(dialled) == {PUBLIC}
    assert len(asked) >= 2

    sink = public_visit(f"{SITE}/b", means, tmp_path)
    assert why(sink) == "loopback"
    assert set(dialled) == {PUBLIC}


def test_the_socket_itself_is_checked(raw: Raw, tmp_path, monkeypatch):
    """Whoever resolved the name: should a library change how it asks, the connection still does not come about."""
    from guanlan.collect.fetching import line

    async def unchecked(self, host, port=0, family=socket.AF_INET):
        return [self._result(host, "127.0.0.1", raw.port)]

    monkeypatch.setattr(line._Names, "resolve", unchecked)
    raw.scripts = {"/a": page("a")}
    assert why(public_visit(f"{SITE}/a", Means(retries=0), tmp_path)) == "loopback"
    assert raw.asked == []


@pytest.mark.parametrize(
    ("word", "target"),
    [
        ("loopback", "http://127.0.0.1:{port}/secret"),
        ("loopback", "//127.0.0.1:{port}/secret"),
        ("loopback", "http://[::1]:{port}/secret"),
        ("spelling", "http://2130706433:{port}/secret"),
        ("spelling", "http://0x7f.1:{port}/secret"),
        ("metadata", "http://169.254.169.254/latest/meta-data/"),
        ("local name", "http://localhost:{port}/secret"),
        ("private", "http://inside.example.cn/secret"),
        ("scheme", "file:///etc/passwd"),
        ("scheme", "ftp://ftp.example.cn/secret"),
        ("scheme", "gopher://127.0.0.1:{port}/_secret"),
        ("scheme", "data:text/html,secret"),
        ("credentials", "http://user:word@www.site.example.cn/secret"),
        ("port", "http://www.site.example.cn:6379/secret"),
    ],
)
@pytest.mark.parametrize("way", ["location", "refresh", "second hop"])
def test_a_redirect_to_what_is_not_public_is_refused(raw: Raw, tmp_path, word, target, way):
    """Each hop is judged as the first address was, whatever leads there."""
    target = target.format(port=raw.port)
    last = redirect(target) if way != "refresh" else page(f'<meta http-equiv="refresh" content="0;url={target}">')
    raw.scripts = {"/a": redirect("/b") if way == "second hop" else last, "/b": last, "/secret": page("secret")}
    means = led_to(raw, {"www.site.example.cn": [PUBLIC], "inside.example.cn": ["10.0.0.8"]})
    assert why(public_visit(f"{SITE}/a", means, tmp_path)) == word
    assert "/secret" not in raw.paths()


def test_robots_txt_leads_nowhere_either(raw: Raw, tmp_path):
    """A redirect of robots.txt is a request like any other."""
    raw.scripts = {"/robots.txt": redirect(f"http://127.0.0.1:{raw.port}/secret"), "/secret": page("User-agent: *")}
    assert why(public_visit(f"{SITE}/a", led_to(raw, {"www.site.example.cn": [PUBLIC]}), tmp_path)) == "loopback"
    assert raw.paths() == []


def test_an_annex_on_a_host_that_is_not_public_is_refused(raw: Raw, tmp_path):
    """What pages link to is judged too."""
    raw.scripts = {"/a": page("a")}
    family = Tree([Wanted(f"{SITE}/a")], {f"{SITE}/a": [Wanted(f"http://127.0.0.1:{raw.port}/x.pdf", "attachment")]})
    sink = Held()
    means = led_to(raw, {"www.site.example.cn": [PUBLIC]})
    visit(spec_of(SITE, local=False), None, sink, tmp_path, means=means, family=family)
    assert sink.codes() == ["collect.refused_address"]
    assert raw.paths() == ["/a"]


def test_behind_a_proxy_names_and_literals_are_judged(raw: Raw, tmp_path):
    """The proxy may stand in the house; what it is asked for may not. Its credentials stay between it and us."""
    raw.scripts = {f"{SITE}/a": page("through"), f"{SITE}/b": redirect("http://10.0.0.1/")}
    means = Means(
        resolve=led_to(raw, {"www.site.example.cn": [PUBLIC], "in.example.cn": ["10.0.0.1"]}).resolve, retries=0
    )
    proxy = f"http://reader:secret@127.0.0.1:{raw.port}"
    sink = public_visit(f"{SITE}/a", means, tmp_path, proxy=proxy)
    (kept,) = sink.kept.values()
    assert kept.body == b"through"
    assert raw.asked[-1].path == f"{SITE}/a"
    assert raw.asked[-1].fields["proxy-authorization"].startswith("Basic ")
    assert all("secret" not in str(pair) and "Basic" not in str(pair) for pair in kept.request_headers)
    assert b"Authorization" not in read_exchange(tmp_path, kept.stored)[0]

    before = len(raw.asked)
    for address, word in [
        ("http://10.0.0.1/", "private"),
        ("http://localhost/", "local name"),
        ("http://in.example.cn/", "private"),
    ]:
        assert why(public_visit(address, means, tmp_path, proxy=proxy)) == word
    assert len(raw.asked) == before
    assert why(public_visit(f"{SITE}/b", means, tmp_path, proxy=proxy)) == "private"


def test_the_environments_proxy_is_used_but_not_for_local_sources(raw: Raw, tmp_path, monkeypatch):
    """As other programs do."""
    monkeypatch.setenv("http_proxy", f"http://127.0.0.1:{raw.port}")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    raw.scripts = {f"{SITE}/a": page("through"), "/a": page("direct")}
    means = led_to(raw, {"www.site.example.cn": [PUBLIC]})
    assert public_visit(f"{SITE}/a", means, tmp_path).kept[f"{SITE}/a"].body == b"through"

    sink = Held()
    visit(spec_of(raw.root), [Wanted(raw.root + "/a")], sink, tmp_path)
    assert sink.kept[raw.root + "/a"].body == b"direct"

    monkeypatch.setenv("no_proxy", "example.cn")
    raw.scripts["/a"] = page("past it")
    assert public_visit(f"{SITE}/a", means, tmp_path).kept[f"{SITE}/a"].body == b"past it"


def event_of(raw: Raw, script, tmp_path, **polite) -> str:
    """The code of what a visit to a page that answers so comes to."""
    raw.scripts = {"/a": script}
    sink = Held()
    visit(spec_of(raw.root, polite=polite), [Wanted(raw.root + "/a")], sink, tmp_path)
    assert sink.kept == {}
    (event,) = sink.events
    return event.code


def test_a_body_that_drips_is_given_up(raw: Raw, tmp_path):
    """Each byte comes in time, the whole never does."""

    def dripping(connection, fields):
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
        for _ in range(1000):
            connection.sendall(b"x")
            time.sleep(0.02)

    begun = time.monotonic()
    assert event_of(raw, dripping, tmp_path, timeout=0.3) == "collect.timeout"
    assert time.monotonic() - begun < 10


def test_a_header_that_drips_is_given_up(raw: Raw, tmp_path):
    """The same before the body."""

    def dripping(connection, fields):
        connection.sendall(b"HTTP/1.1 200 OK\r\n")
        for number in range(100):  # fewer than the fields that are taken
            connection.sendall(b"X-%d: x\r\n" % number)
            time.sleep(0.02)

    assert event_of(raw, dripping, tmp_path, timeout=0.3) == "collect.timeout"


def test_a_server_that_says_nothing_is_given_up(raw: Raw, tmp_path):
    """It took the connection and that is all."""
    assert event_of(raw, lambda connection, fields: time.sleep(1), tmp_path, timeout=0.2) == "collect.timeout"


def test_a_body_that_is_declared_too_large_is_not_read(raw: Raw, tmp_path):
    """The header is enough."""
    sent = []

    def huge(connection, fields):
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 999999999999\r\n\r\n")
        for _ in range(2000):
            connection.sendall(b"x" * 65536)
            sent.append(1)
            time.sleep(0.005)

    assert event_of(raw, huge, tmp_path, most_bytes=100_000) == "collect.too_large"
    assert len(sent) < 2000


def test_a_body_without_end_is_cut_at_the_cap(raw: Raw, tmp_path):
    """Nothing is declared; memory stays flat."""
    chunk = b"10000\r\n" + b"x" * 65536 + b"\r\n"

    def endless(connection, fields):
        connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
        for _ in range(3000):
            connection.sendall(chunk)

    tracemalloc.start()
    assert event_of(raw, endless, tmp_path, most_bytes=1_000_000) == "collect.too_large"
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 30_000_000


@pytest.mark.parametrize(
    ("coding", "pack"),
    [
        ("gzip", gzip.compress),
        ("br", lambda data: brotli.compress(data, quality=1)),
        ("gzip, gzip", lambda data: gzip.compress(gzip.compress(data))),
    ],
)
def test_a_bomb_is_not_unpacked(raw: Raw, tmp_path, coding, pack):
    """A hundred megabytes in a few kilobytes."""
    bomb = pack(bytes(100_000_000))
    tracemalloc.start()
    code = event_of(raw, page(bomb, f"Content-Encoding: {coding}"), tmp_path, most_bytes=1_000_000)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert code == "collect.too_large"
    assert peak < 30_000_000


@pytest.mark.parametrize(
    "head",
    [
        b"X: " + b"a" * 100_000 + b"\r\n",
        b"".join(b"X-%d: a\r\n" % number for number in range(5000)),
        b"X: a\r\n" + b" folded\r\n" * 20_000,
        b"no colon at all\r\n",
        b"Content-Length: 1\r\nContent-Length: 2\r\n",
        b"Content-Length: -5\r\n",
        b"Content-Length: 1\r\nTransfer-Encoding: chunked\r\n",
    ],
    ids=["long", "many", "folded", "broken", "two lengths", "negative", "length and chunks"],
)
def test_a_bomb_or_a_lie_in_the_header_is_a_failure(raw: Raw, tmp_path, head):
    """Neither memory nor a wrong reading."""
    assert event_of(raw, b"HTTP/1.1 200 OK\r\n" + head + b"\r\nx", tmp_path, timeout=1.0) == "collect.failed"


@pytest.mark.parametrize("answer", [b"", b"SSH-2.0-OpenSSH_9.2\r\n", b"\x00" * 100, b"HTTP/1.1 abc OK\r\n\r\n"])
def test_what_is_no_http_is_a_failure(raw: Raw, tmp_path, answer):
    """Another service on the port."""

    def saying(connection, fields):
        connection.sendall(answer)

    assert event_of(raw, saying, tmp_path, timeout=1.0) == "collect.failed"


def test_a_body_shorter_than_its_length_is_a_failure(raw: Raw, tmp_path):
    """Half a law is no law; the visit says so instead of keeping it."""

    def short(connection, fields):
        connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")

    assert event_of(raw, short, tmp_path) == "collect.failed"


def test_a_body_longer_than_its_length_does_not_become_the_next_answer(raw: Raw, tmp_path):
    """A server that sends two answers at once cannot put words into another page's mouth."""
    smuggled = page("forged")
    raw.scripts = {"/a": page("a") + smuggled, "/b": page("true b")}
    family = Tree([Wanted(raw.root + "/a")], {raw.root + "/a": [Wanted(raw.root + "/b")]})
    sink = Held()
    visit(spec_of(raw.root, polite={"robots": False}), None, sink, tmp_path, family=family)
    assert sink.kept[raw.root + "/a"].body == b"a"
    assert sink.kept[raw.root + "/b"].body == b"true b"


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """A certificate for www.site.example.cn that signs itself, and its key."""
    import datetime

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "www.site.example.cn")])
    now = datetime.datetime.now(datetime.UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("www.site.example.cn")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    folder = tmp_path_factory.mktemp("tls")
    pem = serialization.Encoding.PEM
    (folder / "cert.pem").write_bytes(made.public_bytes(pem))
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "key.pem").write_bytes(private)
    return folder


@contextmanager
def listening(answer: Callable[[socket.socket], None]) -> Iterator[tuple[str, int]]:
    """Where ``answer`` is given each connection."""
    door = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        while True:
            try:
                connection, _ = door.accept()
            except OSError:
                return
            with connection, suppress(OSError):
                answer(connection)

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield door.getsockname()
    finally:
        door.shutdown(socket.SHUT_RDWR)
        door.close()
        thread.join(5)


def secure(certificate, connection: socket.socket, body: str = "secure") -> None:
    """One answer over TLS."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate / "cert.pem", certificate / "key.pem")
    with context.wrap_socket(connection, server_side=True) as wrapped:
        wrapped.recv(65536)
        wrapped.sendall(page(body, "Connection: close"))


async def anywhere(host: str) -> list[str]:
    """Every name is a public one."""
    return [PUBLIC]


def test_a_certificate_that_is_not_trusted_is_told_and_one_that_is_serves(certificate, tmp_path):
    """A forged site is no source; the name is checked as well."""
    trusted = str(certificate / "cert.pem")
    with listening(lambda connection: secure(certificate, connection)) as place:

        def visited(host: str, trusted: str | None) -> Held:
            means = Means(resolve=anywhere, dial=lambda ip, port: place, trusted=trusted, retries=0)
            return public_visit(f"https://{host}/a", means, tmp_path, polite={"robots": False})

        assert visited("www.site.example.cn", None).codes() == ["collect.tls"]
        assert visited("other.example.cn", trusted).codes() == ["collect.tls"]
        assert [one.body for one in visited("www.site.example.cn", trusted).kept.values()] == [b"secure"]


def test_a_secure_page_through_a_proxy_is_checked_end_to_end(certificate, tmp_path):
    """The proxy sees a name and a port; the certificate is the site's, and the credentials go no further than it."""
    tunnels: list[bytes] = []

    def proxy(connection: socket.socket) -> None:
        tunnels.append(connection.recv(65536))
        connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
        secure(certificate, connection, "through the tunnel")

    with listening(proxy) as (host, port):
        declared = f"http://reader:secret@{host}:{port}"

        def visited(trusted: str | None) -> Held:
            means = Means(resolve=anywhere, trusted=trusted, retries=0)
            return public_visit(
                "https://www.site.example.cn/a", means, tmp_path, proxy=declared, polite={"robots": False}
            )

        assert visited(None).codes() == ["collect.tls"]
        (kept,) = visited(str(certificate / "cert.pem")).kept.values()

    assert kept.body == b"through the tunnel"
    assert tunnels[-1].startswith(b"CONNECT www.site.example.cn:443 ")
    assert b"Proxy-Authorization: Basic " in tunnels[-1]
    assert b"uthorization" not in read_exchange(tmp_path, kept.stored)[0]
    assert read_exchange(tmp_path, kept.stored)[0].startswith(b"GET /a HTTP/1.1\r\n")


def test_a_name_without_an_address_is_told(tmp_path):
    """A typing error in the source's file."""

    async def resolve(host: str) -> list[str]:
        raise socket.gaierror(socket.EAI_NONAME, "no such name")

    sink = public_visit(f"{SITE}/a", Means(resolve=resolve, retries=0), tmp_path)
    assert sink.codes() == ["collect.unresolved"]


def test_a_closed_port_is_told(tmp_path):
    """Nobody there."""
    with socket.create_server(("127.0.0.1", 0)) as once:
        port = once.getsockname()[1]
    sink = Held()
    visit(spec_of(f"http://127.0.0.1:{port}/"), None, sink, tmp_path)
    assert sink.codes() == ["collect.failed"]
