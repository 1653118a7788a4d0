"""Dossiers: what the shipped ones take in and leave out, and the errors of a user's file."""

from pathlib import Path

import pytest

from onrecord.errors import UsageError
from onrecord.resolve.dossiers import Dossier, dossiers_of, from_file, shipped
from onrecord.resolve.wording import stems

# For each dossier: undertakings that belong, and look-alikes that do not.
TABLE: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "Force posture and regional role": (
        (
            "keep the number of American troops in Korea where it is",
            "a second rotational force of Marines in Darwin",
            "withdraw US troops from Niger by September",
            "give USFK a part beyond the peninsula",
            "open three more sites under the Enhanced Defense Cooperation Agreement",
        ),
        (
            "change the status quo by force",
            "deploy 2,000 National Guard troops to the capital",
            "broaden its tax base",
        ),
    ),
    "Extended deterrence": (
        (
            "extended deterrence for Japan and the ROK",
            "keep its ally under the nuclear umbrella",
            "convene the Nuclear Consultative Group twice a year",
            "defend South Korea with the full range of its capabilities",
            "send strategic bombers to the region more often",
        ),
        ("extend the deadline for deterring fraud", "build nuclear power plants in Poland", "defend its title"),
    ),
    "Nuclear-powered submarines": (
        (
            "build nuclear-powered attack submarines in Philadelphia",
            "supply the fuel for South Korea's submarines",
            "sell Australia three Virginia-class boats",
            "admit Japan to Pillar II of AUKUS",
        ),
        (
            "lay a submarine cable to Guam",
            "build two diesel-electric submarines at Kobe",
            "extend the life of its nuclear power plants",
        ),
    ),
    "Shipbuilding and naval partnership": (
        (
            "put $150 billion into American shipbuilding",
            "let Korean shipyards repair US Navy vessels",
            "overhaul a supply ship at Geoje",
            "build five frigates to a common design",
        ),
        ("build a new partnership on housing", "ship grain to Egypt", "repair the bridge over the Kerch Strait"),
    ),
    "Defence spending and cost sharing": (
        (
            "raise its defence spending to 3.5% of GDP",
            "spend more on defense",
            "a twelfth Special Measures Agreement",
            "pay a larger part of the stationing costs",
        ),
        ("cut spending on schools", "share the costs of the climate fund", "pay for the defence lawyers"),
    ),
    "Wartime operational control": (
        (
            "take back wartime operational control before 2030",
            "operational (wartime) control handed to Seoul",
            "certify the Future Combined Forces Command",
            "meet the terms of conditions-based OPCON transition",
        ),
        (
            "keep the operational costs under control",
            "control exports in wartime",
            "hand over the presidency in a peaceful transition",
        ),
    ),
    "Alliance modernisation": (
        (
            "modernise the alliance for the threats of today",
            "modernizing our Alliance",
            "improve the interoperability of their armed forces",
            "set up a joint operations command in Tokyo",
            "cooperation between the defense industrial bases",
        ),
        ("modernise its hospitals", "join the International Solar Alliance", "a coalition with the Greens"),
    ),
    "Joint communiqués and consultations": (
        (
            "issue a joint communiqué after the talks",
            "hold the Security Consultative Meeting in Seoul",
            "set up a working group on tourism",
            "consult closely before each step",
            "a hotline between the two defence ministers",
        ),
        ("hire a consulting firm", "a joint venture in Ulsan", "declare a state of emergency"),
    ),
    "Exercises": (
        (
            "hold the joint exercise Freedom Shield in March",
            "suspend large-scale military drills",
            "a naval exercise off Busan",
            "postpone 20 of the field training events",
            "take part in Balikatan with 500 troops",
        ),
        (
            "exercise maximum restraint",
            "exercise its right of veto",
            "stop drilling for oil in Arctic waters",
            "a mapping exercise of AI standards",
        ),
    ),
    "Missile defence": (
        (
            "station a THAAD battery at Seongju",
            "share missile warning data in real time",
            "buy 40 more interceptors",
            "integrate their air and missile defenses",
        ),
        (
            "give up tests of anti-satellite missiles",
            "put anti-ship missiles on the island",
            "launch a ballistic missile over Japan",
        ),
    ),
    "Arms sales": (
        (
            "sell Poland 180 tanks",
            "approve the sale of 50 missiles to Taiwan",
            "lift the arms embargo on Vietnam",
            "buy 36 fighter jets",
            "foreign military sales worth $3 billion",
        ),
        ("the sale of farm land to foreigners", "take up arms", "buy more wheat"),
    ),
    "Sanctions": (
        (
            "lift the sanctions on Caracas",
            "sanction 30 tankers of the shadow fleet",
            "freeze the assets of nine officials",
            "lower the price cap on Russian crude",
        ),
        ("freeze the rents for a year", "ban mobile phones at school", "bring the war to a swift end"),
    ),
    "Cyber": (
        (
            "share what they know of cyber attacks",
            "improve cybersecurity at ports",
            "act against ransomware gangs",
            "agree on norms for cyberspace",
        ),
        ("invest in data centres", "write a code of conduct for doctors", "a network of railway lines"),
    ),
    "Space": (
        (
            "send Japanese astronauts to the Moon",
            "sign the Artemis Accords",
            "launch two observation satellites together",
            "deepen cooperation in outer space",
        ),
        ("make space for 200 refugees", "leave fiscal space for reforms", "rent office space in Geneva"),
    ),
    "Trade and technology": (
        (
            "cut the tariff on cars to 15%",
            "negotiate a free trade agreement",
            "tighten export controls on chips",
            "work together on critical and emerging technologies",
            "common standards for artificial intelligence",
        ),
        (
            "use the hostages as bargaining chips",
            "talk to the trade unions about pensions",
            "trade blame over the fire",
        ),
    ),
}  # fmt: skip

