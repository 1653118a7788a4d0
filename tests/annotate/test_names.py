"""Names: states, bodies, capitals that govern, persons with titles; each case marks the names and says whose."""

from typing import Any

import pytest

from onrecord.annotate.lexicon import bodies, trie
from onrecord.annotate.titles import in_office, office_in
from onrecord.reader import layers_of
from onrecord.vocabulary.offices import Office, holders
from onrecord.vocabulary.states import states
from tests.conftest import marked

US, KR, KP, JP = "United States", "South Korea", "North Korea", "Japan"

# The text with the names marked, and the actors that they name, in order.
STATES = [
    ("[[Washington]] said on Monday that it would wait for a reply from [[Beijing]].", [US, "China"]),
    ("The delegation flew to Washington and held talks in Washington for two days.", []),
    ("Relations between [[Moscow]] and [[Tokyo]] have cooled.", ["Russia", JP]),
    ("The minister left Seoul for Tokyo on Sunday.", []),
    ("[[Seoul]]'s plan surprised observers, but Seoul's mayor did not mind.", [KR]),
    ("The [[Democratic People's Republic of Korea]] tested an engine.", [KP]),
    ("The [[Republic of Korea]] ([[ROK]]) and the [[DPRK]] agreed to reopen the line.", [KR, KR, KP]),
    ("[[South Korean]] and [[North Korean]] engineers met.", [KR, KP]),
    ("[[S. Korea]] and [[Japan]] resumed exchanges.", [KR, JP]),
    ("The [[U.S.]] fleet sailed with ships of the [[UK]].", [US, "United Kingdom"]),
    ("They told us that the plan would cost us nothing.", []),
    ("[[Georgia]] and [[Armenia]] signed a transit deal in Tbilisi.", ["Georgia", "Armenia"]),
    ("Voters in Georgia went to the polls in Atlanta.", []),
    ("The paper was read by [[Jordan Miller]] in [[Jordan]].", ["Jordan Miller", "Jordan"]),
    ("Fishing in the South China Sea and on the Korean Peninsula has become harder.", []),
    ("The New Mexico range is closed.", []),
    ("[[South Korea]] rejected what the [[North]] had proposed.", [KR, KP]),
    ("Storms hit the North of the island.", []),
    ("[[North]] and [[South Korea]] are parted.", [KP, KR]),
    ("[[Viet Nam]] and [[Türkiye]] opened embassies.", ["Vietnam", "Turkey"]),
    ("[[Papua New Guinea]] is not [[Guinea]].", ["Papua New Guinea", "Guinea"]),
    ("[[Niger]] and [[Nigeria]] share a border.", ["Niger", "Nigeria"]),
    ("The [[Republic of China]] is [[Taiwan]]'s formal name.", ["Taiwan", "Taiwan"]),
    # people's republics, however they are spelt and spaced, are never the other state
    ("The [[People’s Republic of China]] and the [[PRC]] are one.", ["China", "China"]),
    ("The [[Democratic People's\n  Republic of Korea]] tested an engine.", [KP]),
    ("The [[Democratic Peoples Republic of Korea]] and the [[Peoples' Republic of China]] met.", [KP, "China"]),
    ("THE [[DEMOCRATIC PEOPLE'S REPUBLIC OF KOREA]] MET NOBODY.", [KP]),
    ("A free and democratic [[Republic of Korea]] prospers.", [KR]),
    # towns that stand for a body, and the same towns as places
    ("[[Brussels]] will decide on the tariff.", ["European Union"]),
    ("The envoys met in Brussels and went on to Geneva.", []),
    # the federal state of Australia
    ("The [[Commonwealth]] will pay, and Queensland will build.", ["Australia"]),
    ("Leaders of the Commonwealth met in the hall.", []),
    ("The Prince of Wales opened a bridge; Air Force One landed.", []),
]

