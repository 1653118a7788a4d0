"""Coreference: each case marks one mention or several; the table says whom they mean."""

import pytest

from onrecord.reader import layers_of
from tests.conftest import marked

US, KR, KP, JP = "United States", "South Korea", "North Korea", "Japan"
DAY = "2024-03-05"

# The marked words of the text, in order, and the names of whom each means; None where nobody may be named.
CASES = [
    # pronouns
    ("Defense Minister Kim Example arrived on Monday. [[He]] said talks had gone well.", [("Kim Example",)]),
    ("Foreign Minister Penny Wong met Prime Minister Albanese. [[She]] said the talks were useful.", [("Penny Wong",)]),
    ("[[His]] car broke down.", [None]),
    ("It is raining, and [[it]] seems that it will go on.", [None]),
    ("Japan closed two ports. [[It]] gave no reason.", [(JP,)]),
    ("North Korea reduced [[its]] patrols.", [(KP,)]),
    # a title alone
    ("US Defense Secretary Pete Hegseth landed in Osan. [[The Pentagon chief]] then spoke.", [("Pete Hegseth",)]),
    ("Prime Minister Mette Frederiksen spoke. [[The prime minister]] took no questions.", [("Mette Frederiksen",)]),
    (
        "President Emmanuel Macron of France met President Alexander Stubb of Finland. "
        "[[The French president]] spoke first.",
        [("Emmanuel Macron",)],
    ),
    (
        "Former President Donald Sample called President Bo Roe. [[The former president]] was brief.",
        [("Donald Sample",)],
    ),
    ("President Bo Roe spoke. [[The former president]] did not.", [("former president",)]),
    ("Gen. Xavier Brunson, [[the commander of US Forces Korea]], spoke.", [("Xavier Brunson",)]),
    ("[[The prime minister of a small island]] stayed away.", [("prime minister of a small island",)]),
    ("A former president asked to see [[a president]].", [("a president",)]),
    ("Harbour pilot Jim Example retired. [[The pilot]] thanked his crew.", [("Jim Example",)]),
    ("Ann Example is [[a lawyer]]. On Monday [[the lawyer]] spoke.", [("Ann Example",)] * 2),
    # several together
    (
        "President Yoon Suk Yeol met Prime Minister Kishida Fumio. [[The two leaders]] agreed to meet again.",
        [("Yoon Suk Yeol", "Kishida Fumio")],
    ),
    ("Australia and Japan opened talks. [[Both countries]] hope for a result.", [("Australia", JP)]),
    ("The United States and South Korea held a drill. [[The allies]] fired no live rounds.", [(US, KR)]),
    ("Norway and Sweden signed. [[They]] will meet in May.", [("Norway", "Sweden")]),
    (
        "National Security Advisors Jake Sullivan, Cho Tae-yong and Takeo Akiba met. "
        "[[The three advisors]] spoke, and [[they]] dined.",
        [("Jake Sullivan", "Cho Tae-yong", "Takeo Akiba")] * 2,
    ),
    (
        "President Yoon Suk Yeol met Prime Minister Kishida Fumio. [[The two]] dined.",
        [("Yoon Suk Yeol", "Kishida Fumio")],
    ),
    ("President Ola Nord called Prime Minister Bo Roe to congratulate [[him]] on [[his]] win.", [("Bo Roe",)] * 2),
    (
        "Secretary of Defense Carl Ashby met with Minister of National Defense Kim Elder. "
        "[[The Minister]] thanked [[the Secretary]].",
        [("Kim Elder",), ("Carl Ashby",)],
    ),
    (
        "Russian President Vladimir Putin spoke. [[The Kremlin chief]] left.",
        [("Vladimir Putin",)],
    ),
    # who heads a body, and whose side it is
    (
        "Gen. Xavier Brunson, commander of US Forces Korea (USFK), spoke. [[The USFK chief]] left.",
        [("Xavier Brunson",)],
    ),
    ("Gen. Xavier Brunson, commander of US Forces Korea, spoke. [[The NATO chief]] left.", [("the NATO chief",)]),
    (
        "Hamas and Fatah signed a deal, Norway said. [[The two factions]] will meet. [[14 factions]] left.",
        [("Hamas", "Fatah"), ("14 factions",)],
    ),
    (
        "The U.S. Department of State spoke, and the Pentagon listened. [[The department]] gave no reason.",
        [("U.S. Department of State",)],
    ),
    ("China spoke. [[The Chinese side]] objected.", [("China",)]),
    ("Poland spoke of NATO. [[The alliance]] objected.", [("NATO",)]),
    # counterparts hold the office of those whose they are
    (
        "US Defense Secretary Carl Ash met with his South Korean counterpart Kim Elder and "
        "Japanese Defense Minister Ken Oakes. [[The three chiefs]] spoke, and [[the trio]] dined. [[They]] went.",
        [("Carl Ash", "Kim Elder", "Ken Oakes")] * 3,
    ),
    (
        "US Defense Secretary Carl Ash, US Secretary of State Dora Elm and their Japanese counterparts Bo Oak and "
        "Gen Yew spoke. [[They]] dined. [[The four]] left.",
        [("Carl Ash", "Dora Elm", "Bo Oak", "Gen Yew")] * 2,
    ),
    ("Norway and Sweden will hold drills with Finland. [[The three]] agreed.", [("Norway", "Sweden", "Finland")]),
    ("The plan has four parts. [[The four]] are long.", [None]),
    # actors without a name
    ("[[A senior official]] said the plan was dead.", [("A senior official",)]),
    ("[[U.S. officials]] declined to comment.", [("U.S. officials",)]),
    ("[[The South Korean government]] protested.", [(KR,)]),
    ("A former harbour official agreed. [[The former official]] asked for time.", [("A former harbour official",)]),
    ("Hezbollah fired rockets on Sunday. [[The group]] gave no reason.", [("Hezbollah",)]),
    ("Japan raised its tolls. Ships avoid [[the country]] now.", [(JP,)]),
    ("The Obama administration drew a line. Friends of [[the administration]] cheered.", [(US,)]),
    ("[[Acting President]] and Prime Minister Han Duck-soo spoke.", [("Han Duck-soo",)]),
    ("The minister praised [[the U.S.-ROK alliance]].", [(US, KR)]),
    ("NATO met in Vilnius. Sweden joined NATO. [[The alliance]] grew.", [("NATO",)]),
    ("Norway hopes that [[they]] will be invited.", [("Norway",)]),
    ("[[The storm]] broke [[the chair]].", [None, None]),
    ("Envoys of Israel and Hamas met. [[Both sides]] blamed each other.", [("Israel", "Hamas")]),
    ("Sweden joined Norway. The plan feeds [[more than 2 million people]].", [None]),
    (
        "Treasury Secretary Scott Example spoke. [[The attorney general]] did not.",
        [("the attorney general",)],
    ),
    ("Farmers blocked the road. [[They]] want lower tolls.", [("Farmers",)]),
    ("Traders feared [[the meeting]].", [None]),
    (
        "Norway and Sweden met. They will help [[those countries]] affected by the storm.",
        [("those countries affected by the storm",)],
    ),
    ("Norway and Sweden met. [[The two countries]] hit by the storm agreed.", [("Norway", "Sweden")]),
    ("Norway thanked [[its allies and partners]].", [("its allies and partners",)]),
    ("Norway thanked [[its allies]] and Sweden.", [("its allies",)]),
    # headlines
    (
        "[[Pentagon chief]] signals patience\n\nUS Defense Secretary Pete Hegseth spoke in Osan on Monday, aides said.",
        [("Pete Hegseth",)],
    ),
    # quotations
    (
        'Minister Ann Example visited Bo Roe. "Bo Roe was right," [[she]] said.',
        [("Ann Example",)],
    ),
    ("A harbour official said [[they]] were late.", [("A harbour official",)]),
    # who is bound by a pronoun is known as a woman or a man from then on
    (
        "Kim Someone lost her keys. Lee Other found them. [[She]] was glad.",
        [("Kim Someone",)],
    ),
    (
        'President Donald Trump and President Lee Jae Myung met. '
        '"[[The president]] wants it done, and [[he]] is patient," US Defense Secretary Pete Hegseth said.',
        [("Donald Trump",)] * 2,
    ),
    # heads of government named in passing are not among the ministers
    (
        "Foreign Minister Ann Example met Defense Minister Bo Sample in Oslo. In May Premier Ola Nord had signed. "
        "[[The ministers]] dined.",
        [("Ann Example", "Bo Sample")],
    ),
    (
        "[[Envoys from Norway, Sweden and Finland]] met in Turku.",
        [("Envoys from Norway, Sweden and Finland",)],
    ),
    ("Prime Minister Zoltán Horváth flew to Bonn. [[Horvath]] spoke.", [("Zoltán Horváth",)]),
    ("Commissioner Pia Torrell flew to Bonn. [[Torrel]] spoke.", [("Pia Torrell",)]),
    ("[[Its ambassador in Oslo, Boris Example]], told the paper so.", [("Boris Example",)]),
    ("[[Its ambassador]] in Oslo told the paper so.", [("Its ambassador in Oslo",)]),
    ("Norway sent [[F-16 fighters]] and [[modern fighters]].", [None, None]),
    ("[[The rebel fighters]] left the town.", [("the rebel fighters",)]),
    ("[[A letter]] said so.", [None]),
    ("They called him [[the “leader]] of the pack”.", [None]),
    ("This is [[the foundation]] of the great work.", [None]),
    (
        "Defense Minister Ann Example, Foreign Minister Jo Sample and [[their]] Finnish counterparts Bo Oak and "
        "Kei Pine told the press. [[The ministers]] dined.",
        [("Ann Example", "Jo Sample"), ("Ann Example", "Jo Sample", "Bo Oak", "Kei Pine")],
    ),
    ("Borrell spoke. [[Borrel]] left. EU foreign policy chief Josep Borrell ate.", [("Josep Borrell",)]),
    ("She met a minister [[whose government]] fell.", [None]),
    # a pronoun that comes before the name
    ("When [[she]] met [[him]], Minister Anna Lindholm said no.", [("Anna Lindholm",), None]),
    ("In [[her]] speech, Minister Anna Lindholm said no.", [("Anna Lindholm",)]),
    ("As soon as [[she]] had landed, President Anna Lindholm signed.", [("Anna Lindholm",)]),
    ("As [[he]] had promised, Norway's Prime Minister Jonas Lindholm opened the yard.", [("Jonas Lindholm",)]),
    (
        "President Tom Berg flew to Oslo. When [[she]] met [[him]], Minister Anna Lindholm said no.",
        [("Anna Lindholm",), ("Tom Berg",)],
    ),
    (
        "Minister Kim Kvist spoke. Two ships were lost. It blew hard. After [[she]] had landed, Minister Anna Lindholm "
        "left.",
        [("Anna Lindholm",)],
    ),
    # not of another sex, not where a woman was named right before, not out of another clause
    ("When [[she]] left, President Tom Berg said nothing.", [None]),
    ("Minister Eva Holm flew home. When [[she]] landed, Minister Anna Lindholm greeted the crew.", [("Eva Holm",)]),
    ("[[She]] said Minister Anna Lindholm had left.", [None]),
    # titles before names that the parser takes apart
    (
        "The president of Finland, Tom Berg, and the prime minister of Norway, Anna Lindholm, met. [[They]] dined. "
        "[[The leaders]] left.",
        [("Tom Berg", "Anna Lindholm")] * 2,
    ),
    ("[[The adviser to the president of Norway, Tom Berg]], left.", [("Tom Berg",)]),
    ("They met [[the president of Norway]], Tom Berg and others.", [("president of Norway",)]),
    ("Norway declared [[its opposition]] to the plan.", [None]),
    ("Crews fired an [[SM-6]] and an [[AB-12]] at sea.", [None, None]),
    ("[[The next meetings of the bloc]] will be moved to Turku.", [None]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_who_is_meant(text: str, expected: list[tuple[str, ...] | None]) -> None:
    plain, spans = marked(text)
    layers = layers_of(plain, published=DAY, upto=("mention",))
    if '"' in plain and not layers.layer("quote"):
        pytest.skip("needs the layer of quotations")
    for (start, end), names in zip(spans, expected, strict=True):
        found = [mark for mark in layers.within("mention", start, end) if mark.start <= start and end <= mark.end]
        assert [mark.value for mark in found][-1:] == ([] if names is None else [names])


def test_a_counterpart_has_the_office_and_the_state_that_are_said() -> None:
    text = (
        "US Defense Secretary Carl Ash, US Secretary of State Dora Elm and their Japanese counterparts Bo Oak and "
        "Gen Yew spoke. A counterpart of nobody, Al Fir, left."
    )
    actors = layers_of(text, published=DAY, upto=("mention",)).actors
    assert (actors["Bo Oak"].office, actors["Bo Oak"].states) == ("defence minister", (JP,))
    assert (actors["Gen Yew"].office, actors["Gen Yew"].states) == ("foreign minister", (JP,))
    assert all(actor.office != "defence minister" for name, actor in actors.items() if "Fir" in name)


OWN = """We, the leaders of Japan, the Republic of Korea, and the United States, met today to renew our partnership.
[[Our countries]] are committed to safe seas. [[Our allies]] will hear of it. We reaffirm our commitment to free trade.
"""
TALK = """PRESIDENT EXAMPLE: Thank you for coming. [[I]] will sign the bill.

Q: Will you sign it today?

THE VICE PRESIDENT: [[I]] will see to it that it is signed.
"""
LETTER = """Dear Mr. Speaker:

[[I]] am pleased to send you the treaty. As the chairman said, "[[I]] like it." The treaty is sound, and it is short.

Sincerely,

ANN B. EXAMPLE
"""
READOUT = """National Security Advisor Ann Example met today with Minister Bo Example of Norway. They discussed fishing.
[[The Vice President]] thanked the Minister. The United States welcomed the talks. [[The guests]] dined.
"""


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (OWN, "communique", [(JP, KR, US), ("Our allies",)]),
        (TALK, "transcript", [("President Example",), ("The Vice President",)]),
        (LETTER, "speech", [("Ann B. Example",), None]),
    ],
)
def test_the_first_person_of_official_texts(text: str, kind: str, expected: list[tuple[str, ...] | None]) -> None:
    plain, spans = marked(text)
    layers = layers_of(plain, kind=kind, published=DAY, upto=("mention",))
    for (start, end), names in zip(spans, expected, strict=True):
        found = [mark.value for mark in layers.within("mention", start, end) if (mark.start, mark.end) == (start, end)]
        assert found == ([] if names is None else [names])


