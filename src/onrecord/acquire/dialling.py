"""Connections to judged addresses: a host is looked up once, and what was judged is what is dialled.

The layer under httpx2 asks here whenever it wants a connection, so no spelling of an address, and no second look-up,
leads past the judgement. Imported only when something is fetched: httpx2 takes a third of a second to load.
"""

import socket
import ssl
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import httpcore2
import httpx2

from onrecord.acquire.addresses import Address, parsed, range_of
from onrecord.acquire.limits import Call

Resolve = Callable[[str, int], Sequence[str]]
Dial = Callable[[str, int, float], socket.socket]


def looked_up(host: str, port: int) -> list[str]:
    """The addresses of a host, in the order in which the system would try them."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(row[4][0]) for row in found))


def dialled(address: str, port: int, seconds: float) -> socket.socket:
    """A connection to an address, which is a number and is not looked up."""
    return socket.create_connection((address, port), seconds)


class Network(NamedTuple):
    """How names are looked up and addresses are dialled; tests give ways of their own."""

    resolve: Resolve = looked_up
    dial: Dial = dialled


class Judged(httpcore2.NetworkBackend):
    """Connections for one call, to public addresses alone, or to local ones where the call may."""

    def __init__(self, call: Call, network: Network):
        self.call = call
        self.network = network

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,  # noqa: ARG002 - the signature is that of the layer above
        local_address: str | None = None,  # noqa: ARG002
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002
    ) -> httpcore2.NetworkStream:
        """A connection to the first of the host's addresses that may be dialled and answers, in the time there is."""
        ends = time.monotonic() + min(self.call.limits.connect, self.call.left())
        addresses = self._allowed(host, self._addresses(host, port, ends))
        problem = ""
        for number, address in enumerate(addresses):
            seconds = (ends - time.monotonic()) / (len(addresses) - number)
            if seconds <= 0:
                break
            try:
                connection = self.network.dial(str(address), port, seconds)
            except OSError as error:
                problem = error.strerror or str(error)
                continue
            self.call.local = range_of(address) is not None
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            return _Stream(connection, self.call)
        raise self.call.refusal(
            f"{host} does not answer ({problem or 'too slow'}); check the address, or try again later"
        )

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,  # noqa: ARG002
        socket_options: Iterable[Any] | None = None,  # noqa: ARG002
    ) -> httpcore2.NetworkStream:
        """Never returns: nothing on this machine is dialled by its path."""
        raise self.call.refusal(f"{path} is no address of the web")

    def _addresses(self, host: str, port: int, ends: float) -> list[str]:
        """The addresses of the host; the look-up, which cannot be stopped, is waited for until `ends`."""
        if parsed(host) is not None:
            return [host]
        found: list[str] = []
        problems: list[OSError | ValueError] = []

        def look() -> None:
            try:
                found.extend(self.network.resolve(host, port))
            except (OSError, ValueError) as error:
                problems.append(error)

        looking = threading.Thread(target=look, name="look-up", daemon=True)
        looking.start()
        looking.join(max(ends - time.monotonic(), 0))
        if looking.is_alive():
            raise self.call.refusal(f"{host} is looked up for too long; try again later")
        if problems or not found:
            raise self.call.refusal(f"{host} is not known; check the address and the connection")
        return found

    def _allowed(self, host: str, found: list[str]) -> list[Address]:
        """Those of the addresses that may be dialled; raises FetchError where none may."""
        allowed: list[Address] = []
        where = ""
        for text in found:
            address = parsed(text)
            row = range_of(address) if address else None
            if address and (row is None or (row.local and self.call.private)):
                allowed.append(address)
            elif row:
                hint = self.call.hint if row.local else "; check the address"
                where = where or f"{text} ({row.what}, {row.source}){hint}"
        if not allowed:
            raise self.call.refusal(f"{host} is no public site: its address is {where or 'none'}", ours=True)
        return allowed


class _Stream(httpcore2.NetworkStream):
    """A connection whose bytes are counted, and which waits no longer than the call may."""

    def __init__(self, connection: socket.socket, call: Call):
        self.connection = connection
        self.call = call

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002
        """Up to so many bytes; none at the end."""
        try:
            self.connection.settimeout(self.call.left())
            data = self.connection.recv(max_bytes)
        except TimeoutError:
            raise self.call.late() from None
        except OSError as error:
            raise self.call.refusal(f"the connection broke ({error.strerror or error}); try again") from None
        self.call.counted(len(data))
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002
        """Returns nothing; all is sent."""
        view = memoryview(buffer)
        try:
            while view:
                self.connection.settimeout(self.call.left())
                view = view[self.connection.send(view) :]
        except TimeoutError:
            raise self.call.late() from None
        except OSError as error:  # the server may have answered before it hung up, so the answer is read
            raise httpcore2.WriteError(str(error)) from None

    def close(self) -> None:
        """Returns nothing; the connection is closed."""
        self.connection.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002
    ) -> httpcore2.NetworkStream:
        """The same connection, encrypted; the certificate is that of the name, whatever address was dialled."""
        try:
            self.connection.settimeout(min(self.call.limits.connect, self.call.left()))
            return _Stream(ssl_context.wrap_socket(self.connection, server_hostname=server_hostname), self.call)
        except TimeoutError:
            self.close()
            raise self.call.late() from None
        except (OSError, ValueError) as error:
            self.close()
            reason = getattr(error, "verify_message", "") or getattr(error, "reason", "") or str(error)
            raise self.call.refusal(f"{server_hostname} cannot be spoken to in safety ({reason})") from None

    def get_extra_info(self, info: str) -> Any:
        """What is known of the connection by that name, or None."""
        return self.connection if info == "socket" else None


class Transport(httpx2.BaseTransport):
    """The way of httpx2's requests to judged connections; each request has a connection of its own."""

    def __init__(self, call: Call, network: Network, safety: ssl.SSLContext):
        self._pool = httpcore2.ConnectionPool(
            ssl_context=safety, max_keepalive_connections=0, network_backend=Judged(call, network)
        )

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """The response, whose body is still to be read."""
        url = request.url
        asked = httpcore2.Request(
            method=request.method,
            url=httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw,
            content=b"",
            extensions=request.extensions,
        )
        answer = self._pool.handle_request(asked)
        return httpx2.Response(
            answer.status, headers=answer.headers, stream=_Body(answer), extensions=answer.extensions
        )

    def close(self) -> None:
        """Returns nothing; all connections are closed."""
        self._pool.close()


class _Body(httpx2.SyncByteStream):
    def __init__(self, answer: httpcore2.Response):
        self.answer = answer

    def __iter__(self) -> Any:
        yield from self.answer.iter_stream()

    def close(self) -> None:
        self.answer.close()
