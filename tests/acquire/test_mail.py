"""E-mail: what its sender wrote, in whatever encoding; and mail that is malformed or made to exhaust."""

import time
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.acquire.formats import from_bytes
from onrecord.acquire.mail import from_mail, is_mail
from onrecord.errors import ReadError

SHIPS = "The minister said that Norway will buy two frigates."
RULE = "_" * 47
FOOTER = f"{RULE}\nPress mailing list\nPress@lists.example.org"


def mail(words: str = SHIPS, kind: str = "plain", **headers: str) -> EmailMessage:
    """A mail with that text."""
    made = EmailMessage()
    for name, value in ({"From": "Anna Berg <a@example.org>", "Subject": "Two ships"} | headers).items():
        made[name] = value
    made.set_content(words, subtype=kind)
    return made


BODIES = [
    ("plain", SHIPS, SHIPS, []),
    ("accents", "At the café he said “yes” to Norway’s plan.", "At the café he said “yes” to Norway’s plan.", []),
    (
        "a quoted reply",
        f"{SHIPS}\n\nOn Tue, 4 Nov 2025 at 10:00, Carl <c@example.org> wrote:\n> What will it buy?\n>\n> Ships?\n",
        SHIPS,
        ["quoted-reply"],
    ),
    (
        "an attribution of two lines",
        f"{SHIPS}\n\nOn Tue, 4 Nov 2025 at 10:00, Carl\n<c@example.org> wrote:\n> What will it buy?\n",
        SHIPS,
        ["quoted-reply"],
    ),
    ("answers between", f"> Ships?\n{SHIPS}\n> When?\nIn 2030.", f"{SHIPS}\nIn 2030.", ["quoted-reply"]),
    (
        "an original message",
        f"{SHIPS}\n\n-----Original Message-----\nFrom: Carl\nSent: Monday\n\nWhat will it buy?",
        SHIPS,
        ["quoted-reply"],
    ),
    ("a signature", f"{SHIPS}\n-- \nAnna Berg\nMinistry of Defence\n", SHIPS, ["signature"]),
    (
        "forwarded",
        f"---------- Forwarded message ---------\nFrom: Carl\n\n> {SHIPS}",
        f"---------- Forwarded message ---------\nFrom: Carl\n\n> {SHIPS}",
        [],
    ),
    ("quoted alone", f"> {SHIPS}", f"> {SHIPS}", []),
    (
        "what Outlook answers",
        f"{SHIPS}\n\n{'_' * 32}\nFrom: Carl\nSent: Monday\n\nWhat will it buy?",
        SHIPS,
        ["quoted-reply"],
    ),
    ("the footer of a list", f"{SHIPS}\n\n{FOOTER}", SHIPS, ["list-footer"]),
    ("a rule between paragraphs", f"{SHIPS}\n\n{RULE}\n\nIt pays.", f"{SHIPS}\n\n{RULE}\n\nIt pays.", []),
    ("a dash that signs nothing", f"{SHIPS}\n--\n" + "More.\n" * 40, f"{SHIPS}\n--\n" + "\n".join(["More."] * 40), []),
]


@pytest.mark.parametrize(("body", "text", "codes"), [row[1:] for row in BODIES], ids=[row[0] for row in BODIES])
@pytest.mark.parametrize("encoding", ["8bit", "quoted-printable", "base64"])
def test_bodies(body: str, text: str, codes: list[str], encoding: str) -> None:
    made = mail()
    made.set_content(body, cte=encoding)
    document, findings, _ = from_mail(bytes(made), "a.eml")
    assert document.text == text
    assert [finding.code for finding in findings] == [*codes, "mail-sender"]


HEADERS = [
    ("plain", {"Subject": "Two ships", "Date": "Tue, 04 Nov 2025 23:30:00 -0500"}, ("Two ships", "2025-11-04")),
    ("encoded", {"Subject": "Défense", "Date": "4 Nov 2025 10:00 GMT"}, ("Défense", "2025-11-04")),
    ("no day", {"Date": "yesterday"}, ("Two ships", None)),
    ("a day that there is", {"Date": "Thu, 29 Feb 2024 10:00:00 -0500"}, ("Two ships", "2024-02-29")),
    ("a day that there is not", {"Date": "Mon, 31 Feb 2025 10:00:00 -0500"}, ("Two ships", None)),
    ("a leap day of no leap year", {"Date": "29 Feb 2025 10:00 GMT"}, ("Two ships", None)),
    ("a clock that was never set", {"Date": "1 Jan 1904 00:00 GMT"}, ("Two ships", None)),
    ("a day far ahead", {"Date": "4 Nov 2199 10:00 GMT"}, ("Two ships", None)),
]


@pytest.mark.parametrize(("headers", "said"), [row[1:] for row in HEADERS], ids=[row[0] for row in HEADERS])
def test_headers(headers: dict[str, str], said: tuple[str | None, str | None]) -> None:
    date = f"Date: {headers.pop('Date')}\n" if "Date" in headers else ""
    # As it stands: the standard library writes no date that is none.
    document, findings, _ = from_mail(date.encode() + bytes(mail(**headers)), "a.eml")
    assert (document.title, document.published) == said
    assert ("date-unknown" in [finding.code for finding in findings]) == (bool(date) and said[1] is None)


