"""Acts by the rules: by which words somebody's relation to an undertaking is set, and look-alikes that set none.

In the cases `[[…]]` encloses the undertakings of the acts, in text order.
"""

import pytest

from onrecord.layers import Layers
from onrecord.reader import layers_of
from onrecord.records import Act
from tests.conftest import marked


def layers(text: str, kind: str = "news") -> Layers:
    return layers_of(text, published="2024-05-02", kind=kind, upto=("acts",), reader="rules")


def acts(text: str, kind: str = "news") -> list[Act]:
    return sorted(layers(text, kind).acts, key=lambda one: (one.undertaking[0].start, one.undertaking[-1].end))


# What is said in news: text, kinds of the acts, who does the first.
NEWS = [
    # the modals
    ("Norway will [[deploy two frigates to Iceland]].", "plan", "Norway"),
    ("Norway would [[close the base]] in June.", "plan", "Norway"),
    ("Norway could [[send a hospital ship to Malta]].", "consider", "Norway"),
    ("Norway may [[reopen its embassy in Chad]].", "consider", "Norway"),
    ("Norway might [[sell the submarines]].", "consider", "Norway"),
    ("“Finland must [[pay for the bridge]],” Minister Anna Berg said.", "request", "Anna Berg"),
    ("Minister Anna Berg said Finland should [[withdraw its troops]].", "request", "Anna Berg"),
    ("Norway will not [[sell the submarines]].", "refuse", "Norway"),
    ("“We will [[build a new pier]],” Minister Anna Berg of Norway said.", "plan", None),
    ("Norway is going to [[buy twelve helicopters]].", "plan", "Norway"),
    # who is only described acts for his state; what has a name of its own, or acts for none, keeps it
    ("Norwegian officials will [[inspect the pier]].", "plan", "Norway"),
    ("A senior Norwegian official vowed to [[rebuild the pier]].", "pledge", "Norway"),
    ("Norway's current leadership pledged to [[release the crew]].", "pledge", "Norway"),
    ("The Norwegian Coast Guard will [[inspect the pier]].", "plan", "Norwegian Coast Guard"),
    ("Union officials will [[inspect the pier]].", "plan", "Union officials"),
    # verbs of plans, pledges and decisions
    ("Norway plans to [[expand the port of Narvik]].", "plan", "Norway"),
    ("Norway intends to [[join the fund]].", "plan", "Norway"),
    # what is agreed to be begun is not begun yet; what is denied or doubted is nobody's plan
    ("Norway and Sweden agreed to [[begin construction of the pier]].", "agree", "Norway Sweden"),
    ("Norway began [[construction of the pier]].", "advance", "Norway"),
    ("Minister Anna Berg denied that [[Finland would send troops]].", "refuse", "Anna Berg"),
    ("Minister Anna Berg said that Finland would [[send troops]].", "plan", "Finland"),
    ("Norway is set to [[host the exercise]].", "plan", "Norway"),
    ("Norway has yet to [[ratify the treaty]].", "plan", "Norway"),
    ("[[The report]] has yet to be [[published]].", "plan", None),
    ("Norway pledged to [[deliver six patrol boats]].", "pledge", "Norway"),
    ("Norway promised to [[deliver six patrol boats]] by 2026.", "pledge", "Norway"),
    ("Norway vowed to [[rebuild the pier]].", "pledge", "Norway"),
    ("Norway does not plan to [[close the base]].", "refuse", "Norway"),
    ("Norway has no plans to [[close the base]].", "refuse", "Norway"),
    ("Norway has no intention of [[closing the base]].", "refuse", "Norway"),
    # thinking of it
    ("Norway is considering [[buying twelve helicopters]].", "consider", "Norway"),
    ("Norway is open to [[joining the patrols]].", "consider", "Norway"),
    ("Norway is weighing whether to [[send a hospital ship]].", "consider", "Norway"),
    # requests, offers
    ("Norway asked Finland to [[share radar data]].", "request", "Norway"),
    ("Norway urged Finland to [[release the crew]].", "request", "Norway"),
    ("Norway called on Finland to [[release the crew]].", "request", "Norway"),
    ("Norway called for [[the release of the crew]].", "request", "Norway"),
    ("Norway demanded that [[Finland release the crew]].", "request", "Norway"),
    ("Norway’s request for [[an extension of the lease]] came late.", "request", "Norway"),
    ("Norway called for [[the crew]] to be [[released]].", "request", "Norway"),
    ("Norway called for Finland to [[release the crew]].", "request", "Norway"),
    ("Norway requested [[an extension of the lease for Finland]].", "request", "Norway"),
    ("Norway is to [[host the summit]].", "plan", "Norway"),
    ("“It is time for Finland to [[open the border]],” Minister Anna Berg said.", "request", "Anna Berg"),
    ("“I want to commend Finland for [[opening the border]],” Minister Anna Berg said.", "endorse", "Anna Berg"),
    ("Norway intends to [[sell three boats]], and it may [[sell up to two more]] if they are needed.", "plan consider",
     "Norway"),
    ("Norway’s aim is to [[reopen the strait]].", "plan", "Norway"),
    ("Norway and Finland agreed that the fund would [[open a branch in Turku]].", "agree", None),
    ("Norway offered to [[host the talks]].", "propose", "Norway"),
    ("Norway proposed [[a joint review of the border]].", "propose", "Norway"),
    ("Norway invited Finland to [[join the fund]].", "propose", "Norway"),
    ("Minister Anna Berg said Finland should not [[sell the boats]].", "object", "Anna Berg"),
    # permits, orders
    ("Norway approved [[the sale of the submarines]].", "approve", "Norway"),
    ("Norway allowed Finland to [[use the port]].", "approve", "Norway"),
    ("Minister Anna Berg ordered the navy to [[guard the cable]].", "approve", "Anna Berg"),
    # refusals and objections
    ("Norway refused to [[sell the submarines]].", "refuse", "Norway"),
    ("Norway rejected [[the proposal for a new border post]].", "refuse", "Norway"),
    ("Norway ruled out [[a sale of the submarines]].", "refuse", "Norway"),
    ("Norway declined to [[join the patrols]].", "refuse", "Norway"),
    ("Norway condemned [[the attack on the ferry]].", "object", "Norway"),
    ("Norway opposed [[the sale of the submarines]].", "object", "Norway"),
    ("Minister Anna Berg called [[the tests]] reckless.", "object", "Anna Berg"),
    ("Norway welcomed the decision to [[reopen the strait]].", "endorse", "Norway"),
    ("Norway praised Finland for [[opening the border]].", "endorse", "Norway"),
    # settled, under way, done, taken back
    ("Norway and Finland agreed to [[share radar data]].", "agree", "Norway Finland"),
    ("Norway and Finland signed [[an agreement on fishing]].", "agree", "Norway Finland"),
    ("Norway began [[the construction of the pier]].", "advance", "Norway"),
    ("Norway completed [[the transfer of the submarines]].", "complete", "Norway"),
    ("[[The treaty]] entered into force in March.", "complete", None),
    ("Norway pushed back [[the sale of the submarines]].", "delay", "Norway"),
    ("Norway postponed [[the sale of the submarines]].", "delay", "Norway"),
    ("Norway suspended [[its participation in the treaty]].", "delay", "Norway"),
    ("Norway scrapped [[the plan for a new base]].", "withdraw", "Norway"),
    ("Norway withdrew from [[the treaty]].", "withdraw", "Norway"),
    ("Norway violated [[the ceasefire]].", "breach", "Norway"),
    # what follows is softer
    ("Norway and Finland agreed to explore [[a joint patrol]].", "consider", "Norway Finland"),
    ("Norway and Finland agreed to discuss [[a joint patrol]].", "discuss", "Norway Finland"),
    # one act for each verb of doing
    ("Norway pledged to [[build a pier]], [[train crews]] and [[pay for it]].", "pledge pledge pledge", "Norway"),
    ("Norway will [[close the base]] and [[sell the boats]].", "plan plan", "Norway"),
    # the country is no pronoun
    ("The US will [[withdraw two brigades from Bavaria]].", "plan", "United States"),
]  # fmt: skip

