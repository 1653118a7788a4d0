"""Which names are forms of one person's full name, and which only look like it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.records import Actor, slug
from onrecord.resolve.actors import family, same_person

SAME = [
    ("Joe Biden", "Joseph R. Biden"),
    ("Joseph R. Biden, Jr.", "Joe Biden"),
    ("Joseph Robinette Biden", "Joseph R. Biden"),
    ("Bill Hartley", "William Hartley"),
    ("Bob Menzies", "Robert Gordon Menzies"),
    ("Jim Mattis", "James N. Mattis"),
    ("Mike Pompeo", "Michael R. Pompeo"),
    ("Tony Abbott", "Anthony John Abbott"),
    ("Liz Truss", "Elizabeth Truss"),
    ("Chuck Hagel", "Charles Timothy Hagel"),
    ("Ron Keel", "Ronald Keel Jr."),
    ("Dave O'Brien", "David OBrien"),
    ("José Alvarez", "Jose M. Alvarez"),
]
OTHER = [
    ("Biden", "Joe Biden"),
    ("Joe Biden", "Jill Biden"),
    ("Joe Biden", "Hunter Biden"),
    ("Joe Biden", "Joe Manchin"),
    ("Joseph R. Biden", "Joseph K. Biden"),
    ("Kim Jong Un", "Kim Yo Jong"),
    ("Kim Jong Un", "Kim Jong Il"),
    ("George W. Bush", "George H. Bush"),
    ("Moon Jae-in", "Moon Chung-in"),
    ("Park Jin", "Park Chung Hee"),
    ("John Smith", "Joan Smith"),
    ("Robert Gates", "Bill Gates"),
    ("Joe Biden", "Joe Biden"),
    ("Jr.", "Sr."),
]
NAMES = st.lists(
    st.sampled_from(["Joe", "Joseph", "R.", "Robin", "Biden", "Kim", "Jong", "Un", "Jr.", "Bob"]),
    min_size=1,
    max_size=4,
).map(" ".join)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_forms_of_one_name(one: str, other: str) -> None:
    """Nicknames, initials, middle names and suffixes may differ; each has the same family name to be found by."""
    assert same_person(slug(one), slug(other))
    assert same_person(slug(other), slug(one))
    assert family(person(one)) == family(person(other))


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_names_that_only_look_alike(one: str, other: str) -> None:
    """A family name alone, another given name or another middle initial is nobody's second name."""
    assert not same_person(slug(one), slug(other))
    assert not same_person(slug(other), slug(one))


@given(NAMES, NAMES)
def test_it_is_the_same_either_way_round(one: str, other: str) -> None:
    """And who is the same person has the same family name, by which the store looks."""
    assert same_person(slug(one), slug(other)) == same_person(slug(other), slug(one))
    if same_person(slug(one), slug(other)):
        assert family(person(one)) == family(person(other)) is not None


def person(name: str) -> Actor:
    """The person of that name."""
    return Actor(slug(name), name, "person")


def test_only_persons_with_full_names_have_a_family() -> None:
    """States, bodies and single names are not looked up."""
    assert family(person("Biden")) is None
    assert family(person("Biden Jr.")) is None
    assert family(Actor("south-korea", "South Korea", "state")) is None
    assert family(person("Joe Biden")) == "biden"
