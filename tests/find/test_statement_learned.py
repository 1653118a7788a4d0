"""Statements with the trained network: it finds what no rule names and how far it goes, and leaves out look-alikes.

In the cases `[[…]]` encloses a content that must be found, give or take a word at its ends.
"""

import os
import subprocess
import sys

import pytest

from onrecord.export.jsonl import reading_json
from onrecord.find.drafts import Draft
from onrecord.find.statement_learned import _speaker_outside
from onrecord.find.statements import seen_alone
from onrecord.layers import Layers, Method
from onrecord.reader import layers_of, read
from onrecord.records import Statement
from onrecord.text import Span
from tests.conftest import marked


def layers(text: str, kind: str = "news", reader: Method = "trained") -> Layers:
    return layers_of(text, published="2024-05-02", kind=kind, upto=("statements",), reader=reader)


def found(statements: list[Statement], start: int, end: int) -> list[Statement]:
    """The statements of which one piece of content shares at least four fifths of its characters with the span."""

    def near(one: Statement) -> bool:
        return any(
            5 * (min(end, piece.end) - max(start, piece.start)) >= 4 * (max(end, piece.end) - min(start, piece.start))
            for piece in one.content
        )

    return [one for one in statements if near(one)]


SAID = [
    ("[[Norway will close the port]], Minister Anna Berg said on Monday.", None),
    ("Minister Anna Berg said that [[the two navies would patrol the strait together]].", "Anna Berg"),
    ("“[[We will not wait for another winter]],” Minister Anna Berg told reporters in Oslo.", "Anna Berg"),
    ("According to Minister Anna Berg, [[the ferries will sail again in June]].", "Anna Berg"),
    ("Minister Anna Berg denied that [[any ship had been sold]].", "Anna Berg"),
    ("Minister Anna Berg warned that [[the ice road might not hold and that the lorries had to wait]].", "Anna Berg"),
    ("Minister Anna Berg expressed concern that [[the talks had stalled]].", "Anna Berg"),
    ("Fishermen on the coast complain that [[the fines are too high]].", None),
    ("The mayor’s claim that [[the bridge is safe]] was repeated on Tuesday by two engineers.", None),
    ("Minister Anna Berg promised [[to pay the fishermen before the summer]].", "Anna Berg"),
    ("Asked about the delay, Minister Anna Berg replied: “[[Ask the shipyard]].”", "Anna Berg"),
    ("Two officials familiar with the talks said [[the draft left out the prisoners]].", None),
]

OFFICIAL = [
    ("President Berg underscored [[the importance of safe passage through the strait]].", None),
    ("The two leaders reaffirmed [[their commitment to the defence of the islands]].", None),
    ("The Secretary thanked the Minister and emphasized that [[the alliance would remain open to new members]].", None),
    ("The Ministers welcomed [[the progress made by the joint working group on shipping]].", None),
]

SILENT = [
    "The old lighthouse stands on a rock north of the harbour.",
    "Two people were hurt when a lorry hit a bus near Narvik on Monday.",
    "The frigate sailed from Bergen to Malta in nine days.",
    "Prices of cod rose by four per cent in March.",
    "Anna Berg, who is 52, was born in Tromsø and studied law there.",
    "The ship is called “Northern Star” and carries forty containers.",
    "Norway bought six patrol boats in 2019 and four more in 2021.",
    "The talks between the two ministries lasted until midnight.",
]


def _held(case: str, kind: str) -> list[Statement]:
    text, spans = marked(case)
    statements = layers(text, kind).statements
    return [one for start, end in spans for one in found(statements, start, end)]


@pytest.mark.parametrize(("case", "actor"), SAID)
def test_what_is_said_in_news(case: str, actor: str | None) -> None:
    statements = _held(case, "news")
    assert statements
    assert actor is None or any(actor in one.actor for one in statements)


@pytest.mark.parametrize(("case", "actor"), OFFICIAL)
def test_what_is_said_in_official_texts(case: str, actor: str | None) -> None:
    statements = _held(case, "readout")
    assert statements
    assert actor is None or any(actor in one.actor for one in statements)


@pytest.mark.parametrize("text", SILENT)
def test_what_nobody_says(text: str) -> None:
    assert not layers(text).statements


def test_a_quotation_broken_by_its_cue_is_one_statement_and_what_follows_it_another() -> None:
    text = (
        "“The port is closed,” Minister Anna Berg said, “and it stays closed. We checked.”\n\n“Nobody will pay for it.”"
    )
    first, *rest = layers(text).statements
    assert first.content[0].exact == "The port is closed"
    assert len(first.content) == 2
    assert all(one.actor == ("Anna Berg",) for one in (first, *rest))
    assert any(one.cue is None and "Nobody will pay" in one.content[0].exact for one in rest)


def test_what_is_reported_within_a_statement_says_so() -> None:
    text = "Minister Anna Berg said that Finland had promised to open its ports."
    outer, inner = layers(text).statements
    assert inner.within == outer.id
    assert inner.actor == ("Finland",)


def test_every_statement_tells_how_sure_the_network_is_and_the_rules_tell_nothing_of_it() -> None:
    text = "Minister Anna Berg said that the two navies would patrol the strait together."
    assert all(one.why and one.why.sure is not None and 0 < one.why.sure <= 1 for one in layers(text).statements)
    assert all(one.why and one.why.sure is None for one in layers(text, reader="rules").statements)


