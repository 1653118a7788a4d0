"""Which of several places of one name is meant: by what it is said to lie in, by what else is named, or unclear."""

import pytest

from onrecord.annotate.gazetteer import Spot
from onrecord.annotate.surroundings import HALF, Candidate, Evidence, Surroundings, candidates
from onrecord.annotate.towns import cities_named, counties, counties_named, key
from onrecord.records import Mark
from tests.annotate.test_places import placed

# The text, a name in it, and about where its last mention lies (country, latitude, longitude).
CLEAR = [
    ("Police in Paris, Texas, made an arrest. The sheriff spoke in Paris.", "Paris", ("US", 33.7, -95.6)),
    ("Ministers met in Paris on Monday.", "Paris", ("FR", 48.9, 2.3)),
    ("The sheriff of Lamar County, Texas, drove to Paris.", "Paris", ("US", 33.7, -95.6)),
    ("Troops left Fort Hood, Texas, for nearby Killeen. He lives in Temple.", "Temple", ("US", 31.1, -97.3)),
    ("Flooding hit Fargo and Moorhead. People in Alexandria, Minnesota, sent help.", "Alexandria", ("US", 45.9, -95.4)),
    ("Egypt's navy sailed from Alexandria.", "Alexandria", ("EG", 31.2, 29.9)),
    ("The British minister went to Cambridge and London.", "Cambridge", ("GB", 52.2, 0.1)),
    ("Massachusetts sent guards from Boston to Cambridge.", "Cambridge", ("US", 42.4, -71.1)),
    ("Rapides Parish deputies drove from Pineville, Louisiana, to Alexandria.", "Alexandria", ("US", 31.3, -92.4)),
    ("He was born in Houston, TX 77002 and moved away.", "Houston", ("US", 29.8, -95.4)),
    ("Lebanon, Ohio, is a small town. People in Lebanon voted.", "Lebanon", ("US", 39.4, -84.2)),
    ("Israeli jets flew over Lebanon and struck Tyre.", "Lebanon", ("LB", 33.8, 35.8)),
    ("Voters in Georgia went to the polls in Atlanta.", "Georgia", ("US", 32.8, -83.5)),
    ("Georgia's parliament in Tbilisi passed the bill.", "Georgia", ("GE", 42, 43.5)),
    ("Cooke, Grayson and Love counties in Oklahoma and Texas are dry.", "Grayson", ("US", 33.6, -96.7)),
    ("HOUSTON (AP) -- Officials said that the port was closed.", "HOUSTON", ("US", 29.8, -95.4)),
    ("Charlotte Smith lives in Charlotte.", "Charlotte", ("US", 35.2, -80.8)),
    ("Ships left Norfolk, Va., on Monday. Norfolk is a port.", "Norfolk", ("US", 36.8, -76.3)),
    ("Fire crews from Kansas City, Missouri, came.", "Kansas City", ("US", 39.1, -94.6)),
    ("The United States signed the pact in Glasgow.", "Glasgow", ("GB", 55.9, -4.3)),
    ("Australia and the United States met in Wellington.", "Wellington", ("NZ", -41.3, 174.8)),
    ("The mayor of Kansas City, Missouri, spoke of Kansas City.", "Kansas City", ("US", 39.1, -94.6)),
    ("The ship lay off Windsor, Ont., for days.", "Windsor", ("CA", 42.3, -83)),
    ("A win. CHARLESTON, W.Va. -- Officials in Charleston were glad.", "Charleston", ("US", 38.3, -81.6)),
    ("Polish and German troops met in Lodz.", "Lodz", ("PL", 51.8, 19.5)),
    ("Korean police were sent to Anyang and Seoul.", "Anyang", ("KR", 37.4, 126.9)),
    ("Envoys of Russia and Ukraine met in Odesa.", "Odesa", ("UA", 46.5, 30.7)),
    ("Soldiers of the Minneapolis battalion in Minnesota deployed to Jordan.", "Jordan", ("JO", 31, 36)),
]  # fmt: skip

# What is not clear has no coordinates: the text, the name, and the country if that much is clear.
UNCLEAR = [
    ("A man was arrested in Springfield, police said.", "Springfield", "US"),
    ("The base at Dover was closed.", "Dover", ""),
    ("American soldiers came home to Springfield.", "Springfield", "US"),
    ("Walker County lifted its ban.", "Walker County", "US"),
    ("The sheriff of Washington County spoke.", "Washington County", "US"),
    ("Americans in Columbia, police said, cheered.", "Columbia", "US"),
]


def last(text: str, name: str) -> Mark:
    """The last mark of that name."""
    return [
        mark for mark in placed(text).layer("place") if text[mark.start : mark.end] == name and mark.label != "full"
    ][-1]


