"""Times as news has them: fiscal years, quarters, decades, what is to be by when, ranges, lengths, repeats."""

import pytest

from tests.annotate.test_times import check, found

FISCAL_YEARS = [
    ("The navy asked for $3 billion in [[fiscal year 2027]].", "2027"),
    ("The navy asked for more in [[fiscal 2027]].", "2027"),
    ("The request for [[FY2026]] is larger.", "2026"),
    ("The request for [[FY 26]] is larger.", "2026"),
    ("The request for [[FY26]] is larger than the one for [[FY25]].", "2026 2025"),
    ("Spending fell in [[the 2024 fiscal year]].", "2024"),
    ("Spending fell in the [[2024-25 fiscal year]].", "2024/2025"),
    ("Spending fell in [[financial year 2024]].", "2024"),
    ("Spending fell in [[the financial year 2024/25]].", "2024/2025"),
    ("Spending fell in [[fiscal years 2024]] and [[2025]].", "2024 2025"),
    ("Spending will rise in [[the next fiscal year]].", "2026"),
    ("Spending rose [[last fiscal year]].", "2024"),
    ("Spending rises in [[the current fiscal year]].", "2025"),
    ("Spending rose in [[the first quarter of fiscal 2025]].", "2025-Q1|2025"),
    ("The plan covers [[fiscal years 2026]] through [[2030]].", "2026 2030"),
    ("Spending will end by [[the end of the fiscal year]].", "2025"),
]

QUARTERS = [
    ("Growth slowed in [[the fourth quarter]].", "2025-Q4|2025-10/2025-12"),
    ("Growth will slow in [[the first quarter]].", "2026-Q1|2026-01/2026-03"),
    ("Growth slowed in [[the second quarter of last year]].", "2024-Q2|2024-04/2024-06"),
    ("Growth slowed in [[Q2 of 2024]].", "2024-Q2|2024-04/2024-06"),
    ("Growth slowed in [[3Q24]].", "2024-Q3|2024-07/2024-09"),
    ("Growth slowed in [[last year's third quarter]].", "2024-Q3|2024-07/2024-09"),
    ("Growth slowed [[last quarter]].", "2025-Q3|2025-07/2025-09"),
    ("Growth will pick up [[next quarter]].", "2026-Q1|2026-01/2026-03"),
    ("Growth is slow [[this quarter]].", "2025-Q4|2025-10/2025-12"),
    ("The yard had a loss in [[the quarter]] ended [[June 30]].", "2025-Q2|2025-04/2025-06 2025-06-30"),
    ("The yard had a loss for [[the quarter]].", "2025-Q3|2025-07/2025-09"),
    (
        "[[The fourth quarter]] looks good. In [[the latest quarter]] the yard had a loss.",
        "2025-Q4|2025-10/2025-12 2025-Q3|2025-07/2025-09",
    ),
    ("The yard delivered in [[the second half of last year]].", "2024-H2|2024-07/2024-12"),
    ("The yard delivers in [[H1 2026]].", "2026-H1|2026-01/2026-06"),
]

DECADES = [
    ("The boats were built in [[the late 1980s]].", "198|198X"),
    ("The boats were built in [[the '70s]].", "197|197X"),
    ("The boats were built in [[the ’60’s]].", "196|196X"),
    ("The boats were built in [[the 1930's]].", "193|193X"),
    ("The boats were built in [[the seventies]].", "197|197X"),
    ("The boats were built in [[the 70s]] and [[80s]].", "197|197X 198|198X"),
    ("The boats will come in [[the early 2030s]].", "203|203X"),
    ("The boats come by [[the mid-2030s]].", "203|203X"),
    ("Trade grew over [[the past decade]].", "201|2015/2025"),
    ("Trade grew [[this decade]].", "202|202X"),
    ("The treaty was signed [[a decade ago]].", "2015"),
    ("In [[the 1990s]] and [[2000s]] trade grew.", "199|199X 200|200X"),
    ("The fort was built in [[the fifth century BC]].", "BC04|-04XX"),
]

