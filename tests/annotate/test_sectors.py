"""Country, sector and body of descriptions: a table of strings, look-alikes, days, and the tables that stand behind."""

import csv
import re
from pathlib import Path

import pytest
from bench.actors import country_of
from hypothesis import given
from hypothesis import strategies as st

from onrecord.annotate.agents import Agent, KnownBody, KnownPerson, code_of, sectors
from onrecord.annotate.lexicon import bodies
from onrecord.annotate.sectors import described_as
from onrecord.edtf import first_day
from onrecord.vocabulary import rows
from onrecord.vocabulary.offices import Office, holders
from onrecord.vocabulary.states import states

# text, country (ISO 3166-1 alpha-3, UNO, EUR, IGO), sector, date, context; "-" for none, "?" where it is not judged.
STRINGS = [
    tuple(row)
    for row in csv.reader(
        (Path(__file__).parent / "actor_strings.tsv").read_text("utf-8").splitlines()[1:],
        delimiter="\t",
        quoting=csv.QUOTE_NONE,
    )
]


@pytest.mark.parametrize(("text", "country", "sector", "day", "context"), STRINGS, ids=[row[0] for row in STRINGS])
def test_a_string_tells_country_and_sector(text: str, country: str, sector: str, day: str, context: str) -> None:
    found = described_as(text, day or None, context)
    assert country in ("?", country_of(found) or "-")
    assert sector in ("?", found.sector or "-")


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("a spokesman for the Joint Chiefs of Staff", "Joint Chiefs of Staff"),
        ("the Pentagon", "U.S. Department of Defense"),
        ("Pentagon officials", "U.S. Department of Defense"),
        ("Hamas fighters", "Hamas"),
        ("fighters from Hamas", "Hamas"),
        ("the EU's foreign policy chief", "European Union"),
        ("workers at Boeing", "Boeing"),
        # A body is not that of another state.
        ("the Kenyan Department of Defense", ""),
        ("the Senate of Chile", ""),
        ("Norway's ambassador to NATO", ""),
        ("critics of Boeing", ""),
    ],
)
def test_the_body_is_the_one_that_the_actor_is_or_serves(text: str, body: str) -> None:
    assert described_as(text).body == body


@pytest.mark.parametrize(
    "text",
    [
        "",
        "the window",
        "a long dispute",
        "its price",
        "12 per cent",
        "the quiet of the evening",
        ",",
        "of the",
        "(",
        "--",
    ],
)
def test_what_describes_nobody_tells_nothing(text: str) -> None:
    assert described_as(text) == ("", "", "", "")


@pytest.mark.parametrize(
    ("text", "country", "sector"),
    [
        # Who is behind an actor, or whom it is against, is not where it is from.
        ("Iran-backed fighters", "", "UAF"),
        ("pro-Russian activists", "", "CVL"),
        ("anti-government protesters in Peru", "PE", "CVL"),
        ("anti-riot police", "", "COP"),
        # To whom somebody is sent is not whose he is.
        ("the Japanese ambassador to India", "JP", "GOV"),
        ("an ambassador to India", "", "GOV"),
        # Words that are names only where they are written so.
        ("a polish maker", "", "BUS"),
        ("a turkey farmer", "", "AGR"),
        ("Michael Jordan", "US", "CVL"),
        ("Chloe Jordan", "", ""),
        ("Ann F. Kennedy", "", ""),
        ("Smith", "", ""),
        ("Emmanuel Example", "", ""),
        ("Angela Example", "", ""),
        ("Warren", "", ""),
        ("the standard of the day", "", ""),
        ("somebody who told us", "", ""),
        # Those of whom something is said, or who are against it, do not belong to it.
        ("critics of Boeing", "US", "CVL"),
        ("dozens of protesters", "", "CVL"),
        ("local officials", "", "GOV"),
        ("city authorities", "", "GOV"),
    ],
)
def test_what_only_looks_like_a_country_or_a_sector(text: str, country: str, sector: str) -> None:
    assert described_as(text)[:2] == (country, sector)


def test_an_office_tells_the_sector_only_in_its_term() -> None:
    assert described_as("Lloyd Austin", "2023-01-01")[:2] == ("US", "GOV")
    assert described_as("Lloyd Austin", "2025-06-01")[:2] == ("US", "ELI")
    assert described_as("Lloyd Austin", "2019-01-01")[:2] == ("US", "")
    assert described_as("Lloyd Austin")[:2] == ("US", "GOV")  # of no day nothing is known to be over
    assert described_as("Jens Stoltenberg", "2010-05-01")[:2] == ("NO", "GOV")
    assert described_as("Jens Stoltenberg", "2020-05-01")[:2] == ("", "IGO")


def test_a_callers_holders_are_known_beside_ours_and_before_them() -> None:
    own = (
        Office("defence minister", "Norway", "Ann Example", "2023-10-17", "2024"),
        Office("president", "Peru", "Lloyd Austin", "2020"),
    )
    assert described_as("Ann Example", "2024-03-01", "", own)[:2] == ("NO", "GOV")
    assert described_as("Ann Example", "2025-01-01", "", own)[:2] == ("NO", "ELI")
    assert described_as("Ann Example", "2024-03-01") == ("", "", "", "")
    assert described_as("Lloyd Austin", "2023-01-01", "", own)[:2] == ("PE", "GOV")
    # Under any form of a name the caller says who that is.
    other = (Office("president", "Peru", "Joseph R. Biden", "2020"),)
    assert described_as("Joseph R. Biden", "2023-01-01", "", other)[:2] == ("PE", "GOV")
    assert described_as("Joe Biden", "2023-01-01", "", other)[:2] in (("", ""), ("PE", "GOV"))


@given(st.text(max_size=80))
def test_any_text_is_taken(text: str) -> None:
    found = described_as(text)
    assert found.sector in {"", *sectors().codes}


def test_the_tables_hold_codes_ids_and_days_that_there_are() -> None:
    codes = sectors().codes
    assert {row.sector for row in rows("agents", Agent)} <= codes
    assert {*sectors().phrases, *sectors().name_ends, *sectors().offices.values()} <= codes
    told = [(body.name, body.sector, body.wikidata) for body in bodies().values()]
    told += [(body.name, body.sector, body.wikidata) for body in rows("known_bodies", KnownBody)]
    for name, sector, wikidata in told:
        assert sector in codes, name
        assert re.fullmatch(r"(?:Q[1-9]\d*)?", wikidata), name
    for known in rows("known_bodies", KnownBody):
        assert not known.state or code_of(known.state), known
    for person in rows("known_people", KnownPerson):
        assert person.sector in codes, person
        assert not person.of or code_of(person.of), person
    terms = [(one.name, one.since, one.until) for one in rows("known_people", KnownPerson)]
    for name, *days in (*terms, *((row.name, row.since, row.until) for row in holders())):
        said = [day for day in days if day]
        assert all(first_day(day) for day in said), name
        assert said == sorted(said), name
    ids = [state.wikidata for state in states().values()]
    assert all(re.fullmatch(r"Q[1-9]\d*", one) for one in ids)
    assert len({*ids}) == len(ids)
    assert len({state.code3 for state in states().values()}) == len(ids)
    assert {*sectors().homes} | sectors().of_un <= {*bodies()}
