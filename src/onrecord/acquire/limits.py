"""How long, how much and how often: the limits of one call to the network, and what keeps count of them."""

import time
from typing import NamedTuple

from onrecord.errors import ReadError


class Limits(NamedTuple):
    """What a call may take. Seconds, bytes and counts; `ratio` is that of decoded bytes to those on the wire."""

    connect: float = 10.0
    total: float = 30.0
    wire: int = 20_000_000
    decoded: int = 50_000_000
    ratio: int = 100
    redirects: int = 5
    # Seconds between two requests to a host, the most that its Crawl-delay makes of them, and the most to wait for it.
    pause: float = 1.0
    longest_pause: float = 30.0
    patience: float = 35.0


class FetchError(ReadError):
    """A page cannot be had. `status` is the server's answer, if it gave one, `again` after how many seconds to ask.

    `ours` is true where nobody was asked: the user may allow what is refused.
    """

    def __init__(self, message: str, status: int | None = None, again: float | None = None, ours: bool = False):
        super().__init__(message)
        self.status = status
        self.again = again
        self.ours = ours


class Call:
    """One call to the network: what it may still take, and in whose name its errors speak.

    `private` is true as long as local addresses may be dialled; `local` where the last address dialled is one; `hint`
    says what to do where one may not.
    """

    def __init__(self, name: str, limits: Limits, private: bool):
        self.name = shown(name)
        self.limits = limits
        self.private = private
        self.local = False
        self.hint = "; public pages may not lead there" if private else "; give --allow-private if it is meant"
        self.received = 0
        self._ends = time.monotonic() + limits.total

    def refusal(
        self, message: str, status: int | None = None, again: float | None = None, ours: bool = False
    ) -> FetchError:
        """The error that says, in one line, why the call goes no further."""
        return FetchError(f"{self.name}: {shown(message)}", status, again, ours)

    def left(self) -> float:
        """Seconds that are left; raises FetchError where none are."""
        left = self._ends - time.monotonic()
        if left <= 0:
            raise self.late()
        return left

    def late(self) -> FetchError:
        """The error for what took too long."""
        return self.refusal(f"takes longer than {self.limits.total:g} s; try again later, or save the page yourself")

    def waited(self, seconds: float) -> None:
        """Returns nothing; what we waited of our own accord does not count."""
        self._ends += seconds

    def counted(self, number: int) -> None:
        """Returns nothing; raises FetchError where the bytes of a response, `number` more, are too many."""
        self.received += number
        if self.received > self.limits.wire:
            raise self.too_large(self.limits.wire, "sent")

    def too_large(self, most: int, how: str) -> FetchError:
        """The error for what is larger than `most` bytes, as it is sent or unpacked."""
        return self.refusal(f"is larger than {most / 1e6:g} MB {how}; save its text in a file and read that")


def shown(text: str) -> str:
    """The text without characters that break a line or steer a terminal, no longer than a message may be."""
    kept = "".join(character if character.isprintable() else "\N{REPLACEMENT CHARACTER}" for character in text)
    return kept if len(kept) <= 300 else kept[:299] + "…"