def test_officials_of_an_official_text_act_for_its_state() -> None:
    layers = layers_of(marked(READOUT)[0], kind="readout", published=DAY, upto=("mention",))
    assert layers.provenance.issuers == (US,)
    assert layers.actors["Ann Example"].states == (US,)
    assert layers.actors["Bo Example"].states == ("Norway",)
    assert layers.actors["The Vice President"].states == (US,)
    assert all(actor.states == () for name, actor in layers.actors.items() if "guests" in name)


def test_in_news_a_bare_title_has_no_state() -> None:
    layers = layers_of("The vice president spoke in the rain on Monday, aides said.", upto=("mention",))
    assert all(actor.states == () for actor in layers.actors.values())


def test_an_apposition_is_one_mention_and_tells_the_office() -> None:
    text = "Gen. Ann Example, commander of US Forces Korea, spoke on Monday."
    layers = layers_of(text, upto=("mention",))
    whole = layers.within("mention", 0, 4)
    assert text[whole[0].start : whole[0].end] == "Gen. Ann Example, commander of US Forces Korea"
    assert layers.actors["Ann Example"].states == (US,)


@pytest.mark.parametrize(
    ("text", "office", "states"),
    [
        ("[[The Ministers of Defence of Norway, Sweden and the United States]] dined.", "defence minister",
         ("Norway", "Sweden", US)),
        ("[[The Ministers for Foreign Affairs of Norway and Sweden]] dined.", "foreign minister",
         ("Norway", "Sweden")),
        ("[[The Secretaries of Defense of the United States and of Norway]] dined.", "defence minister",
         (US, "Norway")),
        ("[[The chiefs of defence of Norway, Sweden, and Finland]] dined.", "commander",
         ("Norway", "Sweden", "Finland")),
        ("[[The heads of state of Kenya, Uganda and Tanzania]] dined.", "president",
         ("Kenya", "Uganda", "Tanzania")),
        ("[[The Presidents of Kenya and Uganda]] dined.", "president", ("Kenya", "Uganda")),
        ("[[The foreign ministers of the Quad]] dined.", "foreign minister", ("Australia", "India", JP, US)),
        ("[[AUKUS leaders]] dined.", "leader", ("Australia", "United Kingdom", US)),
        # not of all who are named behind them
        ("[[The Minister of Defence of Norway]], Sweden and Finland dined.", "defence minister", ("Norway",)),
        ("[[Ministers of Defence of Norway]], who had toured Sweden, Finland and Denmark, dined.",
         "defence minister", ("Norway",)),
        ("[[The ministers of the G20]] dined.", "minister", ()),
        ("[[Friends of the Quad]] dined.", None, ()),
        ("[[Quad fellows]] dined.", "official", ()),
    ],
)  # fmt: skip
def test_officials_of_several_states_act_for_each(text: str, office: str | None, states: tuple[str, ...]) -> None:
    plain, ((start, end),) = marked(text)
    layers = layers_of(plain, published=DAY, upto=("mention",))
    (mark,) = (one for one in layers.layer("mention") if (one.start, one.end) == (start, end))
    assert isinstance(mark.value, tuple)
    actor = layers.actors[mark.value[0]]
    assert (len(mark.value), actor.office, actor.states) == (1, office, states)


