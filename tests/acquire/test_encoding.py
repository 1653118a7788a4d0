"""Bytes of pages as text: what is declared, what is so, and the way back to the bytes."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from onrecord.acquire.encoding import codec_of, decoded

WORDS = "The café “Ørsted” paid £5 – it’s said."
HEAD = "<!doctype html><html><head>{}</head><body><p>{}</p>"


def page(declared: str, encoding: str, words: str = WORDS) -> bytes:
    head = f'<meta charset="{declared}">' if declared else ""
    return HEAD.format(head, words).encode(encoding)


CASES: list[tuple[str, bytes, str | None, str, list[str]]] = [
    ("utf-8", page("utf-8", "utf-8"), None, "utf-8", []),
    ("a mark wins", b"\xef\xbb\xbf" + page("latin1", "utf-8"), "latin1", "utf-8", []),
    ("utf-16 with a mark", page("", "utf-16"), None, "utf-16-le", []),
    ("utf-16 without", page("", "utf-16-be"), None, "utf-16-be", ["encoding-guessed"]),
    ("the header", page("", "cp1252"), "ISO-8859-1", "cp1252", []),
    ("the header before the page", page("windows-1251", "cp1252"), "windows-1252", "cp1252", []),
    ("latin1 is windows-1252", page("latin1", "cp1252"), None, "cp1252", []),
    ("nothing declared, utf-8", page("", "utf-8"), None, "utf-8", []),
    ("nothing declared, not utf-8", page("", "cp1252"), None, "cp1252", ["encoding-guessed"]),
    ("utf-8 declared as latin1", page("iso-8859-1", "utf-8"), None, "utf-8", ["encoding-guessed"]),
    ("utf-8 said to be latin1 by the header", page("", "utf-8"), "latin1", "utf-8", ["encoding-guessed"]),
    ("latin1 declared as utf-8", page("utf-8", "cp1252"), None, "cp1252", ["encoding-guessed"]),
    ("no such label", page("klingon", "utf-8"), None, "utf-8", []),
    ("utf-16 in the page itself is not", page("utf-16", "utf-8"), None, "utf-8", []),
    ("a declaration in a comment", b"<!-- <meta charset=koi8-r> -->" + page("latin1", "cp1252"), None, "cp1252", []),
    ("a late declaration", b"<!doctype html>" + b" " * 2000 + page("latin1", "cp1252"), None, "cp1252", []),
    ("xml", b"<?xml version='1.0' encoding='windows-1252'?>" + page("", "cp1252"), None, "cp1252", []),
    (
        "content-type",
        HEAD.format('<meta http-equiv=Content-Type content="text/html; charset = latin1">', WORDS).encode("cp1252"),
        None,
        "cp1252",
        [],
    ),
    (
        "mojibake",
        page("utf-8", "utf-8", WORDS.encode().decode("latin-1")),
        None,
        "utf-8",
        ["encoding-repaired"],
    ),
]


@pytest.mark.parametrize(
    ("data", "charset", "encoding", "codes"), [row[1:] for row in CASES], ids=[r[0] for r in CASES]
)
def test_encodings(data: bytes, charset: str | None, encoding: str, codes: list[str]) -> None:
    read = decoded(data, charset)
    assert WORDS in read.text
    assert read.encoding == encoding
    assert [finding.code for finding in read.findings] == codes
    assert len(read.starts) == len(read.text) + 1


def test_a_stray_byte_in_utf_8() -> None:
    read = decoded(page("utf-8", "utf-8").replace(b"paid", b"pa\xefd"))
    assert "“Ørsted” païd" in read.text
    assert [finding.code for finding in read.findings] == ["encoding-guessed"]


def test_a_cut_character_is_told() -> None:
    read = decoded(page("utf-8", "utf-8", WORDS * 9) + b"\xe2\x80")
    assert read.text.endswith("\ufffd\ufffd")
    assert [finding.code for finding in read.findings] == ["characters-replaced"]


@pytest.mark.parametrize("words", ["SÃO PAULO", "CAFÉ » closed", "Ân Â b", "à la carte", "Ångström £5"])
def test_what_only_looks_like_mojibake_stays(words: str) -> None:
    assert words in decoded(page("utf-8", "utf-8", words)).text


LABELS = [
    ("latin1", "cp1252"),
    (" ISO-8859-1 ", "cp1252"),
    ("ascii", "cp1252"),
    ("gb2312", "gb18030"),
    ("shift_jis", "cp932"),
    ("euc-kr", "cp949"),
    ("utf8", "utf-8"),
    ("utf-16le", "utf-8"),
    ("idna", None),
    ("", None),
    ("rot13", None),
]


@pytest.mark.parametrize(("label", "codec"), LABELS)
def test_labels(label: str, codec: str | None) -> None:
    assert codec_of(label) == codec


ENCODINGS = ["utf-8", "utf-16-le", "cp932", "gb18030", "big5", "iso2022_jp", "cp1251"]
DECLARED = [None, "utf-8", "gb18030", "iso-2022-jp", "shift_jis", "big5", "utf-16"]


@given(st.text(max_size=60), st.sampled_from(ENCODINGS))
def test_each_character_leads_back_to_its_bytes(words: str, encoding: str) -> None:
    data = words.encode(encoding, "ignore")
    mark = b"\xff\xfe" if encoding == "utf-16-le" else b""
    read = decoded(mark + data, encoding)
    assert len(read.starts) == len(read.text) + 1
    assert list(read.starts) == sorted(read.starts)
    assert (read.starts[0], read.starts[-1]) == (len(mark), len(mark + data)) or not read.text
    if encoding == "utf-8" and not read.findings and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        for at, character in enumerate(read.text):
            saved = data[read.starts[at] : read.starts[at + 1]].decode("utf-8")
            assert saved == character or (saved, character) == ("\0", "\ufffd")


@given(st.binary(max_size=200), st.sampled_from(DECLARED))
def test_any_bytes_are_read(data: bytes, charset: str | None) -> None:
    read = decoded(data, charset)
    read.text.encode("utf-8")
    assert len(read.starts) == len(read.text) + 1
    assert all(0 <= start <= len(data) for start in read.starts)
    assert all(one < other for one, other in itertools.pairwise(read.starts))


@pytest.mark.parametrize(
    ("data", "encoding", "starts"),
    [
        (b"A\x00\xda\xdc\x00", "utf-16-le", [0, 2, 4, 5]),  # half of a pair, then half a character
        (b"A\x00\x3d\xd8B\x00", "utf-16-le", [0, 2, 4, 6]),  # half of a pair before a letter
        (b"A\xff\xda\x14", "big5hkscs", [0, 1, 2, 3, 4]),
        (b"\xa3\xd8A\xd87", "gb18030", [0, 2, 3, 4, 5]),
    ],
)
def test_broken_characters_have_bytes_of_their_own(data: bytes, encoding: str, starts: list[int]) -> None:
    assert list(decoded(data, encoding).starts) == starts
