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
]


@pytest.mark.parametrize(("text", "actors"), CASES)
def test_who_says_it(text: str, actors: tuple[str, ...]) -> None:
    found = read_text(text, reader="rules").statements
    assert found[-1].actor == actors