def test_ministers_of_two_states_are_not_two_of_one() -> None:
    plain, ((start, end),) = marked(
        "Norway's Foreign Minister Ann Example and its Defence Minister Bo Sample spoke. "
        "[[The ministers of Norway and Sweden]] dined."
    )
    layers = layers_of(plain, published=DAY, upto=("mention",))
    (mark,) = (one for one in layers.layer("mention") if (one.start, one.end) == (start, end))
    assert mark.value == ("ministers of Norway and Sweden",)


def test_the_state_of_a_title_is_no_actor() -> None:
    layers = layers_of("The Secretary of State for Roads spoke. The heads of state dined.", upto=("mention",))
    assert {name.lower() for name in layers.actors} & {"state", "state for roads"} == set()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("[[The presidents of Chad and Mali]] dined.", ("presidents of Chad and Mali",)),
        ("[[The presidents of Germany and Poland]] dined.", ("presidents of Germany and Poland",)),
        ("[[The leaders of Chad and Mali]] dined.", ("leaders of Chad and Mali",)),
        ("[[The leaders of Germany and Poland]] dined.", ("Germany", "Poland")),
        ("[[The ministers]] dined.", ("foreign ministers of Germany and Poland",)),
    ],
)
def test_those_of_other_states_or_offices_are_others(text: str, names: tuple[str, ...]) -> None:
    plain, [(start, end)] = marked(f"The foreign ministers of Germany and Poland agreed to send tanks. {text}")
    mark = layers_of(plain, published=DAY, upto=("mention",)).covering("mention", start, end)
    assert mark is not None
    assert mark.value == names


