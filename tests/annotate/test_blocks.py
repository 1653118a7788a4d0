"""The layout of a document: what is headline, paragraph, item, turn and furniture."""

import pytest

from onrecord.reader import layers_of

ARTICLE = """Minister hints at new patrols
By Jane Q. Roe
OSLO, Nov. 3 (Fjordnews) -- The minister said patrols may resume.

Next steps
The navy will report in May.
###
"""


def blocks_of(text: str) -> list[tuple[str, str]]:
    """Label and words of each block."""
    layers = layers_of(text, upto=("block",))
    return [(mark.label, layers.text[mark.start : mark.end]) for mark in layers.layer("block")]


def test_a_news_article_falls_into_its_parts() -> None:
    """The dateline is cut off its paragraph; end marks are furniture."""
    assert blocks_of(ARTICLE) == [
        ("headline", "Minister hints at new patrols"),
        ("byline", "By Jane Q. Roe"),
        ("dateline", "OSLO, Nov. 3 (Fjordnews) --"),
        ("paragraph", "The minister said patrols may resume."),
        ("heading", "Next steps"),
        ("paragraph", "The navy will report in May."),
        ("furniture", "###"),
    ]


@pytest.mark.parametrize("bullet", ["- ", "• ", "* ", "1. ", "(a) ", "iv. ", "– "])
def test_list_items_lose_their_bullets(bullet: str) -> None:
    """The item is the words, whatever stands before them."""
    assert ("item", "Hold talks twice a year.") in blocks_of(f"They agreed to:\n{bullet}Hold talks twice a year.\n")


@pytest.mark.parametrize(
    "line",
    [
        "MR. ROE:  We will.",
        "Q    Will you?",
        "PRESIDENT VAN DER BERG: Yes.",
        "SENIOR OFFICIAL (Navy): Perhaps.",
        "GEN. ROE: We will.",
        "REPORTER 2: Will you?",
        "SPOKESWOMAN: Perhaps.",
    ],
)
def test_a_speaker_label_opens_a_turn(line: str) -> None:
    """The label is a block of its own, the words a paragraph."""
    labels = [label for label, _ in blocks_of(line)]
    assert labels == ["turn", "paragraph"]


@pytest.mark.parametrize(
    "head",
    ["OSLO -", "OSLO, Nov. 3 --", "NEW DELHI, 9 Sept 2024 -", "NEW DELHI, 9 September, 2024 –", "OSLO, May 3, 2024 —"],
)
def test_a_dateline_tells_the_day_in_any_order(head: str) -> None:
    """With or without a year, the day before or after the month."""
    assert blocks_of(f"{head} The minister said it would open.")[0] == ("dateline", head)


@pytest.mark.parametrize("town", ["EINDHOVEN", "NEW DELHI", "PORT MORESBY", "RAMALLAH, West Bank"])
def test_a_town_before_a_colon_is_a_dateline(town: str) -> None:
    """As papers of South Asia write it."""
    assert blocks_of(f"The road\n\n{town}: The minister said it would open.")[1:] == [
        ("dateline", f"{town}:"),
        ("paragraph", "The minister said it would open."),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "WARNING: The road is closed to lorries.",
        "SMITH: The road is closed to lorries.",
        "GENERATING POWER: The two states will build a dam.",
        "REPAIRING ROADS: The two states will mend the road.",
        "By the end of May the two navies will train.",
        "Question time begins at noon in the lower house.",
        "U.S. officials – and others – declined to speak.",
        "A treaty: that is what they want.",
        "NATO said it would help.",
    ],
)
def test_look_alikes_are_paragraphs(line: str) -> None:
    """Words that only resemble a byline, a turn or a dateline stay in the text."""
    assert blocks_of(f"The first paragraph ends here.\n{line}")[1] == ("paragraph", line)


def test_a_wire_story_in_one_run_falls_into_its_parts() -> None:
    """Slugs, headline, byline, dateline and sign-off are told apart without any line end."""
    text = (
        "(LEAD) Fjord bridge(LEAD) Minister says 'bridge is safe' after storm(ATTN: ADDS remarks)By Ada Roe "
        "OSLO, Dec. 2 (Fjordnews) -- The bridge is safe, the minister said. It opens Monday. ada@fjord.example(END)"
    )
    assert [label for label, _ in blocks_of(text)] == [
        "furniture", "headline", "furniture", "headline", "furniture", "byline", "dateline", "paragraph", "furniture",
    ]  # fmt: skip


def test_a_heading_in_capitals_is_no_speaker() -> None:
    """A label that opens one paragraph only, and is no title, is part of the text."""
    text = "BUILDING BETTER BRIDGES: The two states will build.\nSAFER SEAS: They will patrol."
    assert [label for label, _ in blocks_of(text)] == ["paragraph", "paragraph"]


def test_wrapped_lines_are_joined_and_blank_lines_part_them() -> None:
    """Text wrapped at a fixed width is read as paragraphs, not as lines."""
    line = "The two ministers met on the island and spoke about the bridge "
    text = "\n".join([line.strip()] * 5 + ["and left.", ""] + [line.strip()] * 5 + ["and stayed."])
    assert [label for label, _ in blocks_of(text)] == ["paragraph", "paragraph"]


def test_every_word_but_bullets_lies_in_one_block() -> None:
    """Blocks neither overlap nor leave words out."""
    layers = layers_of(ARTICLE, upto=("block",))
    covered = [offset for mark in layers.layer("block") for offset in range(mark.start, mark.end)]
    assert len(covered) == len(set(covered))
    left_out = {layers.text[i] for i in set(range(len(layers.text))) - set(covered)}
    assert all(character.isspace() for character in left_out)


@pytest.mark.parametrize(
    ("opening", "known"),
    [
        ("NEW DELHI, Dec. 5, 2024: ", True),
        ("Kongsberg, Norway, 20 June 2025 - ", True),
        ("KONGSBERG, Norway, June 20, 2025 /PRNewswire/ -- ", True),
        ("Oslo, 20 June 2025 – ", True),
        ("Paris Agreement, 12 December 2015 - ", False),
        ("WARNING, May 5, 2024: ", False),
    ],
)
def test_datelines_of_the_press_and_of_releases(opening: str, known: bool) -> None:
    labels = [label for label, _ in blocks_of(f"{opening}The firm said that it will build a plant.")]
    assert ("dateline" in labels) is known
