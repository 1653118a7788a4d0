"""Events: what happens between actors by which word, and look-alikes that are none.

In the cases `[[…]]` encloses the triggers of the events in text order.
"""

import pytest

from onrecord.layers import Layers
from onrecord.reader import layers_of
from onrecord.records import Event
from tests.conftest import marked


def layers(text: str, kind: str | None = None) -> Layers:
    return layers_of(text, published="2024-05-02", kind=kind, upto=("events",))


def events(text: str, kind: str | None = None) -> list[Event]:
    return sorted(layers(text, kind).events, key=lambda one: one.trigger.start)


# text, type, mode and factuality of the first event
FOUND = [
    ("Minister Anna Berg [[met]] Minister Ola Lind in Oslo.", "CONSULT", None, "actual"),
    ("Minister Anna Berg held [[talks]] with Minister Ola Lind.", "CONSULT", None, "actual"),
    ("Minister Anna Berg will [[meet]] Minister Ola Lind in May.", "CONSULT", None, "planned"),
    ("President Lind [[spoke]] with President Berg on Monday.", "CONSULT", None, "actual"),
    ("President Lind held a phone [[call]] with President Berg.", "CONSULT", "phone", "actual"),
    ("President Lind [[visited]] Norway in March.", "CONSULT", "visit", "actual"),
    ("President Lind will [[travel]] to Norway on Friday.", "CONSULT", "visit", "planned"),
    ("President Lind may [[visit]] Norway in May.", "CONSULT", "visit", "possible"),
    ("Norway is considering [[deploying]] two frigates to Iceland.", "MOBILIZE", "troops", "possible"),
    (
        "Minister Anna Berg thanked her hosts after annual security [[talks]] with Minister Ola Lind.",
        "CONSULT",
        None,
        "actual",
    ),
    ("Norway never [[signed]] the treaty.", "AGREE", None, "negated"),
    ("Neither side [[signed]] the treaty.", "AGREE", None, "negated"),
    ("Norway denied that it had [[attacked]] the ship.", "ASSAULT", None, "denied"),
    ("Norway thanked President Lind for his state [[visit]] to Oslo in 2021.", "CONSULT", "visit", "actual"),
    ("Minister Berg attended the Nordic [[Summit]] in Turku on Tuesday.", "CONSULT", "multilateral", "actual"),
    ("Norway hosted [[talks]] between Russia and Ukraine.", "CONSULT", "third-party", "actual"),
    ("Norway and Finland [[signed]] a treaty on fishing.", "AGREE", None, "actual"),
    ("Norway and Finland [[reached]] an agreement on fishing.", "AGREE", None, "actual"),
    ("Norway and Finland [[agreed]] on a plan for the border.", "AGREE", None, "actual"),
    ("The [[signing]] of the treaty by Norway came late.", "AGREE", None, "actual"),
    ("Norway [[granted]] Finland permission to use the port.", "AGREE", None, "actual"),
    ("Norway and Finland began a joint [[exercise]] in the Baltic Sea.", "COOPERATE", "military", "actual"),
    ("Norway held a military [[exercise]] near Bergen.", "MOBILIZE", "troops", "actual"),
    ("Hamas [[fired]] rockets at Israel.", "ASSAULT", None, "actual"),
    ("Military [[cooperation]] between Norway and Finland has grown.", "COOPERATE", None, "actual"),
    ("A Finnish frigate made a port [[call]] in Bergen.", "COOPERATE", None, "actual"),
    ("Norway [[deployed]] two battalions to Finland.", "MOBILIZE", "troops", "actual"),
    ("North Korea [[launched]] a missile on Sunday.", "MOBILIZE", "weapons", "actual"),
    ("North Korea’s missile [[test]] alarmed Japan.", "MOBILIZE", "weapons", "actual"),
    ("Russia’s [[invasion]] of Ukraine began in 2022.", "ASSAULT", None, "actual"),
    ("Rebels [[attacked]] a convoy near the border.", "ASSAULT", None, "actual"),
    ("Norway [[imposed]] sanctions on Belarus.", "SANCTION", None, "actual"),
    ("Norway [[expelled]] three Russian diplomats.", "SANCTION", "expel", "actual"),
    ("Police [[arrested]] the editor on Monday.", "COERCE", "arrest", "actual"),
    ("Norway [[supplied]] Ukraine with ammunition.", "AID", None, "actual"),
    ("Norway [[withdrew]] its troops from Mali.", "RETREAT", "withdraw", "actual"),
    ("Norway [[released]] four prisoners.", "RETREAT", "release", "actual"),
    ("Norway [[lifted]] its sanctions on Finland.", "CONCEDE", None, "actual"),
]