@pytest.mark.parametrize(
    ("text", "names", "office", "states"),
    [
        ("[[The Minister for Defence of Norway, the Hon Ann Lindholm MP]], spoke.", "Ann Lindholm", "defence minister",
         ("Norway",)),
        ("[[The Minister for Foreign Affairs, Senator the Hon Ann Lindholm]], spoke.", "Ann Lindholm",
         "foreign minister", ()),
        ("[[The Rt Hon Ann Lindholm MP, Secretary of State for Defence]], spoke.", "Ann Lindholm", "defence minister",
         ()),
        ("[[The Hon. Ann Lindholm, MP, Minister of National Defence]], spoke.", "Ann Lindholm", "defence minister", ()),
        ("[[The Deputy Prime Minister and Minister for Defence, the Hon Bo Lindholm MP]], spoke.", "Bo Lindholm",
         "deputy prime minister", ()),
        ("[[The President of Kenya, His Excellency Bo Lindholm]], spoke.", "Bo Lindholm", "president", ("Kenya",)),
        ("[[The Minister of Foreign Affairs of Japan, H.E. Mr. Bo Lindholm]], and an envoy dined.", "Bo Lindholm",
         "foreign minister", (JP,)),
        # of two persons each is told by the own title
        ("[[The minister]] and the ambassador, Ann Lindholm, dined.", "the minister", "minister", ()),
        ("They met [[Ann Lindholm]], President Berg, and a friend.", "Ann Lindholm", None, ()),
        ("[[Ann Lindholm MP]] met the minister.", "Ann Lindholm", "legislator", ()),
    ],
)  # fmt: skip
def test_a_title_beside_a_name_is_its_bearer_s(
    text: str, names: str, office: str | None, states: tuple[str, ...]
) -> None:
    plain, ((start, end),) = marked(text)
    layers = layers_of(plain, published=DAY, upto=("mention",))
    found = [one for one in layers.layer("mention") if (one.start, one.end) == (start, end)]
    assert [one.value for one in found] == [(names,)]
    actor = layers.actors[names]
    assert (actor.office, actor.states) == (office, states)
    persons = [one.name for one in layers.actors.values() if one.kind == "person" and one.name != names]
    assert not [name for name in persons if "Minister" in name or "Secretary" in name]