BODIES = [
    ("[[US Forces Korea]] ([[USFK]]) moved two batteries.", ["US Forces Korea", "US Forces Korea"]),
    ("The [[Pentagon]] declined to comment.", ["U.S. Department of Defense"]),
    ("The [[Kremlin]] and [[Downing Street]] traded barbs.", ["Russian presidency", "UK prime minister's office"]),
    ("The [[Blue House]] welcomed the step.", ["South Korean presidency"]),
    ("[[NATO]] and the [[EU]] held a session.", ["NATO", "European Union"]),
    (
        "The [[International Atomic Energy Agency]] warned; the [[IAEA]] gave no date.",
        ["International Atomic Energy Agency"] * 2,
    ),
    ("The [[Taliban]] closed the crossing.", ["Taliban"]),
    ("The [[Combined Forces Command]] has a new deputy.", ["Combined Forces Command"]),
    ("[[Korean Air]] and [[General Motors]] signed.", ["Korean Air", "General Motors"]),
    ("The [[Interior Department]] has a new spokesman.", ["Interior Department"]),
]  # fmt: skip

PERSONS = [
    (
        "US Defense Secretary [[Carol Example]] spoke. Later Example left.",
        {"Carol Example": ["US Defense Secretary Carol Example", "Example"]},
    ),
    (
        "President [[Xi Jinping]] spoke. Xi then flew home.",
        {"Xi Jinping": ["President Xi Jinping", "Xi"]},
    ),
    (
        "Defense Minister Ahn Gyu-back spoke. Ahn took no questions.",
        {"Ahn Gyu-back": ["Defense Minister Ahn Gyu-back", "Ahn"]},
    ),
    (
        "President Lee Jae Myung spoke. Lee thanked the crew.",
        {"Lee Jae Myung": ["President Lee Jae Myung", "Lee"]},
    ),
    (
        "Secretary of State Antony Blinken spoke; Secretary of Commerce Gina Raimondo had left. Mr. Blinken smiled.",
        {
            "Antony Blinken": ["Secretary of State Antony Blinken", "Mr. Blinken"],
            "Gina Raimondo": ["Secretary of Commerce Gina Raimondo"],
        },
    ),
    (
        "President Joseph R. Biden, Jr. spoke. President Biden then left.",
        {"Joseph R. Biden, Jr.": ["President Joseph R. Biden, Jr.", "President Biden"]},
    ),
    (
        "Minister Władysław Kosiniak-Kamysz spoke. Kosiniak-Kamysz then left.",
        {"Władysław Kosiniak-Kamysz": ["Minister Władysław Kosiniak-Kamysz", "Kosiniak-Kamysz"]},
    ),
    (
        "European Commission President Ursula von der Leyen spoke. Von der Leyen left, as von der Leyen said.",
        {
            "Ursula von der Leyen": [
                "European Commission President Ursula von der Leyen",
                "Von der Leyen",
                "von der Leyen",
            ]
        },
    ),
    (
        "Qatari Prime Minister Mohammed bin Example Al Sample spoke. Al Sample took no questions.",
        {"Mohammed bin Example Al Sample": ["Al Sample"]},
    ),
    (
        "President Donald Sample met President Xi Example. The Sample-Xi meeting was short.",
        {"Donald Sample": ["Sample"], "Xi Example": ["Xi"]},
    ),
    (
        "Ukrainian President Volodymyr Zelensky spoke. President Zelenskyy left. Zelenskyy was late; Zelensky was not.",
        {"Volodymyr Zelensky": ["President Zelenskyy", "Zelenskyy", "Zelensky"]},
    ),
    (
        "Senior Example administration officials spoke. President Ann Example did not.",
        {"Ann Example": ["Example"]},
    ),
    (
        "National Security Minister Itamar Ben-Example spoke. Ben-Example then left.",
        {"Itamar Ben-Example": ["National Security Minister Itamar Ben-Example", "Ben-Example"]},
    ),
    (
        "First Lady Melania Trump stayed. President Trump left.",
        {"Melania Trump": ["First Lady Melania Trump"], "President Trump": ["President Trump"]},
    ),
    # words of other kinds before and behind a name
    ("Mark Cuban sold it. Cuban said so, and Cuban officials left.", {"Mark Cuban": ["Mark Cuban", "Cuban"]}),
    ("Cuban officials left. Cuban said so.", {"Cuba": ["Cuban"]}),
    ("Berglund Wins In Oslo\n\nAnna Berglund won. Berglund left.", {"Anna Berglund": ["Berglund", "Anna Berglund"]}),
    ("Ann Berg Lindholm won. Berg Lindholm left.", {"Ann Berg Lindholm": ["Ann Berg Lindholm", "Berg Lindholm"]}),
    ("Rabbi Rick Jacobs spoke.", {"Rick Jacobs": ["Rabbi Rick Jacobs"]}),
    (
        "The President of Ukraine Volodymyr Berglund spoke.",
        {"Volodymyr Berglund": ["President of Ukraine Volodymyr Berglund"]},
    ),
    ("Chuck Lindholm spoke. Chuck Lindholm, or Charles Lindholm, left.", {"Chuck Lindholm": ["Charles Lindholm"]}),
    # how a name is honoured, before and behind it
    ("The Minister, the Hon Ann Lindholm MP, spoke.", {"Ann Lindholm": ["Hon Ann Lindholm MP"]}),
    ("Senator the Hon Ann Lindholm spoke.", {"Ann Lindholm": ["Senator the Hon Ann Lindholm"]}),
    ("They met the Rt Hon Ann Lindholm KC MP.", {"Ann Lindholm": ["Rt Hon Ann Lindholm KC MP"]}),
    ("Admiral Sir Tony Lindholm KCB DSO spoke.", {"Tony Lindholm": ["Admiral Sir Tony Lindholm KCB DSO"]}),
    ("The Hon. Ann Lindholm, AO, DSC, spoke.", {"Ann Lindholm": ["Hon. Ann Lindholm, AO, DSC"]}),
    ("His Excellency Dr. Bo Lindholm, CGH, spoke.", {"Bo Lindholm": ["His Excellency Dr. Bo Lindholm, CGH"]}),
    (
        "Prime Minister the Right Honourable Ann Lindholm ONZ spoke.",
        {"Ann Lindholm": ["Prime Minister the Right Honourable Ann Lindholm ONZ"]},
    ),
    ("Jane Lindholm, PC makers and RAF pilots met.", {"Jane Lindholm": ["Jane Lindholm"]}),
    ("Jane Lindholm, an AC Example fan, left.", {"Jane Lindholm": ["Jane Lindholm"]}),
]


