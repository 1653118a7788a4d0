"""Pages that a browser saved as one file."""

import pytest

from onrecord.acquire.formats import from_bytes
from onrecord.acquire.mhtml import is_mhtml
from onrecord.errors import ReadError

WORDS = "Norway will deliver two ships to Peru in May, the Minister of Defence said in Bergen on Tuesday."
PAGE = f"""<!doctype html><html><head><title>Two ships</title>
<meta property=3D"article:published_time" content=3D"2026-03-02T09:00:00Z"></head>
<body><nav><a href=3D"/">Home</a></nav><article><h1>Two ships</h1><p>{WORDS}</p><p>Caf=E9 talks went on =
until noon, he said.</p></article></body></html>"""
SAVED = f"""From: <Saved by Blink>
Snapshot-Content-Location: https://mod.example/ships
Subject: Two ships
Date: Fri, 6 Mar 2026 09:00:00 -0000
MIME-Version: 1.0
Content-Type: multipart/related; type="text/html"; boundary="b"

--b
Content-Type: text/html; charset=windows-1252
Content-Transfer-Encoding: quoted-printable
Content-Location: https://mod.example/ships

{PAGE}
--b
Content-Type: text/html
Content-Location: https://ads.example/frame

<p>Buy ships here.</p>
--b--
"""


@pytest.mark.parametrize("headers", ["", "Snapshot-Content-Location: https://mod.example/ships\n"])
def test_a_saved_page_is_the_page_not_a_mail_of_the_day_of_its_saving(headers: str) -> None:
    data = SAVED.replace("Snapshot-Content-Location: https://mod.example/ships\n", headers).encode()
    document, findings, places = from_bytes(data, "a.mhtml")
    assert document.text == f"Two ships\n\n{WORDS}\n\nCafé talks went on until noon, he said."
    assert (document.title, document.published, document.url) == (
        "Two ships",
        "2026-03-02",
        "https://mod.example/ships",
    )
    assert (findings, places) == ((), ())


LONG = SAVED.replace("--b\n", f"--b\nContent-Description: {'x' * 9000}\n")


@pytest.mark.parametrize("wrong", [SAVED.replace("text/html", "image/png"), LONG])
def test_one_without_a_page_is_refused(wrong: str) -> None:
    with pytest.raises(ReadError, match="holds no page; open it"):
        from_bytes(wrong.encode(), "a.mhtml")


def test_a_mail_from_somebody_of_that_name_is_a_mail() -> None:
    assert not is_mhtml(b"From: Saved by the Bell <bell@m.example>\nMIME-Version: 1.0\nSubject: x\n\nShips.")


@pytest.mark.parametrize("line", ["From: Saved by Hands", "Snapshot-Content-Location: says where it was"])
def test_what_a_mail_says_is_no_header_of_it(line: str) -> None:
    """A mail that was forwarded has lines like those of its headers."""
    mail = f"From: Ann <ann@m.example>\r\nMIME-Version: 1.0\r\nSubject: Fwd: x\r\n\r\n{line}\r\n\r\n{WORDS}"
    assert WORDS in from_bytes(mail.encode(), "a.eml").document.text
