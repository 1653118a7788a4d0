"""Which acts concern one commitment: pairs in other words, look-alikes, and the keys by which they are found."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from onrecord.records import ActKind
from onrecord.resolve.commitments import Subject, components, keys, likeness, linked, measurable, threads

SAME = [
    ("raise its defence spending to 3.5 percent of GDP", "increase defense spending to 3.5% of GDP"),
    ("transfer wartime operational control to South Korea", "the transfer of wartime operational control to the ROK"),
    ("build nuclear-powered submarines", "the construction of nuclear-powered submarines"),
    ("buy five frigates from Japan", "purchase of five Japanese frigates"),
    ("hold the joint exercise Freedom Shield", "the Freedom Shield exercise"),
    ("sell 20 patrol boats to the Philippines", "the sale of 20 patrol boats to Manila"),
    ("station a second THAAD battery at Seongju", "stationing another THAAD battery in Seongju"),
    ("share missile warning data in real time", "sharing of data for the warning of missiles"),
    ("withdraw its troops from Niger by September", "withdrawal of troops from Niger"),
    ("sign the Artemis Accords", "signature of the Artemis Accords"),
    ("invest $150 billion in American shipbuilding", "a $150 billion investment in U.S. shipbuilding"),
    ("reopen the hotline between the defence ministries", "reopening of a defence hotline"),
    ("set up a joint operations command in Tokyo", "establish the joint operations command"),
    ("cut the tariff on cars to 15 percent", "cutting its tariffs on cars"),
]
OTHER = [
    ("raise its defence spending to 3.5 percent of GDP", "raise the pension age to 67"),
    ("transfer wartime operational control to South Korea", "transfer two patrol boats to Vietnam"),
    ("build nuclear-powered submarines", "build a plant for nuclear waste at the coast"),
    ("buy five frigates from Japan", "buy soybeans from Brazil"),
    ("strengthen cooperation", "strengthen cooperation"),
    ("work closely together", "work together on trade"),
    ("hold the joint exercise Freedom Shield", "hold a press conference"),
    ("sell 20 patrol boats to the Philippines", "sell tanks to Poland"),
    ("station a second THAAD battery at Seongju", "charge the battery of the submarine"),
    ("withdraw its troops from Niger", "withdraw from the climate accord"),
    ("sign the Artemis Accords", "sign the condolence book"),
    ("invest in American shipbuilding", "invest in schools and kindergartens"),
    ("cut the tariff on cars", "cut rice imports"),
    ("the peace of the region", "stability in the region"),
]


def subject(words: str, act: str = "a", by: tuple[str, ...] = ("Japan",), kind: ActKind = "pledge") -> Subject:
    """An act of one party, as it is compared."""
    return Subject(act, f"d{act}", kind, words, by)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_one_commitment_in_other_words(one: str, other: str) -> None:
    """The same party's acts are linked, either way round, and found by a key."""
    mine, theirs = subject(one), subject(other, "b")
    assert linked(mine, theirs) is not None, likeness(mine, theirs)
    assert linked(theirs, mine) == linked(mine, theirs)
    assert set(keys(one)) & set(keys(other))


@pytest.mark.parametrize(("one", "other"), OTHER)
def test_look_alikes_are_two(one: str, other: str) -> None:
    """Words that say little, or that only the verb shares, link nothing."""
    assert linked(subject(one), subject(other, "b")) is None


PARTIES = [
    (("Japan",), ("Japan",), True),
    (("Japan",), ("Australia",), False),
    (("Japan", "Australia"), ("Australia",), True),
    ((), ("Australia",), True),
    ((), (), True),
]


@pytest.mark.parametrize(("one", "other", "meet"), PARTIES)
def test_parties(one: tuple[str, ...], other: tuple[str, ...], meet: bool) -> None:
    """Somebody must act in both, unless one names nobody; then the words must be almost the same."""
    words = "station a second THAAD battery at Seongju"
    assert (linked(subject(words, "a", one), subject(words, "b", other)) is not None) is meet
    if meet and not (one and other):
        less = "a THAAD battery near the village of Seongju in spring"
        assert linked(subject(words, "a", one), subject(less, "b", other)) is None


def test_whom_it_is_for_counts_as_a_party() -> None:
    """Who asks and who is asked speak of one undertaking."""
    asked = Subject("a", "d", "request", "20 patrol boats for the coast guard", ("Philippines",), ("Japan",))
    sold = Subject("b", "e", "approve", "the sale of 20 patrol boats", ("Japan",))
    assert linked(asked, sold) is not None
    assert linked(asked, asked) is None