@pytest.mark.parametrize(("text", "expected"), STATES + BODIES)
def test_known_names(text: str, expected: list[str]) -> None:
    plain, spans = marked(text)
    marks = [mark for mark in layers_of(plain, upto=("name",)).layer("name") if mark.label != "title"]
    assert [(mark.start, mark.end) for mark in marks] == spans
    assert [mark.value for mark in marks] == [(name,) for name in expected]


@pytest.mark.parametrize(("text", "expected"), PERSONS)
def test_persons_by_title_name_and_family_name(text: str, expected: Any) -> None:
    plain, _ = marked(text)
    layers = layers_of(plain, upto=("name",))
    for name, forms in expected.items():
        found = [plain[mark.start : mark.end] for mark in layers.layer("name") if mark.value == (name,)]
        assert [form for form in forms if form not in found] == []


# The names of companies, marked: whole with their legal form, and alone where the text has them with it.
FIRMS = [
    "[[Nordhavn Prøve A/S]] will build the ships.",
    "[[Nordhavn A/S]] will build the ships, [[Nordhavn]] said. [[Nordhavn]] is old.",
    "[[Sample S.p.A.]] left, and so did [[Varnby Sample S.r.l.]] on Monday.",
    "[[Varnby Werft GmbH & Co. KG]] will build them.",
    "The yard of [[Naval Sample S.A.]] closed.",
    "They bought it from [[Sample S.A.B. de C.V.]] in May.",
    "[[Polska Probe S.A.]] and [[Probe Sp. z o.o.]] signed a contract.",
    "[[Thyssenmuster SE & Co. KGaA]] and [[Finsk Prøve Oyj]] signed.",
    "They bought it from [[Sample & Sons, Inc.]], of Texas.",
    "They signed with [[Hanjin Prøve Co., Ltd.]] in May.",
    "[[Sample N.V.]] and [[Varnby Yards Pty Ltd]] left.",
    # Those of the tables, too, whatever the dots of the form: it is the head of the phrase.
    "[[Boeing Inc.]] left.",
    "[[Lockheed Martin Corp.]] agreed to build 12 jets.",
    "[[Thales S.A.]] will build them, and [[Thales]] agreed.",
    "[[Airbus S.E.]] and [[Saab AB]] signed in May.",
    "They signed in May. [[Fincantieri S.p.A.]] agreed to build four frigates.",
    "[[Hanwha Aerospace Co., Ltd.]] agreed to build them.",
    "[[Kongsberg A/S]] will build a factory.",
    "[[Boeing Co.]] pledged to build jets. It left [[Boeing]].",
    "They left [[Leonardo S.p.A.]] It will pay for this.",
    "They met [[Hanwha Aerospace]]\n\nLtd. is a form.",
    "A new contract for [[Boeing]]\n\nCompany directors spoke in May.",
]
NO_FIRMS = [
    "The A/S is closed, and the S.A. is a form.",
    "It was said in the U.S.A. on Monday.",
    "They paid in Co. Down and on a. s. terms.",
    "They left Ulster by way of Co. Down in May.",
    "It is as large as an oy or a plc.",
]


