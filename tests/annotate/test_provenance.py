"""Provenance: what texts of our own say of themselves."""

from typing import Any

import pytest

from onrecord.reader import layers_of
from onrecord.records import Provenance

NEWS = """Minister promises quick repair of border road

The transport minister said on Tuesday that the road would be open by May. "It will be done," he told reporters.
Residents said they had heard that before. "We will see," one of them said, and others said much the same.
"""
READOUT = """Vice President Kamala Harris met today with Prime Minister Ann Example of Norway. They discussed fishing.
The Vice President thanked the Prime Minister and underscored the value of the treaty. They welcomed talks.
"""
JOINT = """We, the leaders of Japan, the Republic of Korea, and the United States, met today to renew our partnership.
We reaffirm our commitment to safe seas. We will consult each other, and we welcome the work of our ministries.
"""
TALK = """REPORTER: Thank you for coming. Will you sign?

PRIME MINISTER: I think I will, and I thank you for asking.

REPORTER: When will you do it?

PRIME MINISTER: I will tell you as soon as I know it myself.
"""
SHEET = """FACT SHEET: Harbour Works

The United States will fund new cranes.

- The United States will provide two cranes.

- Norway will build one pier.
"""


def provenance(text: str, **given: Any) -> Provenance:
    return layers_of(text, upto=("provenance",), **given).provenance


@pytest.mark.parametrize(
    ("text", "kind"),
    [(NEWS, "news"), (READOUT, "readout"), (JOINT, "communique"), (TALK, "transcript"), (SHEET, "factsheet")],
)
def test_kind(text: str, kind: str) -> None:
    assert provenance(text).kind == kind


@pytest.mark.parametrize(
    ("text", "issuers"),
    [
        (NEWS, ()),
        (READOUT, ("United States",)),
        (JOINT, ("Japan", "South Korea", "United States")),
        (
            "Minister Ann Example of Norway and Minister Bo Example of Sweden met today. The two ministers discussed "
            "tolls and agreed to lower them. The two ministers welcomed the new bridge.",
            ("Norway", "Sweden"),
        ),
        # between whom the headline says that it is
        (
            "Joint Statement of the Third Coast Guard Dialogue between Norway and Denmark\n\n1. The two sides agreed "
            "to hold a patrol each year.",
            ("Norway", "Denmark"),
        ),
        # by whom the headline says that it is
        (
            "Joint statement by Norway on the raid\n\nThe raid on the ferry was wrong, and we condemn it in full.",
            ("Norway",),
        ),
        # a guest whose country stands at his first name alone is no official at home
        (
            "Readout of the Minister's call\n\nThe Minister spoke today with Peruvian Foreign Minister Juan Example. "
            "Minister Example said that the port would open.",
            (),
        ),
        # a state that speaks in its own name
        (
            "Norway condemns the raid on the ferry. We call on all to show restraint, and we will help the crew.",
            ("Norway",),
        ),
        # a state that is only named, however often, is not the one that speaks
        ("Israel has accepted the plan. Israel will withdraw. We welcome the step that Israel has taken.", ()),
        ("In May the United States left the fund. We regret it, and we commit to filling the gap.", ()),
        # a speaker names others: the foreign guest's state is not the speaker's
        ("I am glad that Ann Example, Prime Minister of Norway, came. I thank Norway.", ()),
    ],
)
def test_issuers(text: str, issuers: tuple[str, ...]) -> None:
    assert provenance(text).issuers == issuers


@pytest.mark.parametrize(
    ("opening", "publisher", "credits"),
    [
        ("The port was closed on Monday, Examplenews.Az reports, citing Reuters.", "Examplenews.Az", ("Reuters",)),
        ("The port was closed, Caliber.Az reports per foreign media.", "Caliber.Az", ("foreign media",)),
        ("OSLO, Nov. 3 (Reuters) -- The port was closed.", "Reuters", ()),
        ("The port was closed, Yonhap reported.", None, ("Yonhap",)),
        ("According to the plan, the port was closed.", None, ()),
        ("According to Kyodo News, the port was closed.", None, ("Kyodo News",)),
        ("The minister reports to the king.", None, ()),
        ("CNN has reached out to the mayor, who told CNN nothing.", "CNN", ()),
        ("He told Reuters so. She told Reuters as much.", "Reuters", ()),
        ("He told Reuters so. She told Axios as much.", None, ()),
        ("He told the mayor so. She told Reuters as much.", None, ()),
        ("CNN has asked the mayor, who told Reuters nothing.", "CNN", ("Reuters",)),
        ("The port was closed, state broadcaster CCTV said.", None, ("CCTV",)),
        ("Norway has asked the mayor to reply.", None, ()),
    ],
)
def test_publisher_and_credits(opening: str, publisher: str | None, credits: tuple[str, ...]) -> None:
    found = provenance(opening + ' "It was," said the mayor. He said he was sure. "Yes," he said.')
    assert (found.publisher, found.credits) == (publisher, credits)
    assert found.sourcing == ("secondary" if credits else "primary")


@pytest.mark.parametrize(
    ("opening", "published"),
    [
        ("OSLO, Nov. 3 (Reuters) -- ", "XXXX-11-03"),
        ("OSLO, 3 November 2021 (Reuters) -- ", "2021-11-03"),
        ("2021-11-03\n\n", "2021-11-03"),
        ("In 1999 it rained. ", None),
    ],
)
def test_date_of_the_text(opening: str, published: str | None) -> None:
    found = provenance(opening + "The port was closed, said the mayor. He said it was the wind.")
    assert found.published == published


def test_what_the_caller_gives_comes_first() -> None:
    text = "OSLO, Nov. 3 (Reuters) -- The port was closed, the mayor said."
    found = provenance(text, published="2020-01-02", publisher="The Example", kind="speech")
    assert (found.published, found.publisher, found.kind) == ("2020-01-02", "The Example", "speech")
    assert "publisher" not in found.anchors


def test_author_and_anchors() -> None:
    text = NEWS + "\nBy Ann Example"
    found = provenance(text)
    assert found.author == "Ann Example"
    assert all(text[one.start : one.end] == one.exact for held in found.anchors.values() for one in held)


@pytest.mark.parametrize("text", ["", "\n", "©", "By", "(Reuters) --", "reports", "2021-99-99"])
def test_any_text_is_taken(text: str) -> None:
    provenance(text)
