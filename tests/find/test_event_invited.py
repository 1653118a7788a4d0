"""Invitations: who may come to whom; what is taken up is planned, what is turned down is not, and no more is said."""

import pytest

from onrecord.reader import layers_of
from onrecord.records import Event

# text, visitors, hosts, factuality of the one visit
VISITS = [
    ("Minister Anna Berg invited President Ola Lind to visit Oslo.", "Ola Lind", "Anna Berg", "possible"),
    ("President Ola Lind was invited by Norway to visit Oslo in May.", "Ola Lind", "Norway", "possible"),
    ("Norway extended an invitation to President Ola Lind to visit Oslo.", "Ola Lind", "Norway", "possible"),
    ("President Ola Lind accepted the invitation to visit Oslo in May.", "Ola Lind", "", "planned"),
    ("President Ola Lind accepted Norway's invitation to visit Oslo.", "Ola Lind", "Norway", "planned"),
    ("President Ola Lind accepted an invitation from Norway to visit Oslo.", "Ola Lind", "Norway", "planned"),
    ("President Ola Lind took up an invitation to visit Norway.", "Ola Lind", "Norway", "planned"),
    ("President Ola Lind declined an invitation to visit Norway.", "Ola Lind", "Norway", "negated"),
    ("President Ola Lind did not accept the invitation to visit Norway.", "Ola Lind", "Norway", "negated"),
    # what is going to happen, or did, at an invitation
    ("President Ola Lind will visit Norway at the invitation of Minister Anna Berg.", "Ola Lind", "Norway", "planned"),
    ("President Ola Lind visited Norway in March at Norway's invitation.", "Ola Lind", "Norway", "actual"),
]
NO_VISITS = [
    "Norway invited tenders for the pier.",
    "The report invites the reader to visit a website.",
    "Norway accepted the invitation to join the fund.",
    "The invitation was printed on blue paper.",
]
# text, and who proposes: it is never the one who gets what another offers.
PROPOSED = [
    ("Norway's invitation to visit Oslo stands.", ["Norway"]),
    ("President Ola Lind took an invitation to visit Norway home.", []),
    ("President Ola Lind made an offer to host the fair.", ["Ola Lind"]),
]


def visits(text: str) -> list[Event]:
    found = layers_of(text, published="2024-05-02", kind="news", upto=("events",), reader="rules").events
    return [one for one in found if one.mode == "visit"]


@pytest.mark.parametrize(("text", "actors", "recipients", "factuality"), VISITS)
def test_who_is_invited_may_come(text: str, actors: str, recipients: str, factuality: str) -> None:
    (one,) = visits(text)
    assert (" ".join(one.actors), " ".join(one.recipients), one.factuality) == (actors, recipients, factuality)


@pytest.mark.parametrize("text", NO_VISITS)
def test_what_is_no_invitation_to_a_visit(text: str) -> None:
    assert visits(text) == []


@pytest.mark.parametrize(("text", "by"), PROPOSED)
def test_who_gets_an_offer_does_not_make_it(text: str, by: list[str]) -> None:
    acts = layers_of(text, published="2024-05-02", kind="news", upto=("acts",), reader="rules").acts
    assert [name for one in acts if one.kind == "propose" for name in one.by] == by


@pytest.mark.parametrize("text", ["Invited.", "Invited to visit", "An invitation to visit", "To visit, invited."])
def test_scraps_do_not_raise(text: str) -> None:
    visits(text)
