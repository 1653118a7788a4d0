"""The sentence around some words of a text."""

import pytest

from onrecord.store.texts import sentence_around

# The words are the first that are marked, their sentence the second.
SENTENCES = [
    ("a sentence", "It met. [[Norway [[will pay]] for it.]] So it said."),
    ("a dash of a list", "They agreed:\n\n- [[Norway [[will pay]] for it.]]\n- Sweden will not."),
    ("a number of a list", "They agreed:\n\n12. [[Norway [[will pay]] for it.]]\n13. Sweden will not."),
    ("a list in a list", "They agreed:\n1. So:\n  - [[Norway [[will pay]] for it.]]\n  - Sweden will not."),
    ("an item in small letters", "They agreed:\n\n12. [[to [[pay for]] it;]]\n13. to build."),
    ("the first line", "- [[Norway [[will pay]] for it.]]"),
    ("initials", "It met.\n\n[[J. Doe [[will pay]] for it.]]"),
    ("a dash in a line", "It met. [[Norway - and Sweden - [[will pay]].]]"),
    ("words of the mark itself", "It met.\n\n[[3[[. It will]] pay.]]"),
]


@pytest.mark.parametrize("text", [row[1] for row in SENTENCES], ids=[row[0] for row in SENTENCES])
def test_the_sentence_is_without_what_we_set_before_an_item(text: str) -> None:
    outer, inner = text.index("[["), text.rindex("[[")
    closed, end = text.index("]]"), text.rindex("]]")
    plain = text.replace("[[", "").replace("]]", "")
    found = sentence_around(plain, inner - 2, closed - 4)
    assert (found.start, found.end) == (outer, end - 6)
    assert found.exact == plain[outer : end - 6]


def test_a_sentence_without_end_is_cut_between_words() -> None:
    """But for words that have no end either."""
    words = " ".join(f"word{number}" for number in range(400))
    start = words.index("word200")
    found = sentence_around(words, start, start + 7)
    assert words[found.start : found.end] == found.exact
    assert found.exact.split() == [one for one in words.split() if one in found.exact.split()]
    assert 1100 < len(found.exact) <= 1207
    endless = "x" * 3000
    assert sentence_around(endless, 1500, 1503).exact == "x" * 1203
    assert sentence_around(endless, 0, 3000).exact == endless