def test_plain_comes_before_a_page_and_attachments_are_named() -> None:
    made = mail()
    made.add_alternative("<p>Another text.</p>", subtype="html")
    made.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="treaty.pdf")
    made.add_attachment(mail("A mail of its own."))
    document, findings, _ = from_mail(bytes(made), "a.eml")
    assert document.text == SHIPS
    assert [finding.message for finding in findings if finding.code == "attachments"] == [
        "attachments are not read (2): treaty.pdf, message/rfc822"
    ]


def test_a_page_is_read_as_text() -> None:
    page = (
        "<html><head><style>p {}</style><title>t</title></head><body><p>Norway&nbsp;will <b>buy</b>\n two ships,<br>"
        "he said.</p><script>alert(1)</script><ol><li>one</li><li><p>two</p></li></ol><blockquote type=cite>Ships?"
        "</blockquote></body></html>"
    )
    assert from_mail(bytes(mail(page, "html")), "a.eml").document.text == (
        "Norway will buy two ships,\nhe said.\n\n1. one\n\n2. two"
    )


PAGE = f"<p>{SHIPS}</p><p>It pays for them in the spring.</p>"
WORDS = f"{SHIPS}\n\nIt pays for them in the spring."
PARTS = [
    ("a page and the footer of a list", ("mixed", [("html", PAGE), ("plain", FOOTER)]), WORDS, ["list-footer"]),
    (
        "texts beside each other, in their order",
        ("mixed", [("plain", "First."), ("html", PAGE), ("plain", "Last.")]),
        f"First.\n\n{WORDS}\n\nLast.",
        [],
    ),
    ("alternatives", ("alternative", [("plain", WORDS), ("html", PAGE)]), WORDS, []),
    ("alternatives, the better one first", ("alternative", [("html", PAGE), ("plain", WORDS)]), WORDS, []),
    (
        "alternatives and a footer",
        ("mixed", [("alternative", [("plain", WORDS), ("html", PAGE)]), ("plain", FOOTER)]),
        WORDS,
        ["list-footer"],
    ),
    (
        "a page with its pictures, as alternative",
        ("alternative", [("plain", WORDS), ("related", [("html", PAGE), ("html", "<p>Ad.</p>")])]),
        WORDS,
        [],
    ),
    (
        "plain text that is a stub",
        ("alternative", [("plain", "See this mail in a browser."), ("html", PAGE * 3)]),
        "\n\n".join([WORDS] * 3),
        ["alternative"],
    ),
    ("an empty plain text", ("alternative", [("plain", " "), ("html", PAGE)]), WORDS, []),
    ("the same beside each other", ("mixed", [("plain", WORDS), ("html", PAGE)]), WORDS, ["alternative"]),
    (
        "a signature in the first of two texts",
        ("mixed", [("plain", f"{SHIPS}\n-- \nAnna Berg"), ("plain", "It pays for them.")]),
        f"{SHIPS}\n\nIt pays for them.",
        ["signature"],
    ),
    ("a footer alone", ("mixed", [("plain", FOOTER)]), FOOTER, []),
    (
        "a page that answers one",
        ("mixed", [("html", f"{PAGE}<blockquote type=cite><p>What?</p><p>When?</p></blockquote>")]),
        WORDS,
        ["quoted-reply"],
    ),
    (
        "a page that is forwarded",
        ("mixed", [("html", f"<div class=gmail_quote><div>---------- Forwarded message ---------</div>{PAGE}</div>")]),
        f"---------- Forwarded message ---------\n\n{WORDS}",
        [],
    ),
]
Tree = tuple[str, "str | list[Tree]"]


def _of_parts(tree: Tree) -> EmailMessage:
    kind, inside = tree
    made = EmailMessage()
    if isinstance(inside, str):
        made.set_content(inside, subtype=kind)
        return made
    made["Content-Type"] = f"multipart/{kind}"
    for one in inside:
        made.attach(_of_parts(one))
    return made


@pytest.mark.parametrize(("tree", "text", "codes"), [row[1:] for row in PARTS], ids=[row[0] for row in PARTS])
def test_parts(tree: Tree, text: str, codes: list[str]) -> None:
    document, findings, _ = from_mail(bytes(_of_parts(tree)), "a.eml")
    assert document.text == text
    assert [finding.code for finding in findings] == codes


def test_what_is_not_read_is_named_wherever_it_stands() -> None:
    made = _of_parts(("alternative", [("plain", WORDS), ("mixed", [("html", PAGE), ("calendar", "BEGIN:VCALENDAR")])]))
    assert [finding.message for finding in from_mail(bytes(made), "a.eml").findings] == [
        "attachments are not read (1): text/calendar"
    ]


