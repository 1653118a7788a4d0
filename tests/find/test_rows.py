"""Rows of actors: who is named together as one subject, and neighbours that are not."""

import pytest

from onrecord.reader import layers_of

# Text, and the actors of its first event.
CASES = [
    (
        "National Security Advisor Ann Roe of Norway, Secretary General Bo Lind of Sweden, and National Security "
        "Advisor Cy Berg of Finland met in Turku on Friday.",
        ("Ann Roe", "Bo Lind", "Cy Berg"),
    ),
    (
        "Minister Ann Roe, Sweden’s Minister of Defense Bo Lind and Finland’s Minister Cy Berg met in Turku.",
        ("Ann Roe", "Bo Lind", "Cy Berg"),
    ),
    ("When Minister Ann Roe left, Minister Bo Lind and Minister Cy Berg met.", ("Bo Lind", "Cy Berg")),
]


@pytest.mark.parametrize(("text", "names"), CASES)
def test_row(text: str, names: tuple[str, ...]) -> None:
    found = [one for one in layers_of(text, published="2024-05-02", upto=("events",)).events if one.type == "CONSULT"]
    assert [one.actors for one in found if one.trigger.exact == "met"] == [names]


def test_the_speaker_is_the_whole_row() -> None:
    text = "Minister Roe met Minister Lind and Minister Berg. Roe, Lind, and Berg resolved to work together."
    said = layers_of(text, upto=("statements",), reader="rules").statements[-1]
    assert (said.speaker and said.speaker.exact, len(said.actor)) == ("Roe, Lind, and Berg", 3)
