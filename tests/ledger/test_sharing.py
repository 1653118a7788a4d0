"""Which passages are worth a comparison: never fewer than comparing every pair would find."""

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from onrecord.ledger.sharing import sharing
from onrecord.ledger.undertakings import SAYS, STEMS, says_enough
from onrecord.ledger.wordings import same, wording

WORDS = ("build", "shipyards", "at", "Callao", "radars", "two", "Peru", "frigates", "not", "will", "2026", "harbour")
PASSAGES = st.lists(st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join), max_size=8)


@given(PASSAGES, PASSAGES)
def test_whatever_compares_as_one_is_among_the_pairs(mine: list[str], theirs: list[str]) -> None:
    one, other = [wording(text) for text in mine], [wording(text) for text in theirs]
    found = sharing(one, other, SAYS, STEMS)
    assert len(found) == len(set(found))
    for at, to in product(range(len(one)), range(len(other))):
        if says_enough(one[at], other[to]) or same(one[at], other[to]):
            assert (at, to) in found


def test_what_shares_nothing_is_not_compared() -> None:
    one = [wording("build frigates for the Peruvian navy at Callao"), wording("open a consulate in Busan")]
    other = [wording("train pilots near Daegu"), wording("build three frigates for Peru's navy at Callao")]
    assert sharing(one, other, SAYS, STEMS) == [(0, 1)]
    assert sharing([], other, SAYS) == sharing(one, [], SAYS) == []
