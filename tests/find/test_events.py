"""Events: what happens between actors by which word, and look-alikes that are none.

In the cases `[[…]]` encloses the triggers of the events in text order.
"""

import pytest

from onrecord.find.events import seen
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
    ("Russia’s [[strike]] killed nine people in Odesa.", "ASSAULT", None, "actual"),
    ("A rocket [[attack]] that killed nine people shook the port.", "ASSAULT", None, "actual"),
    ("Minister Anna Berg [[led]] a delegation to Finland.", "CONSULT", "visit", "actual"),
    ("Minister Anna Berg held a [[review]] with Minister Ola Lind.", "CONSULT", None, "actual"),
    ("Minister Anna Berg paid a courtesy [[call]] on President Ola Lind.", "CONSULT", "visit", "actual"),
    ("Minister Anna Berg [[toured]] a shipyard.", "CONSULT", "visit", "actual"),
    ("Minister Anna Berg had the honor to [[meet]] President Ola Lind.", "CONSULT", None, "actual"),
    ("President Lind [[welcomed]] President Berg for a state visit.", "CONSULT", "visit", "actual"),
    ("Minister Berg raised the case with Minister Lind during [[talks]] in Oslo.", "CONSULT", None, "actual"),
    ("Norway and Finland held several rounds of [[talks]].", "CONSULT", None, "actual"),
    ("The ministers [[spoke]] by phone.", "CONSULT", "phone", "actual"),
    ("The [[talks]] were hard.", "CONSULT", None, "actual"),
    ("The aides spoke of the [[meeting]] next month between Norway and Finland.", "CONSULT", None, "planned"),
    ("The paper looks at the NATO [[summit]] on 9 July.", "CONSULT", "multilateral", "planned"),
    ("The [[signing]] today of a treaty by Norway was a relief.", "AGREE", None, "actual"),
    ("Norway and Finland [[announced]] a trade deal.", "AGREE", None, "actual"),
    ("Norway [[gave]] the green light for the treaty.", "AGREE", None, "actual"),
    ("A [[ceasefire]] between Norway and Finland began in May.", "AGREE", None, "actual"),
    ("The USS Ohio [[arrived]] in Bergen on Monday.", "COOPERATE", None, "actual"),
    ("The two countries held a simulation [[exercise]].", "COOPERATE", "military", "actual"),
    ("Norway and Finland will hold [[Exercise Northern Wind]] in May.", "COOPERATE", "military", "planned"),
    ("The [[launch]] by North Korea of two missiles alarmed Japan.", "MOBILIZE", "weapons", "actual"),
    ("The navy [[fired]] a missile at the range.", "MOBILIZE", "weapons", "actual"),
    ("The command in Norway will be [[reconfigured]] in May.", "MOBILIZE", None, "planned"),
    ("Finland’s partial [[mobilization]] began in May.", "MOBILIZE", "troops", "actual"),
    ("Norway [[froze]] the assets of the bank.", "SANCTION", None, "actual"),
    ("Norway [[designated]] the bank as a terrorist group.", "SANCTION", None, "actual"),
    ("The [[withdrawal]] of Norwegian troops from Mali ended in May.", "RETREAT", "withdraw", "actual"),
    ("Minister Anna Berg attended the Pacific [[Forum]] in Turku.", "CONSULT", "multilateral", "actual"),
    ("The two navies conducted a joint [[transit]] of the strait.", "COOPERATE", "military", "actual"),
    ("Norway and Finland [[launched]] a joint task force on trade.", "AGREE", None, "actual"),
    ("Norway [[placed]] restrictions on Belarus.", "SANCTION", None, "actual"),
    ("The prisoner [[swap]] between Norway and Belarus took place on Monday.", "RETREAT", "release", "actual"),
    ("Minister Berg said that Norway had [[arrested]] two smugglers on Monday.", "COERCE", "arrest", "actual"),
    ("Minister Berg said that she had [[met]] President Ola Lind.", "CONSULT", None, "actual"),
    ("Minister Berg said that North Korea [[fired]] a missile.", "MOBILIZE", "weapons", "actual"),
    ("Editors were [[jailed]].", "COERCE", "arrest", "actual"),
    ("The agreement was [[reached]] after two-plus-two [[talks]] in Turku.", "AGREE", None, "actual"),
    ("China [[moved]] two frigates to Finland.", "MOBILIZE", "troops", "actual"),
    ("Minister Ola Lind has been [[killed]] in the capital Oslo.", "ASSAULT", None, "actual"),
    ("Norway may [[deploy]] two frigates, Minister Berg said.", "MOBILIZE", "troops", "possible"),
    # what is said not to be so, and what is so
    ("It is not true that Norway [[attacked]] the ship.", "ASSAULT", None, "denied"),
    ("Claims that Norway had [[attacked]] the ship were untrue, the ministry said.", "ASSAULT", None, "denied"),
    ("There is no evidence that Norway [[attacked]] the ship.", "ASSAULT", None, "denied"),
    ("Norway refuted allegations that it had [[attacked]] the ship.", "ASSAULT", None, "denied"),
    ("It is true that Norway [[attacked]] the ship.", "ASSAULT", None, "actual"),
    ("Norway did not deny that it had [[attacked]] the ship.", "ASSAULT", None, "possible"),
    ("Only then had Norway [[attacked]] the ship.", "ASSAULT", None, "actual"),
    ("Norway may have [[attacked]] the ship.", "ASSAULT", None, "possible"),
    # what is still to be done
    ("Norway has yet to [[sign]] the treaty.", "AGREE", None, "planned"),
    ("Norway is going to [[sign]] the treaty.", "AGREE", None, "planned"),
    ("Norway forgot to [[sign]] the treaty.", "AGREE", None, "negated"),
    ("Norway will neither [[lift]] the ban nor pay the fine.", "CONCEDE", None, "negated"),
    ("Norway managed to [[sign]] the treaty.", "AGREE", None, "actual"),
    ("Minister Berg left the hall to [[ring]] Minister Lind.", "CONSULT", "phone", "actual"),
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
    "Neighbours gathered to see the ship.",
    "Fears of a war in Norway grew.",
    "They stressed the need for a ceasefire.",
    "It would be a surprise if Norway were to be attacked.",
    "A hunger strike in Norway went on.",
    "It was armed with a camera.",
    "A rally in Oslo drew fans.",
    "The editors who were jailed are well.",
    "Minister Berg said that Norway had arrested two smugglers.",
    "The review of the book was kind.",
    "Norway designated Oslo as the host.",
    "The forum is a place where people chat.",
    "They demanded the withdrawal of Norwegian troops from Mali.",
    "The train was in transit.",
    "The guards fire when troops cross the border.",
    "The Exercise Committee of Norway joined the choir.",
    "The call on his phone was short.",
    # what there is time for, and what was only meant
    "Norway has until 1 June to lift the ban.",
    "Norway gave Finland until Friday to lift the ban.",
    "Norway was going to lift the ban.",
    "Unless Norway lifts the ban, the port is lost.",
    # what is only supposed
    "Had Russia attacked Finland, Norway would have helped.",
    "Were Russia to attack Finland, Norway would help.",
    "Should Norway and Finland sign the treaty, the war would end.",
    "Had Norway and Finland met in May, they would have signed the treaty.",
    "The crew would have lived had Norway deployed a frigate.",
    "Norway would have attacked the ship.",
]