BY_WHEN = [
    ("The navy wants ten boats by [[early 2030]].", "2030"),
    ("The navy wants ten boats by [[the end of 2030]].", "2030|2030-12"),
    ("The navy wants ten boats by [[the year 2030]].", "2030"),
    ("Emissions must be halved by [[2035]] and end by [[2050]].", "2035 2050"),
    ("The navy wants ten boats no later than [[2030]].", "2030"),
    ("The navy will have ten boats by [[March 2030]].", "2030-03"),
    ("They must leave by [[Friday]].", "2025-11-07"),
    ("They must leave by [[9 a.m. Friday]].", "2025-11-07T09:00|2025-11-07"),
    ("They were given until [[9 a.m. EST Thursday]].", "2025-11-06T09:00|2025-11-06"),
    ("They must leave by [[the end of the month]].", "2025-11"),
    ("They must leave by [[the end of next year]].", "2026|2026-12"),
    ("They must leave by [[June 30, 2026]].", "2026-06-30"),
    ("They must leave by [[the second quarter of 2026]].", "2026-Q2|2026-04/2026-06"),
    ("They must decide by [[December]].", "2025-12"),
]

NEXT_WEEK = [
    ("The envoys will meet [[next Tuesday]].", "2025-11-11"),
    ("The envoys will meet [[early next week]].", "2025-W46|2025-11-10/2025-11-16"),
    ("The envoys will meet [[late next month]].", "2025-12"),
    ("The envoys will meet [[next spring]].", "2026-SP|2026-21"),
    ("The envoys will meet [[next weekend]].", "2025-W46-WE|2025-11-15/2025-11-16"),
    ("The envoys will meet [[the week after next]].", "2025-W47|2025-11-17/2025-11-23"),
    ("The envoys met [[the week before last]].", "2025-W43|2025-10-20/2025-10-26"),
    ("The envoys will meet [[the day after tomorrow]].", "2025-11-06"),
    ("The envoys met [[the day before yesterday]].", "2025-11-02"),
    ("The envoys met [[late last week]].", "2025-W44|2025-10-27/2025-11-02"),
    (
        "They met on [[March 3, 2023]], and again [[the following week]].",
        "2023-03-03 2023-W10|2023-03-06/2023-03-12",
    ),
    ("The war began in [[1982]]. [[The next year]], the fort fell.", "1982 1983"),
    ("Costs will rise [[next year]], and in [[the next year]].", "2026 2026"),
    ("They met in [[October 2023]], and left [[the next day]].", "2023-10 XXXX-XX-XX|-"),
]

EARLIER_THIS_MONTH = [
    ("She spoke [[earlier this month]].", "2025-11"),
    ("She spoke [[earlier this year]].", "2025"),
    ("She spoke [[earlier in the week]].", "2025-W45|2025-11-03/2025-11-09"),
    ("She will speak [[later this month]].", "2025-11"),
    ("She spoke [[late last month]].", "2025-10"),
    ("She spoke at [[the start of this year]].", "2025"),
    ("She spoke [[early in March]].", "2025-03"),
    ("She spoke [[late in 2023]].", "2023"),
    ("She left on [[June 3, 2024]]. [[Later that day]] she spoke.", "2024-06-03 2024-06-03"),
    ("She left in [[June 2024]]. [[Later that year]] she spoke.", "2024-06 2024"),
    ("She left in [[June 2023]], and came back in [[October of that year]].", "2023-06 2023-10"),
    ("She left on [[the night of March 3]].", "2025-03-03TNI|2025-03-03"),
    ("She left on [[3 May 2023]]. [[Two years before]], she had come.", "2023-05-03 2021"),
    ("She left in [[May 2023]] and came back [[ten days later]].", "2023-05 2023-XX-XX|-"),
]