def test_an_encoding_that_is_guessed_is_told() -> None:
    data = b"Content-Type: text/plain; charset=utf-8\n\nAt the caf\xe9. " + SHIPS.encode()
    document, findings, _ = from_mail(data, "a.eml")
    assert document.text == f"At the café. {SHIPS}"
    assert [(finding.code, finding.anchor) for finding in findings] == [("encoding-guessed", None)]


MALFORMED = [
    ("an encoding that nobody knows", b"Content-Type: text/plain; charset=x-none\n\n" + SHIPS.encode()),
    ("a wrong encoding", b"Content-Type: text/plain; charset=ascii\n\nCaf\xc3\xa9. " + SHIPS.encode()),
    ("a codec that is no charset", b"Content-Type: text/plain; charset=punycode\n\n" + SHIPS.encode()),
    ("a boundary that never comes", b"Content-Type: multipart/mixed; boundary=x\n\n" + SHIPS.encode()),
    ("no boundary", b"Content-Type: multipart/mixed\n\n" + SHIPS.encode()),
    ("broken base64", b"Content-Transfer-Encoding: base64\n\n!!!!\n"),
    ("a subject that is no word", b"Subject: =?utf-8?q?=ff?= =?x?b?!!?=\n\n" + SHIPS.encode()),
    ("a charset beyond ASCII", "Subject: =?ééutf-8?q?Ships?=\n\n".encode() + SHIPS.encode()),
    ("headers alone", b"Subject: x\nMIME-Version: 1.0\n"),
    ("eight-bit headers", b"Subject: caf\xe9\nFrom: \xff\nDate: \xff\n\n" + SHIPS.encode()),
    ("a type that is none", b"Content-Type: ;;;\n\n" + SHIPS.encode()),
]


def text_or_line(data: bytes, any_language: bool = False) -> str:
    """The text of a mail, or the one line that says why there is none."""
    try:
        return from_mail(data, "a.eml", any_language=any_language).document.text
    except ReadError as error:
        return f"refused: {error}"


def _sound(made: str) -> bool:
    return SHIPS in made or (made.startswith("refused: a.eml: ") and ";" in made and "\n" not in made)


@pytest.mark.parametrize("data", [row[1] for row in MALFORMED], ids=[row[0] for row in MALFORMED])
def test_malformed_mail_is_a_document_or_one_line(data: bytes) -> None:
    assert _sound(text_or_line(data))


def _nested(depth: int) -> bytes:
    heads = b"".join(b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (n, n) for n in range(depth))
    return heads + b"\n" + SHIPS.encode()


@pytest.mark.parametrize(
    "data",
    [
        _nested(60),
        _nested(5000),
        b"Content-Type: multipart/mixed; boundary=b\n\n" + b"--b\n\nx\n" * 3000,
        b"Content-Type: text/plain; " + b"a=b; " * 4000 + b"\n\n" + SHIPS.encode(),
        b"Content-Type: text/plain;\n" + b" a=b;\n" * 500_000 + b"\n" + SHIPS.encode(),
        b"Content-Type: text/plain; charset=punycode\n\na-" + b"b9" * 500_000,
        b"Subject: " + b"=?utf-8?q?a?= " * 100_000 + b"\n\n" + SHIPS.encode(),
        b"From: " + b"(" * 500_000 + b"\n\n" + SHIPS.encode(),
        b"\n".join(b"X%d: y" % n for n in range(100_000)) + b"\n\n" + SHIPS.encode(),
    ],
    ids=[
        "nested",
        "nested deep",
        "many parts",
        "long type",
        "long folded type",
        "a codec of quadratic time",
        "long subject",
        "brackets",
        "many headers",
    ],
)
def test_mail_made_to_exhaust_ends_soon(data: bytes) -> None:
    begun = time.process_time()
    assert _sound(text_or_line(data))
    assert time.process_time() - begun < 5


def test_what_is_a_mail() -> None:
    sent = b"Received: from a\nFrom: a@example.org\nSubject: x\n\n" + SHIPS.encode()
    memo = b"From: the minister\nTo: the staff\nSubject: ships\n\n" + SHIPS.encode()
    assert is_mail(sent)
    assert not is_mail(memo)
    assert from_bytes(sent, "-").document.text == SHIPS
    assert from_bytes(memo, "memo.txt").document.text == memo.decode()
    assert not is_mail(memo.replace(b"From:", b"From", 1))
    boxed = b"From a@example.org Tue Mar  3 09:00:00 2026\n" + memo
    assert (from_bytes(boxed, "box").document.text, from_bytes(boxed, "box").document.title) == (SHIPS, "ships")
    with pytest.raises(ReadError, match="is a mailbox of several mails; save each"):
        from_bytes(boxed + b"\n\n" + boxed, "box.mbox")
    assert from_bytes(memo, "memo.EML").document.text == SHIPS


@given(st.binary(max_size=300))
def test_any_bytes_are_a_document_or_one_line(data: bytes) -> None:
    made = text_or_line(b"Subject: x\nContent-Type: " + data, any_language=True)
    assert "\n" not in made or not made.startswith("refused: ")