# What issuers say of themselves: text, kinds of the acts, who does the first.
OFFICIAL = [
    ("We will [[increase the number of joint patrols]].", "pledge", None),
    ("We shall [[publish a report every year]].", "pledge", None),
    ("We will [[not acquire nuclear weapons]].", "pledge", None),
    ("We commit to [[reducing emissions]].", "pledge", None),
    ("We are committed to [[reducing emissions]].", "pledge", None),
    ("We are determined to [[protect the cables]].", "pledge", None),
    ("We resolve to [[protect the cables]].", "pledge", None),
    ("We remain committed to [[protecting the cables]].", "reaffirm", None),
    ("We reaffirm our commitment to [[protect the cables]].", "reaffirm", None),
    ("We will continue to [[support the mission]].", "reaffirm", None),
    ("We stand by [[the treaty]].", "reaffirm", None),
    ("We continue to [[implement the action plan]].", "advance", None),
    ("We call on all parties to [[respect the truce]].", "request", None),
    ("We urge Russia to [[withdraw its forces]].", "request", None),
    ("We welcome [[the reopening of the strait]].", "endorse", None),
    ("We condemn [[the attacks on shipping]].", "object", None),
    ("We have launched [[a joint fund for coastal states]].", "advance", None),
    ("We look forward to [[the next summit in Oslo]].", "plan", None),
    ("We plan to [[open a joint office]].", "plan", None),
    ("We agreed to [[open a joint office]].", "agree", None),
    ("Norway and Finland will [[open a joint office]].", "agree", "Norway Finland"),
    ("Norway will [[fund the office]].", "pledge", "Norway"),
    ("Norway and Finland discussed [[the reform of the border regime]].", "discuss", "Norway Finland"),
    ("The two ministers exchanged views on [[fishing quotas]].", "discuss", None),
    ("Minister Anna Berg reaffirmed Norway’s commitment to [[the defence of Iceland]].", "reaffirm", "Norway"),
    ("Minister Anna Berg reiterated that Norway would [[pay for the pier]].", "reaffirm", "Norway"),
    ("The ministers decided to [[establish a joint commission (JC)]] by 2026.", "plan", None),
    ("We will [[strengthen the North Sea Task Force (NSTF)]].", "pledge", None),
    ("We will [[expand training]], [[share data]] and [[deepen exchanges]].", "pledge pledge pledge", None),
    ("Fishing: Norway and Finland will [[share quotas]].", "agree", "Norway Finland"),
    ("We will [[cut emissions]], including by [[planting trees]] and [[paying farms]].", "pledge pledge pledge", None),
    ("We discussed how to [[cut emissions]], and how we can [[plant trees]].", "discuss discuss", None),
    ("The work resulted in commitments to [[plant trees]].", "pledge", None),
    ("We look forward to [[the summit in Oslo]] and to [[the visit of the king]].", "plan plan", None),
    ("We intend to [[work together to protect the cables]].", "plan", None),
    ("[[A joint office]] will be [[opened in Oslo]].", "pledge", None),
    ("We agreed to review [[the rules for fishing]].", "consider", None),
    ("We ask the ministers to [[report on progress]].", "request", None),
    ("The ministers expressed concern over [[the deployment of troops by Russia]].", "object", None),
    ("The ministers reviewed [[the reform of the border regime]].", "discuss", None),
    ("We have completed [[a treaty to protect the cables]].", "complete", None),
]  # fmt: skip

