"""Text of the kind format=flowed, by RFC 3676."""

import pytest

from onrecord.acquire.flowed import unflowed
from onrecord.acquire.mail import from_mail

SHIPS = "Norway will buy three frigates, the minister said."
CASES = [
    ("lines of a paragraph", "Norway will buy \nthree frigates, \nthe minister said.", SHIPS, False),
    ("a word that is broken", "Norway will buy three fri \ngates, the minister said.", SHIPS, True),
    ("a blank of its own", "Norway will buy  \nthree frigates, the minister said.", SHIPS, True),
    ("fixed lines", "Norway\nSweden", "Norway\nSweden", True),
    ("paragraphs", "Norway \npays.\n\nSweden \ntoo.", "Norway pays.\n\nSweden too.", False),
    ("a blank before a line", " From Oslo he \nsaid it.\n > 5", "From Oslo he said it.\n> 5", False),
    ("a signature", "Norway pays. \n-- \nAnna \nBerg", "Norway pays. \n-- \nAnna Berg", False),
    ("quoted", "> What will \n> it buy?\n>> Ships \nNone.", "> What will it buy?\n>> Ships \nNone.", False),
    ("the last line", "Norway pays. ", "Norway pays. ", False),
]


@pytest.mark.parametrize(("text", "joined", "delsp"), [row[1:] for row in CASES], ids=[row[0] for row in CASES])
def test_lines(text: str, joined: str, delsp: bool) -> None:
    assert unflowed(text, delsp=delsp) == joined


MAILS = [
    ("flowed", 'format="Flowed"; delsp=Yes', "three fri \r\ngates, the", SHIPS),
    ("flowed without delsp", "format=flowed", "three \r\nfrigates, the", SHIPS),
    ("fixed", "format=fixed; delsp=yes", "three \r\nfrigates, the", SHIPS.replace("three ", "three \n")),
]


@pytest.mark.parametrize(("said", "words", "text"), [row[1:] for row in MAILS], ids=[row[0] for row in MAILS])
def test_mails(said: str, words: str, text: str) -> None:
    body = f"Norway will buy {words} minister said."
    assert from_mail(f"Content-Type: text/plain; {said}\r\n\r\n{body}\r\n".encode(), "a.eml").document.text == text
