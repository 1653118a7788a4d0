"""Places: each case marks the places and says of what kind they are and where; the others are none."""

import pytest

from onrecord.annotate.gazetteer import Place, Spot, capitals, country_spot, known_places, places
from onrecord.annotate.lexicon import split
from onrecord.annotate.surroundings import Evidence, Surroundings, candidates
from onrecord.annotate.towns import cities_named
from onrecord.layers import Layers
from onrecord.reader import layers_of
from tests.conftest import marked


def placed(text: str) -> Layers:
    """The layers of a text up to its places."""
    return layers_of(text, upto=("place",))


# The text with its places marked, and the kind and country of each ("" where no country is clear).
PLACES = [
    ("The envoy met reporters in [[Washington]] on Monday.", ["city US"]),
    ("She flew from [[Seoul]] to [[Beijing]] and returned to [[Tokyo]].", ["city KR", "city CN", "city JP"]),
    ("Ann Example led a delegation to [[New Delhi]] on Monday.", ["city IN"]),
    ("A drone attack was launched on [[Tel Aviv]].", ["city IL"]),
    ("Crowds filled the capital [[Caracas]] singing.", ["city VE"]),
    ("Two envoys were sent to [[Pyongyang]].", ["city KP"]),
    ("Talks were held in [[Brussels]] and in [[Geneva]].", ["city BE", "city CH"]),
    ("Two ships passed the [[Taiwan Strait]] and the [[Bashi Channel]].", ["strait ", "strait "]),
    ("Troops at [[Camp Humphreys]] trained near the [[Demilitarized Zone]].", ["base KR", "zone KR"]),
    ("The carrier sailed to [[Guam]] and on to [[Yokosuka]].", ["island GU", "base JP"]),
    ("Tankers wait in the [[Strait of Hormuz]] and the [[Red Sea]].", ["strait ", "sea "]),
    ("Shelling went on in [[Donbas]] and [[Crimea]].", ["region UA", "region UA"]),
    ("They exercised off [[Okinawa]] and in the [[South China Sea]].", ["island JP", "sea "]),
    ("He was born in [[Kharkiv]] and lives in [[Milwaukee]].", ["city UA", "city US"]),
    ("The plant in [[Ohio]] makes shells for [[Poland]].", ["region US", "country PL"]),
    ("A flood hit [[Wugong County]] last week.", ["region "]),
    ("The two met at the [[White House]] on Friday.", ["building US"]),
    ("He travelled to the [[Kremlin]].", ["building RU"]),
    ("The [[Democratic People's Republic of Korea]] shelled [[Yeonpyeong Island]].", ["country KP", "island KR"]),
    ("The [[Republic of Korea]] sent a ship to [[Busan]].", ["country KR", "city KR"]),
    ("Voters in [[Georgia]] went to the polls in [[Atlanta]].", ["region US", "city US"]),
    ("[[Georgia]] and [[Armenia]] opened a crossing.", ["country GE", "country AM"]),
    ("The exercise took place in [[New Mexico]].", ["region US"]),
    ("Fighting near [[Zürich]] is unheard of.", ["city CH"]),
]

# Wholes: the longest mark, and where it lies.
WHOLE = [
    ("The summit was held in [[Brisbane, Australia]], in May.", "AU"),
    ("They signed it in [[Pittsburgh, Pennsylvania]].", "US"),
    ("The hearing was in [[Paris, Texas]].", "US"),
    ("He spoke in [[Phnom Penh, Cambodia]] today.", "KH"),
]

NONE = [
    "Washington could consider the request.",
    "Beijing said that it opposed the sale, and Seoul's position did not change.",
    "Relations between Moscow and Tokyo have cooled.",
    "It sent a clear signal to Pyongyang and Moscow.",
    "They sent weapons to Kyiv.",
    "Sanctions on Moscow and pressure on Pyongyang grew.",
    "The White House declined to comment, and the Kremlin denied it.",
    "The Pentagon wants more ships.",
    "The USS Michigan surfaced, and HMS Scotland followed.",
    "Ohio-class submarines carry missiles.",
    "Maria Washington read the Washington Post.",
    "They told us in March that they would leave in May.",
    "The Seoul Declaration and the Minsk agreements were cited.",
    "The Pacific Fleet has a new commander.",
    "He shot a bird of paradise in full flight.",
]