RANGES = [
    ("The drill ran from [[3 to 7 March 2024]].", "2024-03-03|2024-03-03/2024-03-07"),
    ("The drill ran on [[March 3-7, 2024]].", "2024-03-03|2024-03-03/2024-03-07"),
    ("The drill ran between [[March 3]] and [[March 7, 2024]].", "2024-03-03 2024-03-07"),
    ("The drill ran from [[30 October]] to [[2 November]].", "2025-10-30 2025-11-02"),
    ("The [[2024–28]] plan is funded.", "2024/2028"),
    ("The war of [[1939-45]] ended.", "1939/1945"),
    ("The rotation lasted from [[March]] through [[June 2021]].", "2021-03 2021-06"),
    ("He ruled from [[264 to 241 BC]].", "BC0264/BC0241|-0263/-0240"),
    ("He ruled ([[149 B.C.]] - [[146 B.C.]]).", "BC0149|-0148 BC0146|-0145"),
    ("They met on [[28 and 29 August 2023]].", "2023-08-28|2023-08-28/2023-08-29"),
    ("They met from [[Monday]] to [[Wednesday]].", "2025-10-27 2025-10-29"),
    ("They will meet from [[Monday]] to [[Wednesday]].", "2025-11-10 2025-11-12"),
    ("The talks were postponed from [[Monday]] to [[Sunday]].", "2025-11-03 2025-11-02"),
]

LENGTHS = [
    ("The talks lasted for [[more than two hours]].", "PT2H|-"),
    ("The talks lasted [[some eight years]].", "P8Y|-"),
    ("The talks lasted [[half a year]].", "P6M|-"),
    ("The talks lasted [[a year and a half]].", "P1Y6M|-"),
    ("The talks lasted [[two and half years]].", "P2Y6M|-"),
    ("The talks lasted [[a few minutes]].", "PTXM|-"),
    ("The talks lasted [[several hundred years]].", "PXY|-"),
    ("The [[18-month]] talks failed.", "P18M|-"),
    ("The [[months-long]] siege ended.", "PXM|-"),
    ("A [[two-week]] truce began.", "P2W|-"),
    ("They stayed for [[a month or two]].", "P1M|-"),
    ("They had waited for [[hours]].", "PTXH|-"),
    ("The [[Hundred Days]] ended.", "P100D|-"),
]

SETS = [
    ("The two meet [[each month]].", "P1M|-"),
    ("The two meet [[every two years]].", "P2Y|-"),
    ("The two meet [[every Monday]].", "XXXX-WXX-1|-"),
    ("The two meet [[every spring]].", "XXXX-SP|-"),
    ("The two meet [[every morning]].", "XXXX-XX-XXTMO|-"),
    ("The two meet [[daily]].", "P1D|-"),
    ("The two meet twice [[a year]].", "P1Y|-"),
    ("The two meet once [[every five years]].", "P5Y|-"),
    ("The yard builds three boats [[per year]].", "P1Y|-"),
    ("They patrol [[every six hours]].", "PT6H|-"),
    ("They meet on [[Sunday mornings]].", "XXXX-WXX-7TMO|-"),
    ("They meet [[every other week]].", "P1W|-"),
]

ALL = [
    *FISCAL_YEARS, *QUARTERS, *DECADES, *BY_WHEN, *NEXT_WEEK, *EARLIER_THIS_MONTH, *RANGES, *LENGTHS, *SETS,
]  # fmt: skip

NOT_FISCAL = [
    "The fiscal cliff is near and financial markets fell.",
    "The financial crisis hit fiscal policy.",
    "The FY-1500 is a tractor.",
    "The fiscal council has 2024 members.",
    "A fiscal rule caps spending.",
    "The financial adviser charged $2025.",
    "Fiscal stimulus is no cure.",
    "A financial yearbook was sold.",
    "The fiscal court sat in room 2024.",
    "The ministry of finance has 1,999 clerks.",
    "Fiscal Rule 2020 was dropped.",
    "The financial stability board met.",
]

NOT_QUARTERS = [
    "A quarter of the soldiers were sent home.",
    "Three quarters of the budget goes to pay.",
    "They live in the French Quarter of the city.",
    "He quartered the troops in the village.",
    "The Quartermaster General gave no quarter.",
    "They met at close quarters and at headquarters.",
    "She reached the quarterfinals; he lost in the quarter-finals.",
    "The first half of the bridge is built.",
    "Half of them left in the second half of the match.",
    "He paid a quarter for it.",
    "Diplomats in some quarters disagree.",
    "A quarter-mile of fence fell.",
]