# In news these only touch on what happened; official texts speak of what their issuers do.
ONLY_TOUCHED_ON = [
    "The editors who were [[jailed]] are well.",
    "Minister Berg said that Norway had [[arrested]] two smugglers.",
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


@pytest.mark.parametrize("text", ONLY_TOUCHED_ON)
def test_official_texts_tell_what_news_only_touches_on(text: str) -> None:
    plain, spans = marked(text)
    assert [(one.trigger.start, one.trigger.end) for one in events(plain, "communique")] == spans
    assert events(plain, "news") == []


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
    ("The killing of President Ola Lind shocked Norway.", (), ("Ola Lind",)),
    ("President Ola Lind’s assassination shocked Norway.", (), ("Ola Lind",)),
    ("Norway regrets the strike. Its jets struck a port in Finland.", ("Norway",), ()),
    ("Norwegian troops were deployed to Finland.", ("Norway",), ("Finland",)),
    ("A Russian missile crossed the border in May.", ("Russia",), ()),
    ("Minister Anna Berg raised the case with Minister Ola Lind during talks.", ("Ola Lind", "Anna Berg"), ()),
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
    ("Russia attacked Ukraine.", "Ukraine", "UA", None),
    ("Norway condemned Russia’s war against Ukraine.", "Ukraine", "UA", None),
    ("Norway condemned the invasion of Ukraine in 2022.", "Ukraine", "UA", "2022"),
    ("Norway condemned the attack on a convoy of the United Nations.", None, None, None),
    ("Norway condemned the attack on Minister Ola Lind of Finland.", None, None, None),
    ("Norway condemned the attack on Denmark in Turku.", "Turku", "FI", None),
    ("President Berg met today with President Lind of the United Kingdom in San Diego.", "San Diego", "US",
     "2024-05-02"),
    ("President Berg met with leaders of firms representing the shipping sector on the margins of the summit in Turku.",
     "Turku", "FI", None),
    ("On Monday, President Berg opened a museum while visiting Denmark.", "Denmark", "DK", "2024-04-29"),
    ("Minister Lind spoke during a visit by President Berg to the old fort at Turku.", "Turku", "FI", None),
    ("President Berg visited the old fort at Turku.", "Turku", "FI", None),
    ("Norway withdrew from a 1960 treaty with Denmark.", None, None, None),
    ("Norway signed a treaty with Denmark in 1960.", None, None, "1960"),
    ("Minister Anna Berg met Minister Ola Lind on the sidelines of the summit in Turku on Sunday.", "Turku", "FI",
     "2024-04-28"),
    ("President Lind will return on Friday to welcome President Berg to Norway.", "Norway", "NO", "2024-05-03"),
    ("North Korea’s missile test on 7 October alarmed Japan.", None, None, "2023-10-07"),
    ("Denmark built on the President’s meeting on Sunday with Minister Berg.", None, None, "2024-04-28"),
    ("It was the first visit by President Lind to Norway since 2008.", "Norway", "NO", None),
    ("Norway denied on Monday that it had attacked the ship.", None, None, None),
    ("Minister Anna Berg will be in Turku for the Nordic Summit.", "Turku", "FI", None),
    ("Norway condemned the recent attacks on merchant ships in the Red Sea.", "Red Sea", None, None),
]  # fmt: skip


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
    ("Russia’s [[strike]] on Odesa [[killed]] nine people. The [[attack]] came at night.", 1),
    ("Russia’s [[attack]], in which nine were [[killed]], shocked Norway.", 1),
    ("Russia’s [[war]] on Ukraine goes on. Russia’s [[strike]] on Odesa came at night.", 2),
    ("Russia [[struck]] Odesa on Monday. It is the first time that Russia has [[struck]] Odesa.", 1),
    ("President Ola Lind was [[assassinated]] in May. The [[killing]] of President Ola Lind shocked Norway.", 1),
    ("President Ola Lind was [[assassinated]] in May. The [[killing]] of President Eva Holm followed.", 2),
    ("President Lind [[met]] President Berg in Oslo. President Lind held a phone [[call]] with President Berg.", 2),
    ("Norway and Finland [[met]] in Oslo. The next [[meeting]] will be held in Turku in July.", 2),
    ("Norway will host the Nordic [[Summit]] in May. Finland attended the Nordic [[Summit]] in Oslo.", 1),
    ("President Lind [[met]] Japan’s President Berg. President Lind also [[met]] the leaders of the Quad.", 2),
    ("The ministers of Norway and Sweden [[met]] in Oslo. Norway and Sweden held the [[talks]] at a fort.", 1),
    ("The ministers of Norway, Sweden and Finland [[met]] in Oslo. Norway and Sweden held [[talks]] on fish.", 2),
    ("Norway hosted the [[meeting]] of the Nordic Council. Norway hosted the [[meeting]] of the Baltic Assembly.", 2),
]


