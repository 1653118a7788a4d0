"""Twelve documents to try OnRecord on: news articles, readouts and joint statements.

Together they carry commitments through their stages, from 2014 to 2025: jets for Ukraine, submarines for Australia and
for South Korea, wartime operational control, and the American alliance with the Philippines. Two communiqués are of one
series, and two articles are two outlets' accounts of one meeting.

They are retold in our own words from facts that are public; the short quotations are what the speakers are on record
with. None is the official text of anything.
"""

from importlib.resources import files

import msgspec

# In the order of their dates.
NAMES = (
    "news-wartime-control",
    "readout-manila",
    "statement-submarines",
    "news-fighter-jets",
    "news-jets-arrive",
    "communique-consultative-2024",
    "readout-manila-2025",
    "news-jets-last",
    "news-submarine-review",
    "news-gyeongju-request",
    "news-gyeongju-approval",
    "communique-consultative-2025",
)


class Sample(msgspec.Struct, frozen=True):
    """A sample document: its bytes, and what its sidecar says of it."""

    name: str
    data: bytes
    published: str
    publisher: str
    kind: str
    note: str
    series: str = ""
    title: str = ""


def samples() -> tuple[Sample, ...]:
    """The sample documents in the order in which they are shown."""
    return tuple(map(_sample, NAMES))


def _sample(name: str) -> Sample:
    folder = files(__name__)
    given = msgspec.json.decode(folder.joinpath(f"{name}.json").read_bytes(), type=dict[str, str])
    return Sample(f"{name}.txt", folder.joinpath(f"{name}.txt").read_bytes(), **given)