@pytest.mark.parametrize(("text", "expected"), PLACES)
def test_places(text: str, expected: list[str]) -> None:
    plain, spans = marked(text)
    layers = placed(plain)
    marks = [mark for mark in layers.layer("place") if mark.label != "full"]
    assert [(mark.start, mark.end) for mark in marks] == spans
    assert [f"{mark.label} {mark.value[0] if mark.value else ''}" for mark in marks] == expected


@pytest.mark.parametrize(("text", "code"), WHOLE)
def test_a_place_and_what_it_lies_in_are_marked_as_a_whole(text: str, code: str) -> None:
    plain, spans = marked(text)
    layers = placed(plain)
    (whole,) = [mark for mark in layers.layer("place") if mark.label == "full"]
    inner = next(mark for mark in layers.layer("place") if mark.label != "full")
    assert [(whole.start, whole.end)] == spans
    assert whole.value == inner.value
    assert whole.value is not None
    assert whole.value[0] == code


@pytest.mark.parametrize("text", NONE)
def test_what_is_no_place(text: str) -> None:
    layers = placed(text)
    assert [text[mark.start : mark.end] for mark in layers.layer("place")] == []


@pytest.mark.parametrize("text", ["They met in Hanoi, Tokyo and Manila.", "He saw Canberra, Japan and Guam."])
def test_a_list_is_no_whole(text: str) -> None:
    assert [mark for mark in placed(text).layer("place") if mark.label == "full"] == []


def test_coordinates_are_decimal_degrees() -> None:
    (mark,) = placed("The ministers met in Busan.").layer("place")
    assert isinstance(mark.value, tuple)
    code, latitude, longitude = mark.value
    assert code == "KR"
    assert (float(latitude), float(longitude)) == pytest.approx((35.1, 129.03), abs=0.1)


def spot_beside(name: str, *named: str) -> Spot | None:
    """Where the town lies in a text that names these states."""
    around = Surroundings({name: candidates(name)}, [Evidence(state, country_spot(state)) for state in named])
    return around.spot(name, candidates(name))


def test_what_the_text_names_decides_between_namesakes() -> None:
    english = spot_beside("Birmingham", "United Kingdom")
    american = spot_beside("Birmingham", "United States")
    assert english is not None
    assert american is not None
    assert (english.code, american.code) == ("GB", "US")


def test_namesakes_of_one_country_share_its_code_only() -> None:
    spot = spot_beside("Springfield", "United States")
    assert spot is not None
    assert spot.value == ("US", "", "")


def test_what_a_town_is_said_to_lie_in_holds_for_the_whole_text() -> None:
    layers = placed("Police in Springfield, Oregon, made an arrest. People in Springfield were relieved.")
    towns = [mark for mark in layers.layer("place") if mark.label == "city"]
    assert len({mark.value for mark in towns}) == 1
    assert towns[0].value is not None
    assert towns[0].value[1]


def test_an_unknown_town_has_no_coordinates() -> None:
    assert spot_beside("Nowhereville") is None


def _forms(place: Place) -> list[str]:
    return [place.name, *split(place.also)]


def test_the_table_names_each_place_once() -> None:
    forms = [form for place in places().values() for form in _forms(place)]
    assert sorted(forms) == sorted(set(forms))


def test_the_table_keeps_to_the_globe() -> None:
    for place in places().values():
        assert bool(place.latitude) == bool(place.longitude), place.name
        if place.latitude:
            assert abs(float(place.latitude)) <= 90, place.name
            assert abs(float(place.longitude)) <= 180, place.name


def test_every_capital_is_found_in_its_country() -> None:
    for name, code in capitals().items():
        if name not in places():
            assert any(city.countrycode == code for city in cities_named(name)) or not cities_named(name), name


def test_known_names_are_longest_first() -> None:
    for forms in known_places().values():
        lengths = [len(form) for form, _ in forms]
        assert lengths == sorted(lengths, reverse=True)
