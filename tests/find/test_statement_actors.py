"""Who says it, by the fullest form that the text has."""

import pytest

from onrecord.reader import read_text

# The text, and the actors of its last statement.
CASES: list[tuple[str, tuple[str, ...]]] = [
    # a description is whole
    ("A source familiar with the talks said the port will open.", ("A source familiar with the talks",)),
    ("Two officials close to the minister said the port will open.", ("Two officials close to the minister",)),
    ("A judge in Bergen said the ferry may sail.", ("A judge in Bergen",)),
    ("Pilots trained in Norway said the runway is short.", ("Pilots trained in Norway",)),
    ("An official said on Monday that the port will open.", ("An official",)),
    # a company is no ministry
    (
        "The Norwegian Ministry of Defence declined to comment. The company said it would sell the tanks.",
        ("the company",),
    ),
    # and is taken up
    (
        "Sources familiar with the matter spoke to the paper. The sources said the port will open.",
        ("Sources familiar with the matter",),
    ),
    (
        "Rebel leader Jonas Lind came to Oslo. An hour later the rebel leader said the war is over.",
        ("Jonas Lind",),
    ),
    (
        "Rescue pilot Jonas Lind came to Oslo. A union pilot from Turku spoke. The pilot said wages are low.",
        ("A union pilot from Turku",),
    ),
    (
        "Norway asked Sweden to wait. Two people briefed on the talks said it will.",
        ("Two people briefed on the talks",),
    ),
    # no more than tells who it is
    ("A woman running for mayor while her husband serves said the hall is full.", ("A woman running for mayor",)),
    ("A spokesman in a statement said that the quay is unsafe.", ("A spokesman",)),
    ("The contract, a copy of which was seen by the paper, says the boats must come.", ("The contract",)),
    # nobody is no one to go back to
    ("Minister Jonas Lind was asked. No other envoy replied. He said that the port will open.", ("Jonas Lind",)),
    # papers speak for who wrote them
    (
        "The ministry said in a statement that the port is shut. The statement said that ferries wait.",
        ("the ministry",),
    ),
    ("Jonas Lind wrote a letter to the harbour board. The letter said that the quay is unsafe.", ("Jonas Lind",)),
    ("A letter signed by Jonas Lind said that the quay is unsafe.", ("Jonas Lind",)),
    ("A report said the quay is unsafe.", ("A report",)),
    ("Jonas Lind dismissed the letter. The letter said that the quay is unsafe.", ("The letter",)),
    ("Jonas Lind did not write the letter. The letter said that the quay is unsafe.", ("The letter",)),
    ("Jonas Lind's letter was lost. A letter came. The letter said that the quay is unsafe.", ("The letter",)),
    ("A letter from Paris arrived. The letter said that the quay is unsafe.", ("The letter",)),
    # what is said of somebody whom nothing names
    ("Many say that the quay is unsafe.", ("Many",)),
    ("One of the pilots said that the quay is unsafe.", ("One of the pilots",)),
    ("They said that the quay is unsafe.", ()),
    # every one of several
    ("Norway and local fishermen said the quay is unsafe.", ("Norway", "local fishermen")),
    # a form of address stays, what stands before it does not
    ("The former harbour chancellor Lord Lind said that the quay is unsafe.", ("Lord Lind",)),
    ("Councilwoman Anna Lind left. Lind said that the quay is unsafe.", ("Anna Lind",)),
    # organisations and places are no persons
    ("Tom Berg left. Goldman Sachs cut jobs. Sachs said that fares will fall. He said that he was sad.", ("Tom Berg",)),
    ("Lenders at Goldman Sachs met Jonas Sachs in Oslo. Sachs said that fares will fall.", ("Jonas Sachs",)),
    # two family names, and accents; a name with a title of its own is another's
    ("Ali Abdullah Saleh ruled Yemen. King Abdullah of Jordan said that the talks were good.", ("King Abdullah",)),
    ("President Zoltan Kovacs left. President Zoltán Kovács said that the quay is unsafe.", ("Zoltán Kovács",)),
    ("President Ana González Urrutia left Lima. Gonzalez said that the vote was free.", ("Ana González Urrutia",)),
    # who spoke in a main clause stands out
    (
        "Minister Jonas Lind said that the treaty that Norway and Sweden signed holds. He said that it is late.",
        ("Jonas Lind",),
    ),
    (
        "Anna Berglund and Jonas Lind praised what Norway and Sweden share. They said that the talks were good.",
        ("Anna Berglund", "Jonas Lind"),
    ),
    ("Minister Jonas Lind met a reporter who saw a plumber. He said that it is late.", ("Jonas Lind",)),
    # a state or body tells as one
    ("The delegation praised the talks. It said that the port will open.", ("the delegation",)),
    ("The fishermen praised the talks. It said that the port will open.", ()),
    # candidates and senators are who was named last, officials and professors of nobody are not
    ("Jonas Lind flew to Oslo. The candidate said that the port will open.", ("Jonas Lind",)),
    ("Jonas Lind flew to Oslo. The official said that the port will open.", ("the official",)),
    ("Treasury Secretary Jonas Lind left. The attorney general said that it is late.", ("the attorney general",)),
    ("President Jonas Lind left. The former president said that it is late.", ("former president",)),
    ("Mr. Jonas Lind flew to Oslo. The actress said that it is late.", ("the actress",)),
    # members that the parse misses, and words that are no members
    (
        "US Secretary of Defense Jonas Lind, Japan's Minister of Defense Takeo Mori and South Korea's Kim Jae-won "
        "said that the drills go on.",
        ("Jonas Lind", "Takeo Mori", "Kim Jae-won"),
    ),
    ("Anna Berglund, the head of a bank and a generous donor, said that it is late.", ("Anna Berglund",)),
    ("Anna Berglund and a painter from Turku said that it is late.", ("Anna Berglund", "a painter from Turku")),
    ("Two senators, Anna Berglund and Jonas Lind, said that it is late.", ("Anna Berglund", "Jonas Lind")),
    ("Anna Berglund and two officials said that it is late.", ("Anna Berglund", "two officials")),
    # who is taken together, also before being named, and of whatever calling
    (
        "Two lawmakers, Anna Berglund and Jonas Lind, came. The two lawmakers said that it is late.",
        ("Anna Berglund", "Jonas Lind"),
    ),
    (
        "Defence chiefs from Norway and Sweden said that it is late. Norwegian Defence Minister Anna Berglund met "
        "Swedish Defence Minister Jonas Lind. The defence chiefs said that it is late.",
        ("Anna Berglund", "Jonas Lind"),
    ),
    (
        "Foreign Minister Anna Berglund met Foreign Minister Jonas Lind. The two defence chiefs said that it is late.",
        ("the two defence chiefs",),
    ),
    # parties and movements by name, people that are not their state
    ("Hamdallah's Fatah party said that it is late.", ("Fatah",)),
    ("Many Norwegians said that it is late.", ("Many Norwegians",)),
    ("The Norwegians said that it is late.", ("Norway",)),
    ("Some advocacy groups said that it is late.", ("Some advocacy groups",)),
    ("The Lind campaign said that it is late. Jonas Lind paused. The Lind campaign said no.", ("the Lind campaign",)),
    # announcements speak for who acts beside them, joint ones for several; studies do not
    ("Mayor Jonas Lind raised the fare, according to a statement.", ("Jonas Lind",)),
    (
        "Anna Berglund and Jonas Lind met in Oslo. Talks went on. A joint statement said that it is late.",
        ("Anna Berglund", "Jonas Lind"),
    ),
    ("Mayor Jonas Lind raised the fare, according to a study.", ("a study",)),
    ("Anna Berglund emailed the members on Monday. The email said that it is late.", ("Anna Berglund",)),
    # behind an owner, an office with its field, the state of the office
    ("Twitter's Adam Berglund said that it is late.", ("Adam Berglund",)),
    ("Israel's Minister of National Security Itamar Lind said that it is late.", ("Itamar Lind",)),
    ("The President of Botswana LTGEN Ian Berglund said that it is late.", ("Ian Berglund",)),
    ("The Prime Minister of Norway the Hon Anna Berglund MP said that it is late.", ("Anna Berglund",)),
    # short names in brackets
    (
        "Anna Berglund, president of the Polar Rowing Committee (PRC2), met President Jonas Lind. The PRC2 president "
        "said that it is late.",
        ("Anna Berglund",),
    ),
    # headlines
    ("Berglund Wins Court Fight In Oslo\n\nAnna Berglund won. Berglund said that it is late.", ("Anna Berglund",)),
    (
        "Readout of the Meeting with President Yoon Suk Yeol\n\nPresident Yoon said that it is late.",
        ("Yoon Suk Yeol",),
    ),
    # women of whom only a pronoun tells
    ("Margit Berglund came with her dog. Jonas Lind left. She said that it is late.", ("Margit Berglund",)),
    # holders of offices, by the table where the text has only a family name, and those who hold them no more
    ("Rubio said Trump would come. The US president said that it is late.", ("Trump",)),
    ("Rubio said Trump would meet Putin. The Russian leader said that it is late.", ("Putin",)),
    ("Jonas Berglund praised Anna Lindqvist. The prime minister said that it is late.", ("the prime minister",)),
    ("Former Defence Secretary Ben Wallace met Healey. The defence secretary said that it is late.", ("Healey",)),
    (
        "Jonas Berglund, the former mayor, met Mayor Anna Lindqvist. The mayor said that it is late.",
        ("Anna Lindqvist",),
    ),
    # a paper is not of who saw it, but of the body that is named before it, and of all of a row
    ("A letter seen by Reuters said that it is late.", ("A letter",)),
    (
        "In a letter seen by Reuters, Minister Anna Berglund said no. The letter said that it is late.",
        ("Anna Berglund",),
    ),
    ("A White House statement said that it is late.", ("White House",)),
    ("A White House study said that it is late.", ("A White House study",)),
    (
        "A joint report by Britain, the Netherlands and Germany said that it is late.",
        ("United Kingdom", "Netherlands", "Germany"),
    ),
    # one of a people
    ("A Russian said that it is late.", ("A Russian",)),
    ("The French said that it is late.", ("France",)),
    # who is taken together by the noun of their title, and by the names behind
    (
        "Senators Jeanne Shaheen and Roger Wicker came. The senators said that it is late.",
        ("Jeanne Shaheen", "Roger Wicker"),
    ),
    (
        "The prime ministers of Denmark and Greenland, Mette Frederiksen and Jens Nielsen, said that it is late.",
        ("Mette Frederiksen", "Jens Nielsen"),
    ),
    ("Rabbi Jonas Wittenberg came. The rabbi said that it is late.", ("Jonas Wittenberg",)),
    ("The Joint Chiefs of Staff (JCS) fired. The JCS said that it is late.", ("Joint Chiefs of Staff",)),
    # who speaks for somebody is not who it is
    (
        "A spokesman for Defence Minister Boris Pistorius said that it is late.",
        ("A spokesman for Defence Minister Boris Pistorius",),
    ),
    ("Aides to President Nicusor Dan said that it is late.", ("Aides to President Nicusor Dan",)),
    ("Assistant to the President Anna Berglund said that it is late.", ("Anna Berglund",)),
    (
        "American and Romanian troops left. People close to General Christopher Cavoli said that it is late.",
        ("People close to General Christopher Cavoli",),
    ),
    (
        "An American official and a European diplomat came. A second official left. The diplomat said that it is late.",
        ("a European diplomat",),
    ),
    ("Mayor of Kyiv Vitali Klitschko said that it is late.", ("Vitali Klitschko",)),
    ("UN envoy to Syria Geir Pedersen said that it is late.", ("Geir Pedersen",)),
]


@pytest.mark.parametrize(("text", "actors"), CASES)
def test_who_says_it(text: str, actors: tuple[str, ...]) -> None:
    found = read_text(text, reader="rules").statements
    assert found[-1].actor == actors