@pytest.mark.parametrize("case", [*FIRMS, *NO_FIRMS])
def test_companies_by_their_legal_form(case: str) -> None:
    plain, spans = marked(case)
    layers = layers_of(plain, upto=("name",))
    found = [mark for mark in layers.layer("name") if layers.actors[str((mark.value or "")[0])].kind == "body"]
    assert [plain[mark.start : mark.end] for mark in found] == [plain[start:end] for start, end in spans]
    assert len({mark.value for mark in found}) == len({plain[a:b] for a, b in spans if " " in plain[a:b]} or spans)


def test_who_bears_the_name_of_a_company_is_not_it() -> None:
    layers = layers_of("Minister Anna Lindholm thanked Anna Lindholm Ltd. in May. Lindholm left.", upto=("name",))
    names = [mark.value for mark in layers.layer("name")]
    assert names == [("Anna Lindholm",), ("Anna Lindholm Ltd.",), ("Anna Lindholm",)]


def test_a_group_without_a_state_lends_none_to_a_person() -> None:
    layers = layers_of("At the G20 President Ann Example spoke. The G20 listened.", upto=("name",))
    assert layers.actors["Ann Example"].states == ()


def test_a_bracketed_short_name_belongs_to_the_phrase() -> None:
    text = "President Yoon Suk Yeol of the Republic of Korea (ROK) spoke."
    (title,) = [mark for mark in layers_of(text, upto=("name",)).layer("name") if mark.label == "title"]
    assert text[title.start : title.end] == "President Yoon Suk Yeol of the Republic of Korea (ROK)"


@pytest.mark.parametrize(
    ("text", "absent"),
    [
        ("Typhoon Haiyan killed many.", "Haiyan"),
        ("General Bo Lindholm (Ret.) spoke.", "Ret"),
        ("The Labour MP Bo Lindholm MSP spoke.", "MSP"),
        ("The Heads of Government Meeting opened.", "Heads of Government Meeting"),
        ("His Excellency Bo Lindholm, CGH, spoke.", "CGH"),
        ("Sir Bo Lindholm KCMG KC MP spoke.", "KC MP"),
        ("The Secretary of State for Roads of Norway spoke.", "State for Roads of Norway"),
        ("He praised the Harbour Example Program and left.", "Harbour Example Program"),
        ("King Example's Institute published a study of rivers.", "King Example"),
        ("The delegates met in Khan Younis and in Guam on Monday.", "Khan Younis"),
        ("FORT HARBOUR, Nov. 3 (Reuters) -- The port was closed.", "FORT HARBOUR"),
        ("HARBOUR BOARD LAUNCHES NEW FERRY LINE\n\nThe line opened.", "HARBOUR BOARD LAUNCHES NEW FERRY LINE"),
    ],
)
def test_what_names_no_actor(text: str, absent: str) -> None:
    assert absent.lower() not in {name.lower() for name in layers_of(text, upto=("name",)).actors}


def test_a_state_behind_an_officer() -> None:
    layers = layers_of(
        "South Korean Defense Minister Ahn Gyu-back met US Defense Secretary Pete Hegseth.", upto=("name",)
    )
    assert layers.actors["Ahn Gyu-back"].states == (KR,)
    assert layers.actors["Pete Hegseth"].states == (US,)
    assert layers.actors["Ahn Gyu-back"].office == "defence minister"