@pytest.mark.parametrize(("text", "name", "where"), CLEAR)
def test_the_text_makes_clear_which_is_meant(text: str, name: str, where: tuple[str, float, float]) -> None:
    value = last(text, name).value
    assert isinstance(value, tuple)
    assert value[0] == where[0]
    assert (float(value[1]), float(value[2])) == pytest.approx(where[1:], abs=0.3)


@pytest.mark.parametrize(("text", "name", "code"), UNCLEAR)
def test_what_is_not_clear_has_no_coordinates(text: str, name: str, code: str) -> None:
    value = last(text, name).value
    assert (value or ("", "", "")) == (code, "", "")


def test_one_name_has_one_place_in_a_text() -> None:
    text = "Officials in Monroe met. A fair in Monroe was closed. People of Walton County, Georgia, live in Monroe."
    marks = [mark for mark in placed(text).layer("place") if text[mark.start : mark.end] == "Monroe"]
    assert len(marks) == 3
    assert len({mark.value for mark in marks}) == 1


def test_names_are_found_however_they_are_spelt() -> None:
    assert set(cities_named("Saint Paul")) <= set(cities_named("St. Paul"))
    assert cities_named("Zurich") == cities_named("Zürich")
    assert counties_named("Loudon Co.") == counties_named("Loudon County") != []
    assert cities_named("FARGO") == cities_named("Fargo") != []
    assert cities_named("Nowhereville Township") == []


def test_the_table_of_counties_names_each_once_and_keeps_to_the_globe() -> None:
    for name, rows in counties().items():
        assert len({row.code for row in rows}) == len(rows), name
        for row in rows:
            assert name == key(row.name)
            assert abs(row.latitude) <= 90, name
            assert abs(row.longitude) <= 180, name


def test_nearness_falls_with_distance_and_counts_no_namesake() -> None:
    def at(longitude: float) -> Candidate:
        return Candidate(Spot("US", "40", f"{longitude:g}"), 40, longitude, 1_000_000)

    around = Surroundings({"A": [at(-90)], "B": [at(-90 - HALF)]}, [Evidence("US", Spot("US"))])
    assert around.nearness("A", at(-90)) == pytest.approx(0.5, abs=0.05)
    assert around.nearness("C", at(-90)) > around.nearness("C", at(-92)) > around.nearness("C", at(-100)) == 0


def test_a_place_of_our_table_stands_for_the_town_of_its_name_that_lies_there() -> None:
    found = candidates("Erbil")
    assert len([one for one in found if one.spot.code == "IQ"]) == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Talks in Crans-Montana collapsed.", []),
        ("The ferry ran from Aurlandsvangen to Ny-Hellesund.", []),
        ("The Paris-London train left Winston-Salem.", ["Paris", "London", "Winston-Salem"]),
        ("The Hamas-Israel war went on.", ["Israel"]),
    ],
)
def test_the_end_of_a_longer_name_is_no_place(text: str, found: list[str]) -> None:
    assert [text[mark.start : mark.end] for mark in placed(text).layer("place") if mark.label != "full"] == found


# the text, a name in it, and of each of its mentions the country, and whether it has coordinates
NAMESAKES = [
    ("Aleppo, Pennsylvania, is small. Rebels left Aleppo, Syria, on Monday. Aleppo was calm.", "Aleppo",
     [("US", False), ("SY", True), ("SY", True)]),
    ("He was born in Paris, Texas, and died in Paris, France.", "Paris", [("US", True), ("FR", True)]),
    ("From Moscow, Idaho, she moved to Moscow, Russia. Moscow, Idaho, is cold.", "Moscow",
     [("US", True), ("RU", True), ("US", True)]),
    ("Birmingham, Alabama, sent help to Birmingham, England.", "Birmingham", [("US", True), ("GB", True)]),
    # what is said once holds for the whole text; a list is no address
    ("The sheriff spoke in Paris. Police in Paris, Texas, made an arrest.", "Paris", [("US", True), ("US", True)]),
    ("London, Ontario, is large. The mayor of London spoke.", "London", [("CA", True), ("CA", True)]),
    ("Envoys came from Cairo, Jordan and Iraq. Cairo was pleased.", "Cairo", [("EG", True)]),
    ("Trains to Berlin, Bavaria and Saxony were late in Berlin.", "Berlin", [("DE", True), ("DE", True)]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "name", "wanted"), NAMESAKES)
def test_namesakes_of_one_text_are_told_apart(text: str, name: str, wanted: list[tuple[str, bool]]) -> None:
    marks = [mark for mark in placed(text).layer("place") if text[mark.start : mark.end] == name]
    values = [mark.value or ("", "", "") for mark in marks if mark.label != "full"]
    assert [(value[0], bool(value[1])) for value in values] == wanted