NOT_FOUND = [
    "Minister Berg said that relations with Finland were strong.",
    "The ministers met the deadline.",
    "Finland must meet the needs of its army.",
    "The meeting room was cold.",
    "Any meeting between the two would be a surprise.",
    "Norway should meet Finland in the final.",
    "Minister Berg called a press conference.",
    "Minister Berg spoke to reporters.",
    "The committee agreed that the report was good.",
    "Norway reaffirmed its commitment to peace.",
    "Norway wants to sign a treaty.",
    "The exercise of power needs limits.",
    "The talks show was popular.",
    "The trade war hurt farmers.",
    "The company launched a product.",
    "The test of the pudding is in the eating.",
    "They launched a website in May.",
    "Norway hopes to visit the moon.",
    "Prices hit a record.",
    "The strike of the clock woke him.",
    "Norway plans to strengthen dialogue with Finland.",
    "If Russia attacks Finland, Norway will help.",
    "Norway and Finland will continue close consultations with allies.",
    "The troops stationed there are well fed.",
    "Impose more sanctions on smugglers.",
    "The bank granted a loan.",
    "A visit is worth the price.",
    "The agreement for cooperation between Norway and Finland is old.",
    "Norway plans to deepen security cooperation with Finland.",
    "The storm killed nine people.",
    "Norway’s commander hopes to deter attacks on ships.",
    "Norway strengthened joint exercises.",
    "The prospect of a deal being reached is remote.",
    "Shells that strike the town are a nuisance.",
    "The guns stopped shells on course to hit the town.",
    "Drones that enter Norwegian airspace are a nuisance.",
    "Speaking to Parliament, Minister Anna Berg said no.",
]


@pytest.mark.parametrize(("text", "kind", "mode", "factuality"), FOUND)
def test_the_events_of_a_sentence(text: str, kind: str, mode: str | None, factuality: str) -> None:
    plain, spans = marked(text)
    found = events(plain)
    assert [(one.trigger.start, one.trigger.end) for one in found] == spans
    assert (found[0].type, found[0].mode, found[0].factuality) == (kind, mode, factuality)
    assert found[0].why is not None
    assert found[0].why.words == (found[0].trigger,)


@pytest.mark.parametrize("text", NOT_FOUND)
def test_look_alikes_are_no_events(text: str) -> None:
    assert [(one.type, one.trigger.exact) for one in events(text)] == []


# text, actors, recipients
ROLES = [
    ("Minister Anna Berg met Minister Ola Lind in Oslo.", ("Anna Berg", "Ola Lind"), ()),
    ("Minister Anna Berg visited Finland.", ("Anna Berg",), ("Finland",)),
    ("Minister Anna Berg thanked reporters after talks with Minister Ola Lind.", ("Ola Lind", "Anna Berg"), ()),
    ("Norway hosted President Ola Lind on Friday.", ("Ola Lind",), ("Norway",)),
    ("Russia attacked Ukraine.", ("Russia",), ("Ukraine",)),
    ("Ukraine was attacked by Russia.", ("Russia",), ("Ukraine",)),
    ("Russia’s war on Ukraine goes on.", ("Russia",), ("Ukraine",)),
    ("Norway imposed sanctions on Belarus.", ("Norway",), ("Belarus",)),
    ("Norway signed a treaty with Finland.", ("Norway", "Finland"), ()),
    ("Denmark condemned North Korea for its test of a missile.", ("North Korea",), ()),
]