NO_ACTS = [
    # what nobody says, or what was almost so
    "Nobody said that Norway would close the base.",
    "“I am not going to say that we will close the base,” Minister Anna Berg of Norway said.",
    "Norway never said that it would close the base.",
    "Norway nearly agreed to close the base.",
    "Analysts doubt that Norway will sign the treaty.",
    "Norway has not ratified the treaty.",
    "Norway has not approved the sale of the radars.",
    "Neither side agreed to a ceasefire.",
    "No party agreed to share the data.",
    "Norway did not agree to a joint statement.",
    "Will Norway sell the submarines?",
    "Minister Anna Berg declined to comment.",
    "Minister Anna Berg declined to say who had called.",
    "The new pier will create jobs.",
    "The plan would cost two billion crowns.",
    "The alliance is stronger than ever.",
    "Minister Anna Berg said that relations were strong.",
    "North Korea launched a missile on Sunday.",
    "Norway attacked the convoy.",
    "Minister Anna Berg is expected to meet Minister Ola Lind in May.",
    "Minister Anna Berg thanked her hosts.",
    "Minister Anna Berg arrived in Oslo on Monday.",
    "Norway lost the final.",
    "The ship sank in heavy seas.",
    "The ice will melt early this year.",
    "It could rain on Friday.",
    "That would be a mistake.",
    "Norway has five submarines.",
    "The treaty has twelve articles.",
    "Minister Anna Berg was born in Oslo.",
    "If Norway sells the submarines, Finland will be angry.",
    "Nobody knows whether the port is safe.",
    "The month of May was warm.",
    "The will of the people counts.",
    "The company began life in a garage.",
    "A call came in the night.",
    "He asked a question.",
    "Minister Anna Berg asked who had called.",
    "The plan has ten pages.",
    "The signing ceremony lasted an hour.",
    "Prices rose after the announcement.",
    "Minister Anna Berg will be forty in May.",
    "The offer price was low.",
    "Norway and Finland share a border.",
    "She could see the harbour from the window.",
    "Minister Anna Berg agreed with the report.",
    "Minister Anna Berg welcomed Minister Ola Lind.",
    "They considered him a friend.",
    "The ferry begins its trip at noon.",
    "Minister Anna Berg is scheduled to meet Minister Ola Lind.",
    "Norway did not answer a request for comment.",
    "Norway and Finland signed no treaty.",
    "Norway could not free the crew.",
    "It is time for lunch.",
]

