"""Acts of a "we" whom nothing tells: a finding says so, at the first such word; where it is told there is none."""

import pytest

from tests.conftest import marked
from tests.find.compared import read

_HEAD = "Remarks by Prime Minister Ann Example of Norway\n\n"
# The word at which the finding stands is marked; with the kind of the document, and how many acts name nobody.
UNCLAIMED = [
    ("[[We]] will rebuild the pier. We pledge to publish the figures.", "speech", 2),
    ("The sea is rough. [[We]] will rebuild the pier. Norway will pay for the pier.", "speech", 1),
    ("[[Our]] commitment to rebuild the pier stands.", "speech", 1),
    ("[[I]] pledge to sign the treaty.", "speech", 1),
]
CLAIMED = [
    (f"{_HEAD}We will double our support for the fund.", "speech"),
    ("“We will rebuild the pier,” Minister Ann Example of Norway said.", "news"),
    ("“We will rebuild the pier,” a fisherman said.", "news"),
    ("We are glad. We love the sea.", "speech"),
    ("The pier will be rebuilt.", "speech"),
    ("Norway will rebuild our pier.", "speech"),
]


@pytest.mark.parametrize(("case", "kind", "number"), UNCLAIMED)
def test_who_acts_and_is_not_told_is_a_finding(case: str, kind: str, number: int) -> None:
    text, ((start, end),) = marked(case)
    layers = read(text, kind, "rules")
    (found,) = layers.findings
    assert found.code == "speaker-unknown"
    assert found.anchor is not None
    assert (found.anchor.start, found.anchor.end) == (start, end)
    assert found.message.startswith(f"nothing tells who “{text[start:end]}” is, so {number} act")
    assert sum(not act.by for act in layers.acts) == number


@pytest.mark.parametrize(("text", "kind"), CLAIMED)
def test_who_is_told_or_does_nothing_is_no_finding(text: str, kind: str) -> None:
    assert read(text, kind, "rules").findings == []
