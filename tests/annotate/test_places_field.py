"""Places of defence news: each case marks the places and says of what kind they are and where; the others are none."""

import pytest

from onrecord.layers import Layers
from onrecord.reader import layers_of
from tests.conftest import marked


def placed(text: str) -> Layers:
    """The layers of a text up to its places."""
    return layers_of(text, upto=("place",))


# The text with its places marked, and the kind and country of each ("" where no country is clear).
PLACES = [
    ("A destroyer passed the [[Bab al-Mandab Strait]] into the [[Gulf of Aden]].", ["strait ", "sea "]),
    ("Two bombers flew from [[Whiteman Air Force Base]] to [[Diego Garcia]].", ["base US", "base IO"]),
    ("Frigates crossed the [[Makassar Strait]] and the [[Banda Sea]].", ["strait ID", "sea "]),
    ("The battalion moved to [[Camp Carroll]] near [[Daegu]].", ["base KR", "city KR"]),
    ("Drones struck the airfield at [[Saky air base]] in [[Crimea]].", ["base UA", "region UA"]),
    ("Submarines left [[Gadzhiyevo]] for the [[Barents Sea]].", ["base RU", "sea "]),
    ("Fighters landed at [[Ämari Air Base]] in [[Estonia]].", ["base EE", "country EE"]),
    ("A coast guard ship lay off [[Vanguard Bank]] and [[Woody Island]].", ["island ", "island "]),
    ("Marines trained on [[Balabac Island]] and at [[Camp Melchor Dela Cruz]].", ["island PH", "base PH"]),
    ("The carrier returned to [[Naval Base San Diego]].", ["base US"]),
    ("Missiles fell near [[Nevatim Air Base]] in the [[Negev]].", ["base IL", "region IL"]),
    ("Soldiers faced each other at [[Pangong Tso]] and in [[Aksai Chin]].", ["lake ", "region "]),
    ("The rocket rose from the [[Xichang Satellite Launch Center]].", ["site CN"]),
    ("Ships left the [[Baltic Sea]] by the [[Kattegat]] and the [[Skagerrak]].", ["sea ", "strait ", "strait "]),
    ("Patrols went on around [[Abu Musa]] and [[Qeshm Island]].", ["island ", "island IR"]),
    ("An exercise began in the [[Drake Passage]] and off [[Tierra del Fuego]].", ["strait ", "region "]),
]  # fmt: skip

# What looks like a place and is none: persons, ships, bodies, birds, months and words.
NONE = [
    "Michael Jordan led the delegation. Jordan said that the talks would go on.",
    "Turkeys and other birds were kept on the farm.",
    "Reading the report, the minister frowned.",
    "They will march in March and may leave in May.",
    "It was a nice gesture, and nobody had a mobile phone.",
    "General Robert Jackson commands the force. Jackson said that it would stay.",
    "Abraham Lincoln was a lawyer, and Lincoln hated war.",
    "The USS Abraham Lincoln and HMS Kent sailed together.",
    "Washington said that it would respond, and Beijing answered.",
    "Mr Clinton and Mrs Clinton thanked Mr Berlin.",
    "The Hudson Institute and the Hoover Institution wrote a report.",
    "Alexandria Smith and Sydney Miller signed the letter.",
    "Ohio-class and Virginia-class submarines were built.",
    "The Commonwealth met, and the wider Commonwealth agreed.",
    "The Olympic committee and the Union said no.",
    "Colton said that she was glad, and an officer praised Colton.",
    "The Golden Triangle of talks, trust and time was praised.",
]


@pytest.mark.parametrize(("text", "expected"), PLACES)
def test_places_of_the_field(text: str, expected: list[str]) -> None:
    plain, spans = marked(text)
    marks = [mark for mark in placed(plain).layer("place") if mark.label != "full"]
    assert [(mark.start, mark.end) for mark in marks] == spans
    assert [f"{mark.label} {mark.value[0] if mark.value else ''}" for mark in marks] == expected


@pytest.mark.parametrize("text", NONE)
def test_what_only_looks_like_a_place(text: str) -> None:
    assert [text[mark.start : mark.end] for mark in placed(text).layer("place")] == []
