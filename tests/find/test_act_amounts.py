"""Amounts of acts: sums of money are whole, currency and all; beside what only looks like one."""

import pytest

from onrecord.vocabulary.currencies import currencies, sums
from tests.conftest import marked
from tests.find.compared import read

# --- the amount of the only act, marked ---
AMOUNTS = [
    # a code before the number, or behind it
    "Canada will give [[CAD 500 million]] to the fund.",
    "Norway will give [[NOK 2 billion]] to Kenya by the end of 2027.",
    "Germany promised to spend [[EUR 3bn]] on the harbour.",
    "Poland will buy [[PLN 10bn]] of radars.",
    "Switzerland will contribute [[CHF 10,000]].",
    "Norway will lend [[SDR 3 billion]] to the fund.",
    "Norway will lend [[40,000,000 EUR]] to the fund.",
    # a sign, and whose it is
    "Japan promised to provide [[US$ 40 million]] for the pier.",
    "Australia will give [[AUD$ 20 million]] to the fund.",
    "Australia will give [[A$15 million]] to the fund.",
    "Australia will give [[$A 40 million]] to the fund.",
    "New Zealand will lend [[NZ$3.5 million]] to Fiji.",
    "Norway will lend Fiji [[$200 million USD]].",
    "Norway will invest [[€600m]] in the yard.",
    # short forms and words
    "India will spend [[Rs 500 crore]] on the pier.",
    "Norway will spend [[kr 300 million]] on the pier.",
    "South Africa will spend [[R500 million]] on the pier.",
    "France pledged to give [[500 million euros]] to the fund.",
    "Norway will pay [[300 million Norwegian kroner]] for the boats.",
    "South Korea will invest [[40 trillion won]] in the yards.",
    "Norway will give [[40 million pounds sterling]] to the fund.",
    # a sum that describes a thing; a range; how it is bounded
    "Norway will grant Chile a [[NOK 500-million]] loan.",
    "Norway will invest [[EUR 3 to 5 million]] in the yard.",
    "Norway will invest [[up to NOK 500 million]] in the yard.",
    # of several amounts the first, whatever it is
    "Norway will buy [[five boats]] for NOK 3 billion.",
    "Norway will spend [[NOK 3 billion]] on five boats.",
]
# --- what is no money, and stays without a currency or an amount ---
NO_MONEY = [
    "Norway will send [[300 troops]] to Mali.",
    "Norway pledged [[4 million tonnes]] of grain.",
    "Norway will buy [[20 M1 tanks]].",
    "Norway will send a boat to COP 30 in May.",
    "Norway will rebuild R [[2]].",
    "Norway will lend the fund a CAD program.",
    "Norway will publish PEN [[4]] of the series.",
    "Norway will repair the euro sign.",
    "Norway will feed [[40 million people]] won over by the plan.",
]
# Texts with every sum of money marked.
SUMS = [
    "A [[$40 million]] fund and [[US $3 million]] of loans: [[$3-5 billion]] in all, or [[€1.5 billion]].",
    "Boats for [[AED 3 million]], [[¥40bn]], [[₩3 trillion]], [[£5m]], [[CFA 20 billion]] and [[SGD 1,200]].",
    "The [[500-million-euro]] loan, [[3,000 USD]] a day, [[10 million Rwandan francs]] and [[5,5 mln. EUR]]."
    .replace("mln. ", "mln "),
    "They won 3 million votes at 40 real farms with 2 crowns and 3 marks, said all 500 million in 2030.",
    "ALL 500 million people, COP30, COP 30, R2, Won 3 prizes, F-35 jets, 5% of output, M1 tanks, USS 40.",
]  # fmt: skip


@pytest.mark.parametrize("case", [*AMOUNTS, *NO_MONEY])
def test_the_amount_of_an_act(case: str) -> None:
    text, spans = marked(case)
    (one,) = read(text, "news", "rules").acts
    assert (one.amount.exact if one.amount else "") == " ".join(text[start:end] for start, end in spans)


@pytest.mark.parametrize("case", SUMS)
def test_sums_of_money(case: str) -> None:
    text, spans = marked(case)
    assert [text[start:end] for start, end in sums(text)] == [text[start:end] for start, end in spans]


@pytest.mark.parametrize("text", ["Norway will spend EUR 3bn.", "Norway will spend CHF 10,000.", "It cost PLN 10bn."])
def test_a_sum_of_money_is_no_actor(text: str) -> None:
    assert {actor.name for actor in read(text, "news", "rules").actors.values()} <= {"Norway"}


def test_a_doubtful_code_is_a_code_or_a_short_form() -> None:
    known = currencies()
    assert set(known.doubtful) <= {*known.codes, *known.short, "MOP", "SOS"}
    assert not {*known.units} & {*known.scaled_units}


@pytest.mark.parametrize(
    "text",
    [
        "Norway will host the cell and Finland will pay NOK 90 million for it.",
        "Norway agreed to host the cell and to pay NOK 90 million.",
        "Norway agreed to host the cell, to pay NOK 90 million for it.",
    ],
)
def test_what_is_done_beside_it_has_an_amount_of_its_own(text: str) -> None:
    found = read(text, "news", "rules").acts
    assert [one.amount and one.amount.exact for one in found] == [None, "NOK 90 million"]
