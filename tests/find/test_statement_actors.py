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
    # nobody is no one to go back to
    ("Minister Jonas Lind was asked. No other envoy replied. He said that the port will open.", ("Jonas Lind",)),
    # papers speak for who wrote them
    (
        "The ministry said in a statement that the port is shut. The statement said that ferries wait.",
        ("The ministry",),
    ),
    ("Jonas Lind wrote a letter to the harbour board. The letter said that the quay is unsafe.", ("Jonas Lind",)),
    ("A letter signed by Jonas Lind said that the quay is unsafe.", ("Jonas Lind",)),
    ("A report said the quay is unsafe.", ("A report",)),
    # what is said of somebody whom nothing names
    ("Many say that the quay is unsafe.", ("Many",)),
    ("One of the pilots said that the quay is unsafe.", ("One of the pilots",)),
    ("They said that the quay is unsafe.", ()),
    # every one of several
    ("Norway and local fishermen said the quay is unsafe.", ("Norway", "local fishermen")),
    # a form of address stays, what stands before it does not
    ("The former harbour chancellor Lord Lind said that the quay is unsafe.", ("Lord Lind",)),
    ("Councilwoman Anna Lind left. Lind said that the quay is unsafe.", ("Anna Lind",)),
    # two family names, and accents
    ("President Zoltan Kovacs left. President Zoltán Kovács said that the quay is unsafe.", ("Zoltán Kovács",)),
    ("President Ana González Urrutia left Lima. Gonzalez said that the vote was free.", ("Ana González Urrutia",)),
]


@pytest.mark.parametrize(("text", "actors"), CASES)
def test_who_says_it(text: str, actors: tuple[str, ...]) -> None:
    found = read_text(text, reader="rules").statements
    assert found[-1].actor == actors