def test_his_excellency_is_who_was_called_so() -> None:
    plain, ((start, end),) = marked(
        "The President of Kenya, His Excellency Bo Lindholm, spoke. [[His Excellency]] left."
    )
    layers = layers_of(plain, published=DAY, upto=("mention",))
    assert ("Bo Lindholm",) in [one.value for one in layers.within("mention", start, end)]


def test_actors_carry_their_mentions() -> None:
    text = "Seoul welcomed the plan. South Korea had long asked, and its envoy signed."
    actor = layers_of(text, upto=("mention",)).actors[KR]
    assert (actor.kind, actor.code) == ("state", "KR")
    assert [anchor.exact for anchor in actor.mentions] == ["Seoul", "South Korea", "its"]


def test_first_person_is_not_marked() -> None:
    layers = layers_of("We said that I would tell our friends.", upto=("mention",))
    assert [mark for mark in layers.layer("mention") if mark.label == "pronoun"] == []


@pytest.mark.parametrize("text", ["", "He", "They they they", "the two", "Both", "“He”", "(", "Both leaders. " * 200])
def test_any_text_is_taken(text: str) -> None:
    layers_of(text, upto=("mention",))


def test_what_a_heading_says_in_capitals_is_named_as_the_text_writes_it() -> None:
    text = (
        "COMMUNIQUÉ OF THE MINISTERS OF DEFENCE OF CANADA, NORWAY AND FINLAND\n\n"
        "The Ministers of Defence of Canada, Norway and Finland met in Oslo. They agreed to fund ten ships."
    )
    actors = layers_of(text, kind="communique", upto=("mention",)).actors
    assert "Ministers of Defence of Canada, Norway and Finland" in actors
    assert not [name for name in actors if "MINISTERS" in name]
