"""Who asks: without accounts whoever sits at this machine, with them who signed in."""

import hmac
from ipaddress import IPv4Address, IPv6Network, ip_address
from typing import NamedTuple

from fastapi import Request

from onrecord.store.accounts import ROLES, Role


class Visitor(NamedTuple):
    """Somebody who asks; without a `role`, nobody who signed in.

    What they send is taken with their `key`. `session` is the id of theirs, where there are accounts. Who shows a
    token is a program, which no page of another site can be made to be, and needs no key.
    """

    name: str = ""
    role: Role | None = None
    key: str = ""
    session: str | None = None
    token: bool = False

    def may(self, role: Role) -> bool:
        """True if what takes that role is theirs to do."""
        return self.role is not None and ROLES.index(self.role) >= ROLES.index(role)

    def holds(self, key: str) -> bool:
        """True if that is the key by which something sent is theirs."""
        if self.token or not self.key:
            return self.token
        return hmac.compare_digest(key.encode("utf-8", "replace"), self.key.encode())


def visitor_of(request: Request) -> Visitor:
    """Who sends a request."""
    found = getattr(request.state, "visitor", None) or getattr(request.app.state, "visitor", None)
    return found if isinstance(found, Visitor) else Visitor()


def address_of(request: Request) -> str | None:
    """The address from which a request comes, as a proxy on this machine tells it, if there is one.

    Of an IPv6 address that of its network (/64), within which each has as many as they like.
    """
    if request.client is None:
        return None
    try:
        whole = ip_address(request.client.host)
    except ValueError:
        return request.client.host[:64]
    if isinstance(whole, IPv4Address):
        return str(whole)
    return str(whole.ipv4_mapped or IPv6Network((whole, 64), strict=False))