NO_OFFICIAL_ACTS = [
    "We share democratic values.",
    "Our friendship is deep and lasting.",
    "We thank the people of Finland for their hospitality.",
    "We believe that open seas benefit all.",
    "We note that the ice is melting.",
    "The alliance is the cornerstone of our security.",
    "I am pleased to be here in Oslo today.",
    "Officers of either side may board vessels in the zone.",
    "What will we do?",
    "Good morning and thank you all.",
    "No state should interfere in the affairs of the region.",
]


def _compare(text: str, spans: list[tuple[int, int]], found: list[Act], kinds: str, by: str | None) -> None:
    expected = [text[start:end] for start, end in spans]
    assert [piece.exact for one in found for piece in one.undertaking] == expected
    assert " ".join(one.kind for one in found) == kinds
    if by is not None:
        assert " ".join(found[0].by) == by
    for one in found:
        assert one.why is not None
        assert one.why.words == (one.trigger,)


@pytest.mark.parametrize(("case", "kinds", "by"), NEWS)
def test_acts_in_news(case: str, kinds: str, by: str | None) -> None:
    text, spans = marked(case)
    _compare(text, spans, acts(text), kinds, by)


@pytest.mark.parametrize(("case", "kinds", "by"), OFFICIAL)
def test_acts_in_official_texts(case: str, kinds: str, by: str | None) -> None:
    text, spans = marked(case)
    _compare(text, spans, acts(text, "communique"), kinds, by)


@pytest.mark.parametrize("text", NO_ACTS)
def test_look_alikes_in_news_are_no_acts(text: str) -> None:
    assert [(one.kind, one.trigger.exact) for one in acts(text)] == []


@pytest.mark.parametrize("text", NO_OFFICIAL_ACTS)
def test_look_alikes_in_official_texts_are_no_acts(text: str) -> None:
    assert [(one.kind, one.trigger.exact) for one in acts(text, "communique")] == []


# text, trigger of the first act
TRIGGERS = [
    ("Norway could consider selling the submarines.", "consider"),
    ("Norway pledged to deliver six boats.", "pledged"),
    ("Norway has yet to ratify the treaty.", "has yet to"),
    ("Norway agreed to explore a joint patrol.", "agreed to explore"),
    ("Norway called for the release of the crew.", "called for"),
    ("Norway ruled out a sale of the submarines.", "ruled out"),
]


@pytest.mark.parametrize(("text", "trigger"), TRIGGERS)
def test_the_trigger_is_the_words_that_show_the_kind(text: str, trigger: str) -> None:
    assert acts(text)[0].trigger.exact == trigger


