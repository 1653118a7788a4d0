"""Tokens, sentences and lemmas."""

import pytest

from onrecord.annotate.base import lemma_of
from onrecord.reader import layers_of


def sentences_of(text: str) -> list[str]:
    """The words of each sentence."""
    parse = layers_of(text, upto=("parse",)).parse
    return [text[parse.start[first] : parse.end[stop - 1]] for first, stop in parse.sentences]


@pytest.mark.parametrize(
    "word",
    [
        "Caliber.Az",
        "U.S.",
        "news.example.org",
        "Gen.",
        "Lt.",
        "F-35s",
        "D.C.",
        "vice-president",
        "S.p.A.",
        "A/S",
        "d.o.o.",
    ],
)
def test_one_word_is_one_token(word: str) -> None:
    """Sites, abbreviations and designations are not cut."""
    parse = layers_of(f"Then {word} reports moved on.", upto=("parse",)).parse
    assert word in parse.word


@pytest.mark.parametrize(
    "text",
    [
        "He serves in the U.S. Navy and likes it.",
        "The U.S. and the R.O.K. held talks.",
        "Gen. Ada Roe spoke to Lt. Col. Bo Moe.",
        "Ships of the U.S. sailed on.",
        "Sample S.p.A. agreed to build them.",
        "They bought Probe Sp. z o.o. on Monday.",
        "Sample Co., Ltd. agreed to build them for Probe Corp. in May.",
    ],
)
def test_an_abbreviation_ends_no_sentence(text: str) -> None:
    """The whole line is one sentence."""
    assert sentences_of(text) == [text]


@pytest.mark.parametrize("form", ["S.p.A.", "Corp.", "N.V.", "Ltd."])
def test_a_legal_form_may_end_a_sentence(form: str) -> None:
    """What clearly begins behind it is a sentence of its own."""
    assert len(sentences_of(f"The ministry chose Sample {form} The firm will build them. It will pay for this.")) == 3


def test_sentences_end_at_stops_and_never_cross_blocks() -> None:
    """A headline without a full stop ends with its line."""
    assert sentences_of("Talks open\nThe talks opened. They will go on.") == [
        "Talks open",
        "The talks opened.",
        "They will go on.",
    ]


@pytest.mark.parametrize(
    ("word", "tag", "lemma"),
    [
        ("said", "VBD", "say"),
        ("told", "VBD", "tell"),
        ("reaffirming", "VBG", "reaffirm"),
        ("agreed", "VBN", "agree"),
        ("has", "VBZ", "have"),
        ("’s", "VBZ", "be"),
        ("are", "VBP", "be"),
        ("talks", "NNS", "talk"),
        ("allies", "NNS", "ally"),
        ("n’t", "RB", "not"),
        ("would", "MD", "would"),
        ("’ll", "MD", "will"),
        ("seoul", "NNP", "seoul"),
        ("pledged", "VBD", "pledge"),
        ("denied", "VBD", "deny"),
        ("committed", "VBN", "commit"),
        ("planning", "VBG", "plan"),
        ("refused", "VBD", "refuse"),
        ("urges", "VBZ", "urge"),
        ("withdrew", "VBD", "withdraw"),
        ("men", "NNS", "man"),
    ],
)
def test_lemmas(word: str, tag: str, lemma: str) -> None:
    """Regular, irregular and contracted forms lead to the dictionary form."""
    assert lemma_of(word, tag) == lemma


@pytest.mark.parametrize("text", ["", "   \n\n ", "...", "—", "\u200b", "1", "“", "a" * 30_000, "word " * 9_000])
def test_any_text_is_parsed_and_every_token_stands_where_it_says(text: str) -> None:
    """Nothing raises; each token's span holds its word, and spans run forward."""
    layers = layers_of(text, upto=("parse",))
    parse = layers.parse
    assert [layers.text[a:b] for a, b in zip(parse.start, parse.end, strict=True)] == parse.word
    assert parse.start == sorted(parse.start)
    assert len(parse.sentence) == len(parse.head) == len(parse)


@pytest.mark.parametrize(
    "text",
    [
        "The two sides will meet. " + "a" * 400 + " and and",
        "Farmers met. " + "- The President championed farmers, ranchers, and producers by improving access. " * 160,
        "and " * 4000,
    ],
    ids=["a long word", "one line", "ands"],
)
def test_pieces_of_a_long_text_begin_with_a_word(text: str) -> None:
    """A piece that began with white space could hang on it, and its words on nothing."""
    parse = layers_of(text, upto=("parse",)).parse
    assert "".join(parse.word) == "".join(text.split())
    assert all(0 <= head < len(parse) for head in parse.head)


@pytest.mark.parametrize(
    "text",
    [
        "The foreign ministers of Japan and the United States met in Tokyo on Monday.",
        "The Ministers of Japan and the United States met on Monday.",
    ],
)
def test_the_second_state_hangs_on_the_first(text: str) -> None:
    """The phrase of the ministers is whole."""
    parse = layers_of(text, upto=("parse",)).parse
    assert parse.head[parse.word.index("States")] == parse.word.index("Japan")
    first, last = parse.edges[parse.word.index("of") - 1]
    assert text[parse.start[first] : parse.end[last]] == text[: text.index(" met")]


@pytest.mark.parametrize(
    ("text", "time", "verb"),
    [
        ("The ministry said on Monday it would send two frigates.", "on", "said"),
        ("The minister told reporters on Monday it would send two frigates.", "on", "told"),
        ("The minister said last week the deal was dead.", "week", "said"),
        ("Moscow said on Friday Ukraine had attacked the bridge.", "Friday", "on"),
        ("Moscow said on Friday Ukraine had attacked the bridge.", "Ukraine", "attacked"),
        ("The minister said that on Monday it would send two frigates.", "on", "send"),
    ],
)
def test_a_time_right_behind_a_cue_is_the_cue_s(text: str, time: str, verb: str) -> None:
    """What is said begins behind it."""
    parse = layers_of(text, upto=("parse",)).parse
    assert parse.word[parse.head[parse.word.index(time)]] == verb


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("Norway will send a frigate and Finland will send troops.", {"send": "Norway", "send.": "Finland"}),
        ("Norway will send a ship, and Finland, subject to a vote, will pay.", {"send": "Norway", "pay": "Finland"}),
        ("Norway lifted the ban, and Finland, in exchange for access, agreed to pay.", {"agreed": "Finland"}),
        ("Norway will close the strait and they will open the port.", {"close": "Norway", "open": "they"}),
        # nouns that are only listed, and verbs that have a subject
        ("Norway will send a ship to Latvia and Estonia and lift the ban.", {"send": "Norway", "lift": None}),
        ("Norway bought ships and will buy planes.", {"bought": "Norway", "buy": None}),
        ("Norway met Finland and Sweden, and will meet Denmark.", {"met": "Norway", "meet": None}),
        ("The minister who met Lind and Berg agreed to pay.", {"agreed": "minister"}),
    ],
)
def test_a_clause_has_its_own_subject(text: str, subjects: dict[str, str | None]) -> None:
    parse = layers_of(text, upto=("parse",)).parse
    for verb, subject in subjects.items():
        places = [token for token, word in enumerate(parse.word) if word == verb.rstrip(".")]
        kid = parse.child(places[-1] if verb.endswith(".") else places[0], "nsubj")
        assert (parse.word[kid] if kid is not None else None) == subject


def test_a_subject_behind_as_well_as_is_coordinated() -> None:
    parse = layers_of("Norway as well as Finland promised to pay.", upto=("parse",)).parse
    assert [parse.word[token] for token in parse.conjuncts(0)] == ["Norway", "Finland"]