WORDS = sorted({word for pair in (*SAME, *OTHER) for words in pair for word in words.split()})
UNDERTAKINGS = st.lists(st.sampled_from(WORDS), min_size=0, max_size=9).map(" ".join)
PARTY = st.sampled_from([(), ("Japan",), ("Australia",), ("Australia", "Japan")])


@given(UNDERTAKINGS, UNDERTAKINGS, PARTY, PARTY)
def test_links_are_symmetric_and_found_by_a_key(one: str, other: str, by: tuple[str, ...], to: tuple[str, ...]) -> None:
    """For any two undertakings: the same answer either way round, and never a link without a key in common."""
    mine, theirs = subject(one, "a", by), subject(other, "b", to)
    found = linked(mine, theirs)
    assert found == linked(theirs, mine)
    if found is not None:
        assert set(keys(one)) & set(keys(other))


@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_can_be_compared(one: str, other: str) -> None:
    """Whatever the characters, nothing raises, and keys fit into 64 bits."""
    assert linked(subject(one), subject(other, "b")) == linked(subject(other, "b"), subject(one))
    assert all(-(2**63) <= key < 2**63 for key in keys(one))


def test_no_linked_pair_of_many_is_missed() -> None:
    """All pairs of 400 undertakings made of parts: each linked pair shares a key, and few others do."""
    parts = [words for pair in (*SAME, *OTHER) for words in pair]
    many = [subject(f"{one} and {other}" if number % 3 else one, str(number))
            for number, (one, other) in enumerate(zip(parts * 8, parts[7:] * 9, strict=False))]  # fmt: skip
    under = {one.act: set(keys(one.words)) for one in many}
    pairs = [(one, other) for one, other in combinations(many, 2) if linked(one, other) is not None]
    assert len(pairs) > 500
    assert all(under[one.act] & under[other.act] for one, other in pairs)
    met = sum(1 for one, other in combinations(many, 2) if under[one.act] & under[other.act])
    assert met < len(many) * (len(many) - 1) / 4


def test_a_chain_of_other_words_is_no_thread() -> None:
    """An act joins the acts that it is linked with on average, not whatever leads to it step by step."""
    links = {("a", "b"): 0.6, ("b", "c"): 0.6, ("c", "d"): 0.6, ("d", "e"): 0.6}
    assert threads(list("abcde"), links) == [["a", "b", "c"], ["d", "e"]]
    assert threads(list("ab"), {}) == [["a"], ["b"]]
    assert components("abcdef", links) == [list("abcde"), ["f"]]


@pytest.mark.parametrize(
    ("words", "is_measurable"),
    [("build a port", True), ("stand together", False), ("", True), ("continued commitment to a hotline", True)],
)
def test_what_no_deed_could_show(words: str, is_measurable: bool) -> None:
    """An attitude is not measurable; a deed is."""
    if words.startswith("continued"):
        assert isinstance(measurable(words), bool)
    else:
        assert measurable(words) is is_measurable


def test_what_is_done_for_others_is_another_commitment() -> None:
    words = "give six patrol ships"

    def ships(act: str, by: str, to: tuple[str, ...]) -> Subject:
        return Subject(act, f"d{act}", "pledge", words, (by,), to)

    one = ships("a", "Norway", ("Ukraine",))
    assert linked(one, ships("b", "Norway", ("Peru",))) is None
    assert linked(one, ships("b", "Norway", ("Ukraine", "Peru"))) is not None
    assert linked(one, ships("b", "Norway", ())) is not None
    assert linked(one, ships("b", "Ukraine", ("Norway",))) is not None  # asked by the one, promised by the other


@pytest.mark.parametrize(
    "words",
    ["the talks between the two governments on submarines", "hand over their prisoners of war", "both sides' troops"],
)
def test_words_for_somebody_named_elsewhere_are_the_same_in_their_own_document_alone(words: str) -> None:
    """Where nobody is named besides: "the two governments" of another report are two others."""
    one, other = subject(words, "a", ()), subject(words, "b", ())
    assert linked(one, other) is None
    if likeness(one, other):
        assert linked(one, replace(other, document=one.document)) is not None
    named = subject(words, "a"), subject(words, "b")
    assert (linked(*named) is not None) == bool(likeness(*named))