# The text, whose actor, the office and the states; in 2025.
HELD = [
    # What stands behind a name says more than the table of holders.
    ("James Mattis, the mayor of Leeds, spoke.", "James Mattis", None, ()),
    ("James Mattis, the mayor of Springfield, spoke.", "James Mattis", None, ()),
    ("Boris Johnson, an Australian farmer, spoke.", "Boris Johnson", None, ()),
    ("They met John Kerry, a nurse from Dublin.", "John Kerry", None, ()),
    ("John Kerry, a nurse, spoke.", "John Kerry", None, ()),
    ("Keir Starmer (a Canadian teacher) spoke.", "Keir Starmer", None, ()),
    # It does not where it says nothing else of him, or is of somebody else.
    ("Boris Johnson, a critic of Russia, spoke.", "Boris Johnson", "prime minister", ("United Kingdom",)),
    ("Keir Starmer, a former lawyer from Norway, spoke.", "Keir Starmer", "prime minister", ("United Kingdom",)),
    ("Keir Starmer, a lawyer, spoke.", "Keir Starmer", "prime minister", ("United Kingdom",)),
    ("Keir Starmer, the British leader, spoke.", "Keir Starmer", "prime minister", ("United Kingdom",)),
    ("Keir Starmer, the Norwegian leader and Ann Example met.", "Keir Starmer", "prime minister", ("United Kingdom",)),
    ("Keir Starmer, the Norwegian leader, and Ann Example met.", "Keir Starmer", "prime minister", ("United Kingdom",)),
    ("President Donald Trump, a guest from Florida, spoke.", "Donald Trump", "president", (US,)),
    # A form of address and a family name may be anybody's, unless the text speaks of the state.
    ("Mr. Li went to Kenya.", "Mr. Li", None, ()),
    ("Mr. No went to Kenya.", "Mr. No", None, ()),
    ("Dr No went to Kenya.", "Dr No", None, ()),
    ("Mr. Li went to Kenya, Beijing said.", "Mr. Li", "prime minister", ("China",)),
    ("Mr. Zelensky stayed in Ukraine.", "Mr. Zelensky", "president", ("Ukraine",)),
    ("Keir Starmer spoke. Mr. Starmer left.", "Keir Starmer", "prime minister", ("United Kingdom",)),
    # Letters behind a name hide no office; a title before it is what the text says, and who has none has the seat.
    ("Keir Starmer MP spoke.", "Keir Starmer", "prime minister", ("United Kingdom",)),
    ("The Rt Hon Keir Starmer KCB MP spoke.", "Keir Starmer", "prime minister", ("United Kingdom",)),
    ("Senator Keir Starmer spoke.", "Keir Starmer", "legislator", ("United Kingdom",)),
    ("Boris Johnson MP spoke.", "Boris Johnson", "legislator", ("United Kingdom",)),
    ("Ann Example MP spoke.", "Ann Example", "legislator", ()),
]


@pytest.mark.parametrize(("text", "name", "office", "of"), HELD)
def test_the_text_comes_before_the_table_of_holders(text: str, name: str, office: str | None, of: Any) -> None:
    actor = layers_of(text, published="2025-03-01", upto=("name",)).actors[name]
    assert (actor.office, actor.states) == (office, of)


def test_the_date_tells_which_holder_a_family_name_means() -> None:
    text = "President Lee spoke in Seoul."
    assert layers_of(text, published="2026-01-15", upto=("name",)).actors["President Lee"].states == (KR,)
    assert layers_of(text, upto=("name",)).actors["President Lee"].states == ()


def test_states_joined_by_a_hyphen_are_named_together() -> None:
    layers = layers_of("The U.S.-ROK alliance has lasted.", upto=("name",))
    joined = layers.covering("name", 4, 12)
    assert joined is not None
    assert joined.value == (US, KR)


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", "’", "President", "Mr.", "the the the", "-–—", "Kim " * 300, "a" * 5000]
)
def test_any_text_is_taken(text: str) -> None:
    layers_of(text, upto=("name",))