# text, to, due, its value, amount, condition of the only act
TERMS = [
    ("Norway pledged to deliver six boats to Finland by 2026.", "Finland", "by 2026", "2026", "six boats", None),
    ("Norway asked Finland to share radar data.", "Finland", None, None, None, None),
    ("Norway will open a new pier in June.", "", "in June", "2024-06", None, None),
    ("Norway will spend $3 million on the pier.", "", None, None, "$3 million", None),
    ("Norway will sell the boats if Finland agrees.", "", None, None, None, "if Finland agrees"),
    ("As early as 2027, Norway and Finland plan to open a pier.", "", "2027", "2027", None, None),
    ("Norway will deliver the first ship built in Bergen in 2031.", "", "in 2031", "2031", None, None),
    ("Norway will rebuild the pier that a storm destroyed in 2019.", "", None, None, None, None),
    ("Norway will adopt the 2050 strategy for the coast.", "", None, None, None, None),
    ("Norway pledged to build the army of tomorrow.", "", None, None, None, None),
    ("Norway pledged to build the yard in the course of 2026.", "", "2026", "2026", None, None),
    ("Norway will help Iceland.", "Iceland", None, None, None, None),
    ("Norway will begin consultations with Iceland.", "Iceland", None, None, None, None),
    ("Norway will build a pier.", "", None, None, None, None),
    ("Norway will supply 31 Abrams tanks to Finland.", "Finland", None, None, "31 Abrams tanks", None),
    ("Norway will give four ships to Finland.", "Finland", None, None, "four ships", None),
    ("Norway delayed the sale of the boats until June.", "", "until June", "2024-06", None, None),
    ("Norway postponed the talks until after Christmas.", "", "after Christmas", "2024-12-25", None, None),
]


@pytest.mark.parametrize(("text", "to", "due", "value", "amount", "condition"), TERMS)
def test_terms(
    text: str, to: str, due: str | None, value: str | None, amount: str | None, condition: str | None
) -> None:
    (one,) = acts(text)
    exact = [anchor and anchor.exact for anchor in (one.due, one.amount, one.condition)]
    assert (" ".join(one.to), exact, one.due_value) == (to, [due, amount, condition], value)


def test_each_of_several_undertakings_has_its_own_terms() -> None:
    buys, mends = acts("Norway will buy 40 new jets and mend 79 of its ships.")
    assert [one.amount and one.amount.exact for one in (buys, mends)] == ["40 new jets", "79"]
    _, sends = acts("Norway would build a pier in Malta and send two boats to Iceland.")
    assert sends.to == ("Iceland",)


def test_an_act_of_the_past_carries_its_own_date() -> None:
    (one,) = acts("Norway approved the sale of the submarines on 3 April.")
    assert (one.date and one.date.exact, one.date_value) == ("3 April", "2024-04-03")


def test_words_that_refer_back_take_what_they_refer_to_as_a_second_span() -> None:
    asked, refused = acts("Norway asked Finland to share radar data. Finland refused to do so.")
    assert (asked.kind, refused.kind, refused.by) == ("request", "refuse", ("Finland",))
    assert [piece.exact for piece in refused.undertaking] == ["do so", "share radar data"]


def test_an_approval_with_nothing_behind_it_takes_up_what_was_named_before() -> None:
    text = "Minister Anna Berg announced a plan to build six frigates. President Lind granted the approval on Monday."
    approved = acts(text)[-1] if acts(text)[-1].kind == "approve" else acts(text)[0]
    assert (approved.kind, approved.by) == ("approve", ("President Lind",))
    assert [piece.exact for piece in approved.undertaking] == ["the approval", "build six frigates"]


def test_items_of_a_list_take_kind_and_doer_from_the_words_that_lead_in() -> None:
    text = "We will:\n\n- expand the joint patrols;\n- share radar data; and\n- open a training centre.\n"
    found = acts(text, "communique")
    expected = ["expand the joint patrols", "share radar data", "open a training centre"]
    assert [one.undertaking[0].exact for one in found] == expected
    assert {one.kind for one in found} == {"pledge"}


def test_numbered_members_of_a_sentence_are_acts_of_their_own() -> None:
    text = "We commit: (1) to expand training; (2) to share data; and (3) to hold a yearly review."
    found = acts(text, "communique")
    assert [one.undertaking[0].exact for one in found] == ["expand training", "share data", "hold a yearly review"]
    assert [one.kind for one in found] == ["pledge"] * 3


def test_headlines_make_no_act() -> None:
    text = "Norway to Sell Submarines\n\nOSLO — The weather was fine on Monday. Nobody was at sea.\n"
    assert acts(text) == []


def test_an_act_names_the_statement_that_carries_it() -> None:
    read = layers("Minister Anna Berg said that Norway would sell the submarines.")
    (one,) = read.acts
    assert one.via == read.statements[0].id
    assert acts("Norway will sell the submarines.")[0].via is None


@pytest.mark.parametrize(
    "text", ["will", "pledged", "agreed to", "We will", "calling on", "to to to", "yet to", "must"]
)
def test_scraps_do_not_raise(text: str) -> None:
    for kind in ("news", "communique"):
        for one in acts(text, kind):
            for piece in one.undertaking:
                piece.check(text)