def test_the_network_alone_sees_what_the_rules_do_not_name() -> None:
    one = layers("Minister Anna Berg said that the two navies would patrol the strait together.")
    (alone,) = seen_alone(one, one.seen.pieces)
    assert alone.why is not None
    assert alone.why.rule == "learned"


def test_the_records_do_not_hang_on_the_number_of_threads() -> None:
    text = "Norway will close the port, Minister Anna Berg said. She feared that the ice would not hold. " * 12
    program = (
        "import sys; from onrecord import read; from onrecord.export.jsonl import reading_json; "
        "print(reading_json(read(sys.argv[1])))"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", program, text],
            env=os.environ | {"OMP_NUM_THREADS": threads, "OPENBLAS_NUM_THREADS": threads},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for threads in ("1", "2", "8")
    }
    assert said == {reading_json(read(text)) + "\n"}


def test_the_rules_read_where_neither_onnxruntime_nor_tokenizers_is_installed() -> None:
    program = (
        "import sys; sys.modules['onnxruntime'] = sys.modules['tokenizers'] = sys.modules['threadpoolctl'] = None\n"
        "from onrecord import read\n"
        "print(len(read('Norway will close the port, Minister Anna Berg said.', reader='rules').statements))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "1"


@pytest.mark.parametrize("name", ["onnxruntime", "tokenizers"])
def test_who_reads_with_the_network_and_lacks_its_packages_is_told_what_to_do(name: str) -> None:
    program = (
        f"import sys; sys.modules[{name!r}] = None\nfrom onrecord import read\nread('Norway will close the port.')"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert f"{name} is not installed: pip install {name}, or read with --reader rules" in done.stderr


def test_a_quotation_has_the_cue_of_its_own_paragraph() -> None:
    text = (
        "Norway will close the port, Minister Anna Berg said on Tuesday.\n\n"
        "“Our crews,” she added, “will not wait another ten years.”\n\n"
        "“The contract is nearly ready,” said Olof Lind, her deputy.\n\n"
        "“It will be signed before the summer.”\n"
    )
    actors = {one.content[0].exact: one.actor for one in layers(text).statements}
    assert actors["The contract is nearly ready"] == ("Olof Lind",)
    assert actors["It will be signed before the summer"] == ("Olof Lind",)
    assert actors["Our crews"] == ("Anna Berg",)


def test_what_is_said_does_not_go_on_from_a_headline_into_the_text() -> None:
    text = (
        "Norway to deliver patrol boats\n\nNorway will deliver six patrol boats to Malta by the end of 2026, Defence "
        "Minister Anna Berg said on Monday. “We will train the crews,” she added."
    )
    below = text.index("\n")
    assert all(piece.end <= below or piece.start > below for one in layers(text).statements for piece in one.content)
    assert len(layers(text).statements) == 2


def test_a_quotation_far_below_is_not_given_to_who_spoke_last() -> None:
    filler = "The harbour was built in 1932. Its piers are of stone.\n\n" * 20
    text = (
        f"Minister Olof Lind said: “We will send two ships.”\n\n{filler}“The talks have failed and the treaty is dead.”"
    )
    far = [one for one in layers(text).statements if "treaty is dead" in one.content[0].exact]
    assert all(not one.actor for one in far)


@pytest.mark.parametrize(
    "text",
    [
        "“" + "Minister Olof Lind said on Monday that the ministry would send two ships to the port of Gdynia. ",
        ("“" + "Minister Olof Lind said on Monday that the ministry would send two ships to the port of Gdynia. ") * 10,
        '"We will stay," the defence minister said. ' * 40,
        "said\n" * 400,
        "“He said " * 200 + "we go" + "” " * 200,
    ],
)
def test_neither_speaker_nor_cue_stands_in_what_is_said_or_runs_over_a_sentence(text: str) -> None:
    one = layers(text)
    for said in one.statements:
        for part in (said.speaker, said.cue):
            assert part is None or not any(piece.span.overlaps(part.span) for piece in said.content)
            assert part is None or len({one.parse.sentence[token] for token in one.parse.tokens(*part.span)}) == 1


def test_a_mark_right_before_the_cue_is_no_speaker() -> None:
    """The network may see the cue within the speaker's words; what is left of them must be words."""
    draft = Draft(3, Span(1, 5), [Span(10, 20)], "learned", subject=2, speaker=Span(0, 8))
    _speaker_outside(draft)
    assert (draft.speaker, draft.subject) == (None, None)
    draft = Draft(3, Span(5, 9), [Span(10, 20)], "learned", subject=0, speaker=Span(0, 9))
    _speaker_outside(draft)
    assert draft.speaker == Span(0, 4)


def test_nobody_goes_on_in_the_turn_of_another() -> None:
    text = (
        "MARK LIND: No, that is not true. I spoke to Secretary Berg this morning and he assured me that there are no "
        "plans to pull out. As for Japan, we have invited the Prime Minister, and I hope she can come.\n\n"
        "Q: Tom Weller, Reuters. Would NATO consider sending peacekeepers to Norway?\n\nMARK LIND: We will see."
    )
    question = text.index("Q: Tom")
    said = layers_of(text, kind="transcript", upto=("statements",)).statements
    assert any(one.cue and one.cue.exact == "assured" for one in said)
    assert not any(one.content[0].start < question < one.content[-1].end for one in said)
