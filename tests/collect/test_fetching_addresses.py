"""Which addresses may be asked for: a table for the security reviewer, and laws."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from guanlan.collect.fetching.addresses import Refused, check, check_ip

REFUSED = {
    "loopback": """http://127.0.0.1/ http://127.255.255.254/ https://[::1]/ http://127.0.0.1./ http://127。0。0。1/
        http://①②⑦.0.0.1/ http://[64:ff9b::7f00:1]/""",
    "spelling": """http://2130706433/ http://0x7f000001/ http://0x7f.1/ http://0177.0.0.1/ http://127.1/ http://0/
        http://1.2.3.4.5/ http://010.0.0.1/ http://127.0.0.0x1/ http://www.example.127/""",
    "private": "http://10.1.2.3/ http://172.16.0.1/ http://172.31.255.255/ http://192.168.1.1/ http://[fd12:3456::1]/",
    "link-local": "http://169.254.1.1/ http://[fe80::1]/",
    "metadata": """http://169.254.169.254/latest/meta-data/ http://100.100.100.200/ http://168.63.129.16/
        http://[fd00:ec2::254]/ http://169.254.0.23/ http://[64:ff9b::a9fe:a9fe]/""",
    "carrier": "http://100.64.0.1/ http://100.127.255.255/",
    "multicast": "http://224.0.0.1/ http://239.255.255.250/ http://[ff02::1]/",
    "unspecified": "http://0.0.0.0/ http://[::]/",
    "broadcast": "http://255.255.255.255/",
    "reserved": "http://240.0.0.1/",
    "IPv4-mapped": "http://[::ffff:127.0.0.1]/ http://[::ffff:8.8.8.8]/ http://[::ffff:a9fe:a9fe]/",
    "6to4": "http://[2002:7f00:1::]/ http://192.88.99.1/",
    "protocol": "http://[2001:0:1::1]/ http://192.0.0.8/",
    "documentation": "http://192.0.2.1/ http://198.51.100.1/ http://203.0.113.9/ http://[2001:db8::1]/",
    "not public": "http://[4000::1]/ http://[1::1]/",
    "scheme": """file:///etc/passwd ftp://ftp.example.cn/a gopher://example.cn/ data:text/html,x javascript:alert(1)
        //www.example.cn/ mailto:a@example.invalid ws://www.example.cn/ dict://www.example.cn:11211/ www.example.cn""",
    "credentials": "http://a:b@www.example.cn/ http://www.example.cn@127.0.0.1/ http://a@[::1]/ http://@www.example.cn/",
    "port": "http://www.example.cn:22/ http://www.example.cn:6379/ http://www.example.cn:25/ http://www.example.cn:0/",
    "local name": """http://localhost/ http://LOCALHOST:8000/ http://a.localhost/ http://printer.local/ http://intranet/
        http://metadata.google.internal/ http://localhost./""",
    "malformed": "http:/// http://[::1/ http://www.example.cn:99999/ http://www.example.cn:x/ http://[fe80::1%25eth0]/",
}
ALLOWED = """http://www.cac.gov.cn/ https://www.example.gov.cn:8443/a?b=c http://8.8.8.8/ http://[2606:4700::1111]/
    http://www.网信.example.cn/ http://www.example.cn:81/ http://[64:ff9b::808:808]/ HTTP://WWW.EXAMPLE.CN/"""


@pytest.mark.parametrize(("why", "address"), [(why, one) for why, all_ in REFUSED.items() for one in all_.split()])
def test_an_address_that_is_not_public_is_refused_and_says_why(why, address):
    """Each clause of the rule, by the spelling alone."""
    with pytest.raises(Refused) as raised:
        check(address)
    assert raised.value.why == why


@pytest.mark.parametrize("address", ALLOWED.split())
def test_a_public_address_is_allowed(address):
    """The rule must not keep us from the offices' servers."""
    assert check(address)


@pytest.mark.parametrize(
    "address", ["http://127.0.0.1:6379/", "http://localhost/", "http://10.0.0.1/", "http://[::1]/", "http://intranet/a"]
)
def test_a_source_declared_local_may_have_any_address(address):
    """The operator vouches for it."""
    assert check(address, local=True)


@pytest.mark.parametrize(
    ("why", "address"),
    [
        ("metadata", "http://169.254.169.254/"),
        ("metadata", "http://[::ffff:169.254.169.254]/"),
        ("scheme", "file:///etc/passwd"),
        ("credentials", "http://a:b@10.0.0.1/"),
        ("spelling", "http://2130706433/"),
    ],
)
def test_some_things_not_even_a_local_source_may_have(why, address):
    """A machine's own keys are nobody's documents, and a disguise is one everywhere."""
    with pytest.raises(Refused) as raised:
        check(address, local=True)
    assert raised.value.why == why


@given(st.integers(0, 2**32 - 1))
def test_no_ipv4_address_passes_that_python_calls_special(number):
    """Our table against that of the standard library: ours is never the looser one."""
    ip = ipaddress.IPv4Address(number)
    if not ip.is_global or ip.is_multicast:
        with pytest.raises(Refused):
            check_ip("x", str(ip))


@given(st.integers(0, 2**128 - 1) | st.integers(0, 2**32 - 1) | st.integers(2**125, 2**125 + 2**124))
def test_no_ipv6_address_passes_that_python_calls_special(number):
    """The same for IPv6, the addresses of NAT64 apart, which are judged by what they carry."""
    ip = ipaddress.IPv6Address(number)
    if (
        not ip.is_global or ip.is_multicast or ip.ipv4_mapped or ip.sixtofour or ip.teredo
    ) and number >> 32 != 0x64FF9B << 64:
        with pytest.raises(Refused):
            check_ip("x", str(ip))


@given(st.integers(0, 2**32 - 1))
def test_an_ipv4_address_inside_ipv6_passes_only_where_it_would_itself(number):
    """NAT64 is judged by the address it leads to; mapped ones never pass."""
    with pytest.raises(Refused):
        check_ip("x", str(ipaddress.IPv6Address((0xFFFF << 32) | number)))

    def passes(ip: str) -> bool:
        try:
            check_ip("x", ip)
        except Refused:
            return False
        return True

    inside = str(ipaddress.IPv6Address((0x64FF9B << 96) | number))
    assert passes(inside) == passes(str(ipaddress.IPv4Address(number)))
