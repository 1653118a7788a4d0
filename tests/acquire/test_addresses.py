"""Which addresses are public."""

from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.acquire.addresses import RANGES, Range, range_of

PUBLIC = """
1.1.1.1 8.8.8.8 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0 168.63.129.15 168.63.129.17
169.253.255.255 169.255.0.0
172.15.255.255 172.32.0.0 191.255.255.255 192.0.1.0 192.0.3.0 192.167.255.255 192.169.0.0 198.17.255.255 198.20.0.0
203.0.112.255 203.0.114.0 223.255.255.255 2001:200::1 2001:4860:4860::8888 2606:4700::1 2a00:1450:4001::1 2620:0:2d0::1
3ffe::1 ::ffff:8.8.8.8 64:ff9b::8.8.8.8 2002:808:808::1 2001:0:808:808:0:0:f7f7:f7f7 2a00:1450::5efe:8.8.8.8
"""
# With the paper by which it is not public.
NOT_PUBLIC = """
0.0.0.0 791, 10.1.2.3 1918, 100.64.0.0 6598, 127.0.0.1 1122, 169.254.169.254 AWS, 168.63.129.16 Azure,
::ffff:168.63.129.16 Azure, 169.254.1.1 3927,
172.31.0.1 1918, 192.0.0.9 6890,
192.168.1.1 1918, 198.19.0.1 2544, 224.0.0.251 5771, 255.255.255.255 919, :: 4291, ::1 4291, ::127.0.0.1 4291,
::8.8.8.8 4291, ::ffff:127.0.0.1 1122, ::ffff:192.168.0.1 1918, ::ffff:0:8.8.8.8 2765, 64:ff9b::10.0.0.1 1918,
64:ff9b:1::808:808 8215, 2002:7f00:1::1 1122, 2002:c0a8:101::1 1918, 2001:0:7f00:1::f7f7:f7f7 1122,
2001:0:808:808::80ff:fffe 1122, 2001:2::1 2928, 2001:20::1 2928, 2001:db8::1 3849, 3fff::1 9637, 5f00::1 9602,
fc00::1 4193, fd00:ec2::254 AWS,
fdff::1 4193, fe80::1 4291, fe80::5efe:8.8.8.8 4291, fec0::1 3879, ff02::1 4291, 100::1 6666,
4000::1 4291, 2a00:1450::5efe:10.0.0.1 1918, 2a00:1450::200:5efe:10.0.0.1 1918, fe80::1%eth0 4291
"""


@pytest.mark.parametrize("text", PUBLIC.split())
def test_what_is_public(text: str) -> None:
    assert range_of(ip_address(text)) is None


@pytest.mark.parametrize("line", NOT_PUBLIC.replace("\n", " ").split(","))
def test_what_is_not_and_by_which_paper(line: str) -> None:
    text, paper = line.split()
    found = range_of(ip_address(text))
    assert found is not None
    assert paper in found.source


@pytest.mark.parametrize("row", RANGES, ids=lambda row: row.of)
def test_a_range_is_not_public_from_its_first_address_to_its_last(row: Range) -> None:
    network = ip_network(row.of)
    ends = (network.network_address, network.broadcast_address)
    # Teredo lies in the range of assignments, and is judged by the address that it carries.
    assert all(range_of(address) is not None for address in ends if "2001::" not in row.of or address != ends[0])


@given(st.integers(0, 2**32 - 1))
def test_what_python_takes_for_private_is_not_public_and_what_carries_it_is_neither(number: int) -> None:
    plain = IPv4Address(number)
    found = range_of(plain)
    if plain.is_private or plain.is_multicast:
        assert found is not None
    assert range_of(IPv6Address(0xFFFF << 32 | number)) == found
    assert range_of(IPv6Address((0x64FF9B << 96) | number)) == found
    assert range_of(IPv6Address(0x2002 << 112 | number << 80 | 1)) == found
    assert range_of(IPv6Address(number)) is not None


@given(st.integers(0, 2**128 - 1))
def test_only_what_is_allotted_is_public(number: int) -> None:
    address = IPv6Address(number)
    if range_of(address) is None:
        assert address in ip_network("2000::/3") or address.ipv4_mapped or address in ip_network("64:ff9b::/96")