@pytest.mark.parametrize(("text", "actors", "recipients"), ROLES)
def test_who_acts_and_who_receives(text: str, actors: tuple[str, ...], recipients: tuple[str, ...]) -> None:
    event = events(text)[0]
    assert (event.actors, event.recipients) == (actors, recipients)
    assert len(event.actor_spans) == len(actors)


# text, place, country, date
SETTINGS = [
    ("Norway and Finland signed a treaty in Oslo on 3 April.", "Oslo", "NO", "2024-04-03"),
    ("President Lind will travel to Norway on Friday.", "Norway", "NO", "2024-05-03"),
    ("Minister Anna Berg held talks with Minister Ola Lind in Turku in March 2023.", "Turku", "FI", "2023-03"),
    ("President Lind visited Norway.", "Norway", "NO", None),
    ("Minister Anna Berg left after talks with Minister Ola Lind in Turku.", "Turku", "FI", None),
    ("Russia attacked Ukraine.", None, None, None),
    ("Minister Lind spoke during a visit by President Berg to the old fort at Turku.", "Turku", "FI", None),
    ("President Berg visited the old fort at Turku.", "Turku", "FI", None),
    ("Norway withdrew from a 1960 treaty with Denmark.", None, None, None),
    ("Norway signed a treaty with Denmark in 1960.", None, None, "1960"),
]


@pytest.mark.parametrize(("text", "place", "country", "date"), SETTINGS)
def test_where_and_when(text: str, place: str | None, country: str | None, date: str | None) -> None:
    event = events(text)[0]
    assert (event.place.exact if event.place else None, event.country, event.date_value) == (place, country, date)


# text with all mentions marked, and how many events they are
MENTIONS = [
    ("Minister Anna Berg [[met]] Minister Ola Lind in Oslo. The [[talks]] lasted two hours.", 1),
    ("Russia’s [[invasion]] of Ukraine began in 2022. The [[war]] goes on.", 1),
    ("Minister Anna Berg left after [[talks]] with Minister Ola Lind. The annual Security [[Meeting]] was short.", 1),
    ("Minister Anna Berg [[met]] Minister Ola Lind for [[talks]] with him.", 1),
    ("Norway [[signed]] a treaty on fishing with Finland. Norway [[signed]] a contract for ships with Finland.", 2),
    ("President Lind [[visited]] Norway in 2019. President Lind [[visited]] Norway in 2022.", 2),
    ("Norway [[met]] Finland in May 2023. Norway [[met]] Sweden in May 2023.", 2),
]


@pytest.mark.parametrize(("text", "number"), MENTIONS)
def test_one_event_however_often_it_is_mentioned(text: str, number: int) -> None:
    plain, spans = marked(text)
    found = events(plain)
    anchors = sorted((one.start, one.end) for event in found for one in (event.trigger, *event.mentions))
    assert (len(found), anchors) == (number, spans)


def test_place_and_date_come_from_any_mention() -> None:
    event = events("Minister Anna Berg met Minister Ola Lind. The talks in Oslo on 3 April lasted two hours.")[0]
    assert (event.trigger.exact, event.place and event.place.exact, event.date_value) == ("met", "Oslo", "2024-04-03")


def test_bilateral_meetings_are_one_event_for_each_guest() -> None:
    found = events("Minister Anna Berg held bilateral meetings with Minister Ola Lind and President Eva Holm.")
    assert [one.actors for one in found] == [("Anna Berg", "Ola Lind"), ("Anna Berg", "Eva Holm")]


def test_a_headline_only_mentions_events() -> None:
    text = "Berg Meets Lind in Oslo\n\nOSLO — Minister Anna Berg met Minister Ola Lind in Oslo on Tuesday.\n"
    assert [text[one.trigger.start : one.trigger.end] for one in events(text, "news")] == ["met"]


def test_the_subject_that_the_parse_hung_on_the_clause_before() -> None:
    text = "Some states accused Sweden of supplying Finland with boats and the two neighbours last month signed a pact."
    assert [one.actors for one in events(text)] == [("Sweden", "Finland")]