NOT_DECADES = [
    "She is in her 30s.",
    "Two men in their 50s were held.",
    "The MiG-29s and F-35s flew past.",
    "He fired three 20s.",
    "The B-52s took off.",
    "The T-90s were lost.",
    "He sold 90s of them.",
    "The decades-old treaty holds.",
    "Twenty men and thirty women came.",
    "He paid in tens.",
    "The GBU-30s hit the bridge.",
    "The CH-50s and the Mk 80s are old.",
]

NOT_BY_WHEN = [
    "Vision 2030 was drawn up beside Agenda 2063.",
    "By Resolution 2231 the council decided.",
    "The price rose by $2030.",
    "The force grew by 2,030 soldiers.",
    "They went by Route 2030.",
    "He was replaced by April Jones.",
    "The bill passed by 2,030 votes.",
    "They came by the second door.",
    "By and by they left.",
    "They may come by boat.",
    "The boat is longer by 12.5 m.",
    "Article 2030 binds them by its letter.",
]

NOT_NEXT = [
    "The next speaker was late, and the next door was shut.",
    "The last word is his; the last straw broke.",
    "Last but not least, this matters.",
    "This is the last of them.",
    "The following countries signed; the following is a list.",
    "The previous government fell.",
    "The coming storm will pass.",
    "The week-old truce holds.",
    "The next man, next to him, spoke next.",
    "What follows next is a joke.",
    "This much is known, and that is that.",
    "The last resort is war.",
]

NOT_EARLIER = [
    "An earlier draft was shorter, and a later one was longer.",
    "The early bird left late.",
    "She arrived early and left later.",
    "He is late, and the late king was buried.",
    "Earlier, he denied it; later, he did not.",
    "The beginning of the end was near.",
    "In the middle of nowhere they met.",
    "The end of the war came at the start of the talks.",
    "Sooner or later they will talk.",
    "The early warning radar works.",
    "They met early on.",
    "An earlier version of this story was wrong.",
]

NOT_RANGES = [
    "The score was 3-7.",
    "They won by 24 to 28 votes.",
    "Between 30 and 40 boats came.",
    "From 3 to 7 envoys came.",
    "The ratio is 3/7.",
    "They hold 20-30 percent.",
    "Flights 1998-2003 were cancelled.",
    "Pages 1999-2003 are missing.",
    "The paragraphs 3 to 7 are struck.",
    "It is 10-12 km away.",
    "Resolutions 1874-2087 hold.",
    "The bell rang 3 to 4 times.",
]

NOT_LENGTHS = [
    "She is 45 years old.",
    "The 45-year-old envoy spoke.",
    "He is two years older than she is.",
    "The decades-old dispute goes on.",
    "It was the 75th anniversary.",
    "The boxer's seconds left.",
    "In the second minute book it is written.",
    "A second envoy came, then a third.",
    "He was given a life sentence.",
    "Day and night he worked; night fell.",
    "The man of the hour spoke.",
    "The minutes of the meeting are out.",
]

NOT_SETS = [
    "The Daily Herald said so.",
    "Each of the envoys spoke, and every envoy left.",
    "Every man for himself.",
    "Every other envoy was absent.",
    "The Weekly Standard closed.",
    "Per capita spending fell by ten percent.",
    "Every inch counts, every time.",
    "The annual report is out.",
    "The two met once.",
    "As per the rules, each had a say.",
    "They met often, and seldom agreed.",
    "Each spoke twice.",
]

NO_TIMES = [
    *NOT_FISCAL, *NOT_QUARTERS, *NOT_DECADES, *NOT_BY_WHEN, *NOT_NEXT, *NOT_EARLIER, *NOT_RANGES, *NOT_LENGTHS,
    *NOT_SETS,
]  # fmt: skip


@pytest.mark.parametrize(("case", "values"), ALL)
def test_time(case: str, values: str) -> None:
    """Spans and values, read against a day that is known."""
    check(case, values)


@pytest.mark.parametrize("text", NO_TIMES)
def test_no_time(text: str) -> None:
    """What looks like one of these and is none."""
    assert [text[start:end] for start, end, _, _ in found(text)] == []
