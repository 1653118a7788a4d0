"""Acts by the course of an undertaking: what is outstanding, by when and how much, what was done; and look-alikes."""

import pytest

from onrecord.records import Act
from tests.find.compared import Table, of_tables, read

# --- what was announced and is still to be done ---
OUTSTANDING = [
    ("Norway has yet to [[ratify the fishing treaty]].", "plan", "Norway"),
    ("[[The list of suppliers]] has yet to be [[published]].", "plan", None),
    ("Three years on, Norway is yet to [[appoint an envoy to the talks]].", "plan", "Norway"),
    ("[[The promised funds]] have yet to be [[released by Norway]].", "plan", "Norway"),
    ("By Monday, Norway had yet to [[sign the contract]].", "plan", "Norway"),
    ("Finland, which has yet to [[open the second crossing]], said little.", "plan", "Finland"),
    ("Sweden and Denmark have yet to [[agree on a price]].", "plan", "Sweden and Denmark"),
    ("[[The report on the fire]] has yet to be [[released]], Minister Anna Berg said.", "plan", None),
    ("The ministry in Oslo has yet to [[name the yard]].", "plan", None),
    ("The United States has yet to [[deliver the radars]].", "plan", "United States"),
    ("[[A second pier]] has yet to be [[built]].", "plan", None),
    ("Parliament has yet to [[approve the budget]].", "plan", None),
]  # fmt: skip
NO_OUTSTANDING = [
    "He is not here yet.",
    "Norway has yet another harbour.",
    "Yet to many the tower is ugly.",
    "Yet Norway is rich.",
    "The worst is yet to come.",
    "Norway has yet to see snow this year.",
    "Norway has yet to win a medal.",
    "Experts have yet to understand the disease.",
    "It has yet to rain.",
    "The cause of the fire has yet to be determined.",
    "The city has yet to recover.",
    "The outcome is not yet known.",
]

# --- deeds that advance or fulfil ---
DEEDS = [
    ("Norway completed [[the withdrawal of its troops from Mali]].", "complete", "Norway"),
    ("Norway has fulfilled [[its pledge to double its aid]].", "complete", "Norway"),
    ("Norway has delivered [[six patrol boats to Kenya]].", "complete", "Norway"),
    ("Norway launched [[a fund for coastal states]].", "advance", "Norway"),
    ("Norway has begun [[building the pier]].", "advance", "Norway"),
    ("Norway opened [[negotiations on a new lease]].", "advance", "Norway"),
    ("[[The new agreement]] entered into force on Monday.", "complete", None),
    ("Norway honoured [[its promise to clear the mines]].", "complete", "Norway"),
    ("Norway handed over [[the northern base to Iceland]].", "complete", "Norway"),
    ("Norway finished [[the removal of the wrecks]].", "complete", "Norway"),
    ("Norway lifted [[the ban on imports of timber]].", "withdraw", "Norway"),
    ("Norway established [[a joint command in Bodin]].", "advance", "Norway"),
    ("Norway transferred [[the last two submarines to Poland]].", "complete", "Norway"),
    ("Norway resumed [[deliveries of gas to Ukraine]].", "advance", "Norway"),
    ("Norway is [[building a second pier at Narvik]].", "advance", "Norway"),
    ("Norway cancelled [[the order for eight helicopters]].", "withdraw", "Norway"),
]  # fmt: skip
NO_DEEDS = [
    "Minister Anna Berg delivered a speech.",
    "The court delivered its verdict.",
    "Norway opened the scoring after ten minutes.",
    "The orchestra began its concert at eight.",
    "Profits increased last year.",
    "The storm strengthened overnight.",
    "The exhibition opened on Monday.",
    "Sales began to fall.",
    "The baby was delivered at home.",
    "North Korea launched two missiles.",
    "Minister Anna Berg began her career in Bergen.",
    "The dog dropped the stick.",
    "Norway lifted the trophy.",
    "Minister Anna Berg completed a marathon.",
    "The snow ended on Sunday.",
]

test_by_the_rules, test_with_the_network = of_tables(
    {
        "outstanding": Table(OUTSTANDING, NO_OUTSTANDING, 0.9),
        "deeds": Table(DEEDS, NO_DEEDS, 0.8),
    }
)


# --- terms: text, due, its value, amount, to, date of the act, its value ---
TERMS = [
    ("Norway will deliver six patrol boats to Kenya by the end of 2026.",
     "by the end of 2026", "2026-12", "six patrol boats", "Kenya", None, None),
    ("Norway pledged on Tuesday to spend 2.5 per cent of its output on defence by 2030.",
     "by 2030", "2030", "2.5 per cent of its output", "", "Tuesday", "2024-04-30"),
    ("On 12 March, Norway agreed to lend Iceland $40 million.", None, None, "$40 million", "Iceland", "12 March",
     "2024-03-12"),
    ("Norway plans to withdraw 300 troops from Mali next year.", "next year", "2025", "300 troops", "", None, None),
    ("Within two years, Norway will close the plant.", "Within two years", None, None, "", None, None),
    ("Norway asked Finland on Friday to open the border by June 1.", "by June 1", "2024-06-01", None, "Finland",
     "Friday", "2024-04-26"),
    ("Norway will give Ukraine 12 howitzers.", None, None, "12 howitzers", "Ukraine", None, None),
    ("Norway intends to resettle 4,000 refugees before the winter.", "before the winter", None, "4,000 refugees", "",
     None, None),
    ("Norway postponed the vote until Monday.", "until Monday", "2024-05-06", None, "", None, None),
    ("In January 2021, Norway promised Latvia a radar.", None, None, None, "Latvia", "January 2021", "2021-01"),
    ("Starting in July, Norway will train two companies of engineers.", "in July", "2024-07", None, "", None, None),
    ("Norway sold no ship in 2019 but will sell four this autumn.", "this autumn", None, "four", "", None, None),
]  # fmt: skip
# Lines whose only act has no deadline, amount, counterpart or date.
NO_TERMS = [
    "Norway will rebuild the pier that burned down in 2019.",
    "Norway will adopt the 2040 plan for its coast.",
    "Norway pledged to honour the treaty of 1949.",
    "Norway will repair the bridge from 1932.",
    "Norway will open the Third Avenue tunnel.",
    "Norway plans to rename Platform 31.",
    "Norway will rebuild one of the piers.",
    "Norway will publish the letters of the Seven Years War.",
    "Norway will restore the First Division.",
    "Norway plans to buy the May Queen.",
    "Norway will modernise both ports.",
    "Norway will close the old mine.",
]


def _only(text: str) -> Act:
    (one,) = read(text, "news", "rules").acts
    return one


@pytest.mark.parametrize(("text", "due", "value", "amount", "to", "date", "when"), [row for row in TERMS if row[0]])
def test_terms(
    text: str, due: str | None, value: str | None, amount: str | None, to: str, date: str | None, when: str | None
) -> None:
    one = _only(text)
    exact = [anchor and anchor.exact for anchor in (one.due, one.amount, one.date)]
    assert (exact, " and ".join(one.to)) == ([due, amount, date], to)
    assert value is None or one.due_value == value
    assert when is None or one.date_value == when


@pytest.mark.parametrize("text", NO_TERMS)
def test_look_alikes_of_terms(text: str) -> None:
    one = _only(text)
    assert (one.due, one.amount, one.condition, one.date, one.to) == (None, None, None, None, ())