def test_tables_are_sound() -> None:
    assert len({state.code for state in states().values()}) == len(states())
    assert all(
        state in states() or state in bodies()
        for body in bodies().values()
        for state in body.states.split(";")
        if state
    )
    assert all(row.of in states() or row.of in bodies() for row in holders())
    assert all(not row.until or row.since < row.until for row in holders())
    assert sum(map(len, trie().values())) > 1200


@pytest.mark.parametrize(
    ("words", "office"),
    [
        ("us defence secretary", "defence minister"),
        ("south korean president", "president"),
        ("vice president", "vice president"),
        ("pentagon chief", "defence minister"),
        ("the weather", ""),
    ],
)
def test_offices_by_title(words: str, office: str) -> None:
    assert office_in(words.split()) == office


@pytest.mark.parametrize(
    ("day", "held"),
    [
        ("2023-04-26", True),
        ("2025-02-01", False),
        (None, False),
        ("XXXX-04-26", False),
        ("2023", True),
        ("2020", False),
    ],
)
def test_terms_of_office(day: str | None, held: bool) -> None:
    assert in_office(Office("president", US, "Ann Example", "2021-01-20", "2025-01-20"), day) is held


def test_an_abbreviation_of_an_abbreviation_means_the_first_name() -> None:
    layers = layers_of("The FBBF (DGGE) agreed. The FECE (FBBF) agreed. The DGGE paid.", upto=("mention",))
    assert {name for mark in layers.layer("name") for name in mark.value or ()} <= set(layers.actors)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The ministry thanked Israel Vallarta for the offer.", {"Israel Vallarta": "person"}),
        ("According to Israel Vallarta, the ban will end.", {"Israel Vallarta": "person"}),
        ("Georgia Castaneda’s office said the ban would end.", {"Georgia Castaneda": "person"}),
        ("In Bergen, Virginia Raggi told the crew that the base would close.", {"Virginia Raggi": "person"}),
        ("Jordan Smith promised to rebuild the pier.", {"Jordan Smith": "person"}),
        ("Chad Okafor and Norway agreed to rebuild the pier.", {"Chad Okafor": "person", "Norway": "state"}),
        # a state is a state before another word, and behind "in"
        ("Israel Railways said the line would close.", {"Israel": "state", "Israel Railways": "body"}),
        ("Israel and Jordan agreed to open the border.", {"Israel": "state", "Jordan": "state"}),
        ("Chad Foreign Minister Abderaman Koulam left.", {"Chad": "state", "Abderaman Koulam": "person"}),
        ("Israel PM Netanyahu said the border would close.", {"Israel": "state", "Netanyahu": "person"}),
    ],
)
def test_a_person_may_bear_the_name_of_a_state(text: str, kinds: dict[str, str]) -> None:
    actors = layers_of(text, published="2024-05-02", upto=("mention",)).actors.values()
    found = {one.name: one.kind for one in actors if one.kind in ("person", "state") or one.name in kinds}
    assert found == kinds


@pytest.mark.parametrize("name", ["Paris Hilton", "Georgia Castaneda", "Virginia Raggi", "Israel Vallarta"])
def test_a_person_named_like_a_place_is_no_place(name: str) -> None:
    layers = layers_of(f"President Lind met {name} in Oslo.", upto=("place",))
    assert [layers.text[mark.start : mark.end] for mark in layers.layer("place")] == ["Oslo"]


@pytest.mark.parametrize(
    "text",
    [
        "Berg Jr. met Anna Holt in Oslo. Erik Berg Jr. said that he would come.",
        "President Berg Jr. visited Oslo. Erik Berg Jr. said that he would buy ships.",
        "Erik Berg Jr. visited Oslo. Berg Jr. said that he would buy ships. President Berg said no.",
    ],
)
def test_a_family_name_with_jr_behind_it_is_that_of_the_whole_name(text: str) -> None:
    """In whichever order they stand; "Jr." is no name."""
    people = [one.name for one in layers_of(text).actors.values() if one.kind == "person" and "Berg" in one.name]
    assert people == ["Erik Berg Jr."]


def test_a_jr_that_stands_alone_breaks_nothing() -> None:
    layers_of(
        "Marcos Jr. and with Secretary of National Defense Gilberto Teodoro Jr. Jr. said so. Jr. Marcos and J. Jr."
    )