ROWS_IN = [(title, words) for title, (inside, _) in TABLE.items() for words in inside]
ROWS_OUT = [(title, words) for title, (_, outside) in TABLE.items() for words in outside]


def titles_of(words: str) -> set[str]:
    """The titles of the shipped dossiers that an undertaking belongs to."""
    named = {one.id: one.title for one in shipped()}
    return {named[one] for one in dossiers_of([words], shipped())}


@pytest.mark.parametrize(("title", "words"), ROWS_IN)
def test_an_undertaking_belongs(title: str, words: str) -> None:
    assert title in titles_of(words)


@pytest.mark.parametrize(("title", "words"), ROWS_OUT)
def test_a_look_alike_does_not_belong(title: str, words: str) -> None:
    assert title not in titles_of(words)


def test_an_undertaking_may_stand_in_several_dossiers() -> None:
    found = titles_of("conduct a trilateral missile defence exercise")
    assert found >= {"Exercises", "Missile defence"}


def test_every_undertaking_of_a_commitment_counts() -> None:
    known = (Dossier("Cyber", ("cyber",)), Dossier("Space", ("satellite",)))
    assert dossiers_of(["launch a satellite", "a cyber dialogue"], known) == ["cyber", "space"]


def test_beside_and_without() -> None:
    known = (Dossier("Bases", ("base",), beside=("Korea", "Japan"), without=("tax base",)),)
    assert dossiers_of(["bases in Japan"], known) == ["bases"]
    assert dossiers_of(["bases in Spain"], known) == []
    assert dossiers_of(["the tax base of Japan"], known) == []


def test_parts_of_a_phrase_stand_anywhere() -> None:
    known = (Dossier("Fuel", ("fuel + submarine",)),)
    assert dossiers_of(["submarines and, in time, the enriched uranium to fuel them"], known) == ["fuel"]
    assert dossiers_of(["fuel for buses"], known) == []


def test_shipped_titles_and_ids_differ_and_each_says_what_belongs() -> None:
    assert len({one.id for one in shipped()}) == len(shipped())
    assert all(one.about.endswith(".") for one in shipped())


def test_shipped_phrases_say_something_and_stand_once() -> None:
    for one in shipped():
        for phrase in (*one.words, *one.beside, *one.without):
            assert all(stems(part) for part in phrase.split(" + ")), (one.title, phrase)
        assert len(set(one.words)) == len(one.words), one.title


def test_a_users_file(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("- title: Fish\n  words: [scallops]\n", "utf-8")
    (one,) = from_file(path)
    assert dossiers_of(["import scallops again"], [one]) == ["fish"]


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        from_file(tmp_path / "none.yaml")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("- title: [", "is no list of dossiers"),
        ("title: Fish\n", "is no list of dossiers"),
        ("- title: Fish\n", "is no list of dossiers"),
        ("- title: Fish\n  words: []\n", "'Fish' needs words that say something"),
        ("- title: Fish\n  words: [of the]\n", "'Fish' needs words that say something"),
        ("- title: Fish\n  words: [scallops + the]\n", "'Fish' needs words that say something"),
        ("- title: Fish\n  words: [scallops]\n- title: fish\n  words: [cod]\n", "two dossiers have one title"),
    ],
)
def test_a_file_that_is_wrong(tmp_path: Path, content: str, said: str) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(content, "utf-8")
    with pytest.raises(UsageError, match=said) as caught:
        from_file(path)
    assert "\n" not in str(caught.value)
