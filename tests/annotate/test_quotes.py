"""Quotations of every kind, and the marks that are none."""

import pytest

from onrecord.reader import layers_of
from onrecord.records import Mark
from tests.conftest import marked


def quotes(text: str) -> list[Mark]:
    return layers_of(text, upto=("quote",)).layer("quote")


QUOTATIONS = [
    'The envoy said "[[the door stays open]]" on Monday.',
    "The envoy said “[[the door stays open]]” on Monday.",
    "“[[The door stays open,]]” the envoy said. “[[We will wait.]]”",
    "The envoy said ‘[[the door stays open]]’ on Monday.",
    "The envoy said '[[the door stays open]]' on Monday.",
    "Envoy says door '[[stays open]]' after talks",
    "«[[The door stays open]]», the envoy said.",
    "The envoy said „[[the door stays open]]“ on Monday.",
    "The envoy said „[[the door stays open]]” on Monday.",
    "The envoy said ``[[the door stays open]]'' on Monday.",
    "The envoy said ''[[the door stays open]]'' on Monday.",
    'The envoy said “[[the door stays open]]" on Monday.',
    'The envoy said "[[the door stays open]]” on Monday.',
    "“[[She told me ‘[[never again]]’ and left,]]” he said.",
    "\"[[She told me '[[never again]]' and left,]]\" he said.",
    '"[[The so-called "[[deal]]" is off,]]" he said.',
    "'[[The allies' plan is sound,]]' he said.",
    "‘[[It’s the allies’ plan,]]’ he said, ‘[[and it’s sound.]]’",
    'He called it "[[bold]]", "[[new]]" and "[[costly]]".',
    "He called it “[[bold]]”—“[[very bold.]]”",
    "The minister (“[[a friend]]”) left.",
    "“[[Why now?]]” she asked.",
    'He is 6\'2" tall and said "[[yes]]" twice.',
    "“[[Open to the end of the paragraph]]",
    "The ’90s were “[[good years]]” for the states’ fleets.",
    "She said “[[no]]“ and left.",
]

NO_QUOTATIONS = [
    "It's the allies' plan, and it isn't new.",
    "Rock 'n' roll came in the '60s.",
    "The states' rights and the fleets' bases matter.",
    "'Twas a cold night.",
    "The barrel is 12\" wide and 5' long.",
    "They don’t, they won’t, they can’t.",
    "He said the door stays open.",
    '""',
]


@pytest.mark.parametrize("case", QUOTATIONS)
def test_quotation(case: str) -> None:
    text, spans = marked(case)
    assert sorted((mark.start, mark.end) for mark in quotes(text)) == sorted(spans)


@pytest.mark.parametrize("text", NO_QUOTATIONS)
def test_no_quotation(text: str) -> None:
    assert quotes(text) == []


def test_paragraphs_that_run_on_are_open_and_their_successors_continued() -> None:
    text = (
        "The envoy spoke at length on Monday.\n\n“The door stays open.\n\n“It has been open all year.\n\n"
        "“We will wait,” he said.\n\nNobody answered him."
    )
    found = [(text[mark.start : mark.end], mark.value) for mark in quotes(text)]
    assert found == [
        ("The door stays open.", "open"),
        ("It has been open all year.", "open"),
        ("We will wait,", "continued"),
    ]


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    text = "“The door stays open, he said.\n\nThe talks went on. “Good,” she said."
    found = [(text[mark.start : mark.end], mark.value) for mark in quotes(text)]
    assert found == [("The door stays open, he said.", "open"), ("Good,", None)]


def test_labels_tell_single_from_double() -> None:
    text = "“She told me ‘never’,” he said."
    assert [(mark.label, mark.value) for mark in quotes(text)] == [("double", None), ("single", None)]


@pytest.mark.parametrize("text", ['"' * 5000, "“" * 5000, "'" * 5000, "“a ‘" * 2000, "''``" * 1000])
def test_runs_of_marks_do_not_raise(text: str) -> None:
    for mark in quotes(text):
        assert 0 <= mark.start < mark.end <= len(text)