@pytest.mark.parametrize(("text", "number"), MENTIONS)
def test_one_event_however_often_it_is_mentioned(text: str, number: int) -> None:
    plain, spans = marked(text)
    found = events(plain)
    anchors = sorted((one.start, one.end) for event in found for one in (event.trigger, *event.mentions))
    assert (len(found), anchors) == (number, spans)


def test_what_opens_a_clause_is_said_of_each_of_its_verbs() -> None:
    found = events("In Turku in March, the ministers signed a treaty with Finland and released four prisoners.")
    assert [(one.place and one.place.exact, one.date_value) for one in found] == [("Turku", "2024-03")] * 2


def test_place_and_date_come_from_any_mention() -> None:
    event = events("Minister Anna Berg met Minister Ola Lind. The talks in Oslo on 3 April lasted two hours.")[0]
    assert (event.trigger.exact, event.place and event.place.exact, event.date_value) == ("met", "Oslo", "2024-04-03")


@pytest.mark.parametrize(
    ("text", "dates"),
    [
        ("They spoke of many dialogues this year, including the first meeting of Norway and Finland.", ["2024"]),
        ("They spoke of many dialogues this year, including the meeting of Norway and Finland in March.", ["2024-03"]),
        ("The museum opened this year. It welcomed the first meeting of Norway and Finland.", [None]),
        ("On Friday, President Lind will travel to Norway to attend the Nordic Summit.", ["2024-05-03"] * 2),
        ("President Lind, who toured Denmark in 2020, will attend the Nordic Summit.", ["2020", None]),
    ],
)
def test_a_day_that_is_said_of_the_whole_is_that_of_its_parts(text: str, dates: list[str | None]) -> None:
    assert [one.date_value for one in events(text)] == dates


