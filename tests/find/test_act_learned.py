"""Acts with the trained model: it finds what no rule names, leaves out look-alikes, and keeps what the rules know.

In the cases `[[…]]` encloses an undertaking that must be found, give or take a word at its ends.
"""

import pytest

from onrecord.layers import Layers
from onrecord.reader import layers_of, read
from onrecord.records import Act
from tests.conftest import marked


def layers(text: str, kind: str = "news") -> Layers:
    return layers_of(text, published="2024-05-02", kind=kind, upto=("acts",))


def found(acts: list[Act], start: int, end: int) -> list[Act]:
    """The acts of which one piece shares at least half of its words with the span."""

    def near(act: Act) -> bool:
        return any(
            2 * (min(end, piece.end) - max(start, piece.start)) >= max(end, piece.end) - min(start, piece.start)
            for piece in act.undertaking
        )

    return [act for act in acts if near(act)]


NEWS = [
    ("Minister Anna Berg said on Monday that Norway will [[send two frigates to Malta]] by 2027.", "plan"),
    ("Norway pledged on Monday to [[deliver six patrol boats to Malta]], the government in Oslo said.", "pledge"),
    ("Finland has asked Norway to [[open its bases to Finnish aircraft]], two officials said.", "request"),
    (
        "The ministers of Norway and Finland agreed to [[set up a joint coast guard]], they said after the talks.",
        "agree",
    ),
    ("Norway could [[station more troops near Narvik]], Minister Anna Berg told reporters on Friday.", "consider"),
    ("Norway’s parliament on Tuesday approved [[the sale of four submarines to Poland]].", "approve"),
    ("Norway has begun [[building a radar station on the island]], officials said.", "advance"),
    ("Denmark postponed [[the delivery of the helicopters]] until next spring, the ministry said.", "delay"),
    ("Norway refused to [[hand over the two officers]], saying that they had broken no law.", "refuse"),
    ("Malta scrapped [[its plan to buy the patrol boats]] after the election.", "withdraw"),
    ("Finland condemned [[Norway’s decision to close the border crossing]].", "object"),
    ("Minister Anna Berg welcomed Finland’s decision to [[join the patrols]].", "endorse"),
    ("Norway and Finland are discussing [[a joint purchase of air defence missiles]], officials said.", "discuss"),
    ("Norway offered to [[host the next round of talks]], Minister Anna Berg said.", "propose"),
]

OFFICIAL = [
    ("The two Presidents committed to [[expand joint exercises at sea]].", "pledge"),
    ("We will [[establish a fund of $40 million for coastal radar]].", "pledge"),
    ("The Ministers agreed to [[hold the next consultation in Oslo in the spring]].", "agree"),
    ("President Berg reaffirmed Norway’s commitment to [[defend its allies in the Baltic Sea]].", "reaffirm"),
    ("The leaders discussed [[efforts to deepen cooperation on shipbuilding]].", "discuss"),
    ("They called on all parties to [[return to the talks without conditions]].", "request"),
    ("The leaders welcomed [[the launch of a dialogue on cyber defence]].", "endorse"),
    ("Norway has provided [[$3 billion in military assistance to Ukraine]] since 2022.", "advance"),
]

LOOK_ALIKES = [
    "It could rain on the coast tomorrow, forecasters said.",
    "The plans of the old harbour hang in the museum.",
    "Two people were hurt when a lorry hit a bus near Narvik on Monday, police said.",
    "The alliance is stronger than ever, and our peoples share the same values.",
    "The minister agreed with her critics that the winter had been hard.",
    "Fans expect a warm welcome for the team when it lands in Oslo.",
    "The bridge was built in 1932 by a company from Bergen.",
    "Prices will rise faster than wages this year, economists say.",
    "Anna Berg, who is 52, was born in Tromsø and studied law.",
    "Analysts said the election had been the closest in decades.",
]


@pytest.mark.parametrize(("case", "kind"), NEWS)
def test_acts_in_news(case: str, kind: str) -> None:
    text, ((start, end),) = marked(case)
    assert kind in {act.kind for act in found(layers(text).acts, start, end)}


@pytest.mark.parametrize(("case", "kind"), OFFICIAL)
def test_acts_in_official_texts(case: str, kind: str) -> None:
    text, ((start, end),) = marked(case)
    assert kind in {act.kind for act in found(layers(text, "readout").acts, start, end)}


@pytest.mark.parametrize("text", LOOK_ALIKES)
def test_look_alikes_are_no_acts(text: str) -> None:
    assert layers(text).acts == []


def test_what_goes_on_is_never_put_off() -> None:
    text = (
        "Frigates for Malta\n\nNorway approved the sale of two frigates to Malta on Monday. The talks between the two "
        "governments continue this week, and officials expect further meetings before the end of the year."
    )
    assert {act.kind for act in layers(text).acts} <= {"approve", "advance", "reaffirm", "discuss", "plan"}


def test_an_act_that_both_find_keeps_the_name_of_the_rule() -> None:
    (act,) = layers("Norway pledged to deliver six patrol boats to Malta, the government said.").acts
    assert act.why is not None
    assert act.why.rule.startswith("infinitive")
    assert act.why.sure is not None
    assert 0 < act.why.sure <= 1


def test_the_rules_alone_are_not_weighed() -> None:
    text = "Norway pledged to deliver six patrol boats to Malta, the government said."
    (act,) = read(text, reader="rules").acts
    assert act.why is not None
    assert act.why.sure is None


def test_readers_have_fingerprints_of_their_own() -> None:
    text = "Norway pledged to deliver six patrol boats to Malta, the government said."
    assert read(text).reader != read(text, reader="rules").reader


def test_the_same_text_gives_the_same_reading() -> None:
    text = "Norway pledged to deliver six patrol boats to Malta, the government said."
    assert read(text) == read(text)


def test_an_undertaking_stays_within_its_sentence() -> None:
    text = "Norway will send two frigates. Finland has asked Norway to open its bases. Malta could host talks."
    parse = layers(text).parse
    for act in layers(text).acts:
        for piece in act.undertaking:
            tokens = parse.tokens(piece.start, piece.end)
            assert len({parse.sentence[token] for token in tokens}) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Neither Norway nor Malta has agreed to extend the treaty.",
        "Neither Norway nor Malta agreed to send troops to Chad.",
        "No country signed the treaty.",
        "Norway has never pledged to send ships to Malta.",
        "Norway no longer plans to deliver missiles to Malta.",
        "Neither Norway nor Malta will send jets to Chad.",
        "No country pledged to send tanks to Malta.",
    ],
)
def test_what_is_negated_is_no_undertaking(text: str) -> None:
    assert {act.kind for act in layers(text).acts} <= {"refuse"}


def test_what_is_pledged_not_to_be_done_keeps_its_not() -> None:
    text = (
        "Joint statement of the Republic of Korea and the Republic of Peru\n\nPeru will not deploy drones at the base."
    )
    [act] = read(text).acts
    assert [piece.exact for piece in act.undertaking] == ["not deploy drones at the base"]
