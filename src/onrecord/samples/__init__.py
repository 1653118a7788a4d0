"""Three documents to try the reader on: a news article, a readout and a joint statement.

They are retold in our own words from facts that are public; the short quotations are what the speakers are on record
with. None is the official text of anything.
"""

from importlib.resources import files

import msgspec

NAMES = ("news-fighter-jets", "readout-manila", "statement-submarines")


class Sample(msgspec.Struct, frozen=True):
    """A sample document: its bytes, and what its sidecar says of it."""

    name: str
    data: bytes
    published: str
    publisher: str
    kind: str
    note: str


def samples() -> tuple[Sample, ...]:
    """The sample documents in the order in which they are shown."""
    return tuple(map(_sample, NAMES))


def _sample(name: str) -> Sample:
    folder = files(__name__)
    given = msgspec.json.decode(folder.joinpath(f"{name}.json").read_bytes(), type=dict[str, str])
    return Sample(f"{name}.txt", folder.joinpath(f"{name}.txt").read_bytes(), **given)