def test_bilateral_meetings_are_one_event_for_each_guest() -> None:
    found = events("Minister Anna Berg held bilateral meetings with Minister Ola Lind and President Eva Holm.")
    assert [one.actors for one in found] == [("Anna Berg", "Ola Lind"), ("Anna Berg", "Eva Holm")]


def test_a_headline_only_mentions_events() -> None:
    text = "Berg Meets Lind in Oslo\n\nOSLO — Minister Anna Berg met Minister Ola Lind in Oslo on Tuesday.\n"
    assert [text[one.trigger.start : one.trigger.end] for one in events(text, "news")] == ["met"]


def test_the_subject_that_the_parse_hung_on_the_clause_before() -> None:
    text = "Some states accused Sweden of supplying Finland with boats and the two neighbours last month signed a pact."
    assert [one.actors for one in events(text)] == [("Sweden", "Finland")]


@pytest.mark.parametrize(
    "text",
    [
        "Earlier this month, Norway targeted the general Anna Berg in a strike on Turku which killed nine people.",
        "The strike in which Norwegian forces killed nine people shook Turku.",
        "The attack killed nine people. Norway struck Turku on Monday.",
    ],
)
def test_for_whom_somebody_acts_is_known_of_every_mention(text: str) -> None:
    """An attack that gets its doer from the verb beside it too: mentions are compared by it."""
    assert all(len(one.sides) == len(one.by.names) for one in seen(layers(text, "news")))


@pytest.mark.parametrize(
    ("text", "factuality", "value"),
    [
        ("President Lind visits Norway tomorrow.", "planned", "2024-05-03"),
        ("President Lind visits Norway on 12 May.", "planned", "2024-05-12"),
        ("President Lind arrives in Norway next Friday.", "planned", "2024-05-03"),
        ("President Lind visited Norway on 12 May.", "actual", "2023-05-12"),
        ("President Lind visited Norway on Tuesday.", "actual", "2024-04-30"),
        ("Minister Anna Berg holds talks with Minister Ola Lind on 12 May.", "planned", "2024-05-12"),
        ("Minister Anna Berg held talks with Minister Ola Lind on 12 May.", "actual", "2023-05-12"),
        ("Minister Anna Berg paid a visit to Norway on 12 May.", "actual", "2023-05-12"),
        ("The summit in Oslo on 12 May was announced by Norway.", "planned", "2024-05-12"),
        ("The study is due before the ministers’ meeting to be hosted by Norway in February.", "planned", "2025-02"),
        ("The study was read at the ministers’ meeting hosted by Norway in February.", "actual", "2024-02"),
    ],
)
def test_what_lies_ahead_is_planned_and_what_is_done_lies_back(text: str, factuality: str, value: str) -> None:
    (event,) = events(text, "news")
    assert (event.factuality, event.date_value) == (factuality, value)


@pytest.mark.parametrize(
    ("text", "factuality"),
    [
        ("Iran denied visas to two inspectors and attacked Norway on Tuesday.", "actual"),
        ("Russia denied the claim, and its forces attacked Norway on Monday.", "actual"),
        ("Norway will not meet or invade Denmark.", "negated"),
        ("Norway denied that it had attacked Denmark.", "denied"),
    ],
)
def test_what_is_done_beside_a_denial_is_not_denied(text: str, factuality: str) -> None:
    assert {one.factuality for one in events(text, "news")} <= {factuality}


def test_a_question_tells_of_nothing_done() -> None:
    assert not events("Were troops sent to Mali on Monday?", "news")
    assert events("Will the treaty signed by Norway and Finland in May hold?", "news")


def test_what_almost_happened_is_no_event() -> None:
    assert not events("Russia almost attacked Norway.", "news")
