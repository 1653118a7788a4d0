"""Acts by what kind of document says them: transcripts, headlines, lists, communiqués, readouts, speeches."""

from tests.find.compared import Table, of_tables, read

_BRIEFING = "Press briefing by Pentagon Press Secretary Pat Rowan\n\n"

# --- transcripts: answers are acts, questions and whatever a questioner says are none ---
TRANSCRIPTS = [
    (_BRIEFING + "GEN. ROWAN: We will [[send two more battalions to Poland]] next month.\n\nQ: Thank you, General.\n",
     "pledge", "United States"),
    (_BRIEFING + "Q: Will you send tanks?\n\nGEN. ROWAN: We have committed to [[deliver 31 tanks]].\n", "pledge",
     "United States"),
    (_BRIEFING + "Q: You plan to shut the base, don’t you?\n\nGEN. ROWAN: We have no plans to [[close the base]].\n",
     "refuse", "United States"),
    ("PRESIDENT LIND: We will [[lend the fund two billion crowns]].\n\nQ: When, Mr. President?\n\nPRESIDENT LIND: "
     "This year.\n\nQ: Thank you.\n", "pledge", None),
    ("QUESTION: What about the pier?\n\nMR. SMITH: The President has promised to [[rebuild the pier]].\n\nQUESTION: "
     "Thank you.\n", "pledge", None),
    ("JOURNALIST: Minister, will the lease be extended?\n\nMINISTER BERG: Norway will [[extend the lease by a year]]."
     "\n\nJOURNALIST: And after that?\n\nMINISTER BERG: We will see.\n", "pledge", "Norway"),
    ("REPORTER: Are you going to Oslo?\n\nTHE PRESIDENT: I will [[visit Norway]] in June.\n\nREPORTER: With the "
     "king?\n\nTHE PRESIDENT: Yes.\n", "pledge", None),
    ("Q: Would Norway join?\n\nMINISTER BERG: Norway could [[join the patrols]].\n\nQ: Thanks.\n", "consider",
     "Norway"),
    ("Q: And Finland?\n\nMINISTER BERG: Finland has asked us to [[share our radar data]].\n\nQ: Have you?\n", "request",
     "Finland"),
    ("Q: Any news of the treaty?\n\nMINISTER BERG: Norway remains committed to [[the fishing treaty]].\n\nQ: Good.\n",
     "reaffirm", "Norway"),
    ("Q: What next?\n\nMINISTER BERG: If parliament agrees, Norway will [[buy the second ferry]].\n\nQ: Thanks.\n",
     "pledge", "Norway"),
    ("Q: And the raid?\n\nMINISTER BERG: Norway condemns [[the raid on the ferry]].\n\nQ: Thanks.\n", "object",
     "Norway"),
    ("Mr. Smith: Norway will [[reopen the pier]].\n\nMs. Jones: I see.\n\nMr. Smith: It is old.\n\nMs. Jones: Yes.\n",
     "pledge", "Norway"),
]  # fmt: skip
NO_TRANSCRIPTS = [
    _BRIEFING + "Q: Will the United States send tanks? The Germans say you will deliver radars by June.\n\nGEN. ROWAN: "
    "I have nothing for you.\n\nQ: Thank you.\n",
    _BRIEFING + "QUESTION: The administration plans to cut aid, right?\n\nGEN. ROWAN: No.\n\nQUESTION: Senator Smith "
    "said you would withdraw from Niger.\n\nGEN. ROWAN: I saw that.\n",
    "JOURNALIST: Norway will close the base. How do you feel?\n\nMINISTER BERG: Fine.\n\nJOURNALIST: Thank you.\n",
    "REPORTER 1: Finland has agreed to pay.\n\nMINISTER BERG: Has it?\n\nREPORTER 2: It has promised to pay all.\n\n"
    "MINISTER BERG: Good.\n",
    "JOURNALIST (through an interpreter): Norway should leave the treaty.\n\nMINISTER BERG: Why?\n\nJOURNALIST: It "
    "should.\n",
    "MODERATOR: We will take two more questions.\n\nMINISTER BERG: Fine.\n\nMODERATOR: We will close at noon.\n",
    "Q: Could we see more troops?\n\nMINISTER BERG: If we were to send more, we would tell you.\n\nQ: Right.\n",
    "Q: And the ships?\n\nMINISTER BERG: I’m not going to speculate on that.\n\nQ: Please.\n",
    "Q: And the ships?\n\nMINISTER BERG: I’ll take your questions later.\n\nQ: Please.\n",
    "Q: What would Norway do?\n\nMINISTER BERG: What would you do if somebody closed your port?\n\nQ: I don’t know.\n",
    "Q: Is it cold?\n\nMINISTER BERG: I think the winter will be long.\n\nQ: So do I.\n",
    "Q. Norway will sell the pier, yes?\n\nA. I would not say that.\n\nQ. It plans to.\n\nA. Ask the mayor.\n",
    "Q: Good morning.\n\nMINISTER BERG: Good morning. I will be brief.\n\nQ: Please.\n",
]

# --- headlines are never stronger than the text below, for they make no act at all ---
_REST = "\n\nOSLO — The weather was fine on Monday, and nobody was at sea when the bells rang in the old town.\n"
_HEADS = [
    "Norway to Sell Submarines", "Norway Pledges New Pier", "Norway Vows to Rebuild the Pier",
    "Finland Agrees to Pay for the Bridge", "Minister Berg: Norway Will Leave the Treaty",
    "Sweden Condemns Raid on Ferry", "Denmark Rejects Plan for New Border Post", "Norway Will Close the Base",
    "Norway, Finland Sign Pact on Fishing", "Norway Urges Finland to Free Crew", "Norway Approves Sale of Radars",
    "Norway Completes Withdrawal from Mali", "Norway could send hospital ship to Malta",
]  # fmt: skip
HEADLINES = [
    ("Norway Pledges Ships\n\nOSLO — Norway could consider [[sending two ships to the strait]], Minister Anna Berg "
     "said on Monday after a long day of talks in the capital.\n", "consider", "Norway"),
    ("Finland Agrees to Pay\n\nHELSINKI — Finland is open to [[paying for half of the bridge]], an official in the "
     "ministry of finance told reporters on Monday morning.\n", "consider", "Finland"),
    ("Norway to Leave Treaty\n\nOSLO — Norway may [[leave the treaty on fishing]] next year, Minister Anna Berg told "
     "the evening paper on Sunday after a visit to the coast.\n", "consider", "Norway"),
    ("Sweden Slams Sale\n\nSTOCKHOLM — Sweden expressed concern over [[the sale of the shipyard]], a week "
     "after the board had met behind closed doors in the old town.\n", "object", "Sweden"),
    ("Norway Buys Ferry\n\nOSLO — Norway plans to [[buy a second ferry for the northern route]], the ministry of "
     "transport said on Monday in a long note to parliament.\n", "plan", "Norway"),
    ("Norway Orders Finland Out\n\nOSLO — Norway asked Finland to [[withdraw its patrol from the bay]], Minister Anna "
     "Berg said on Monday as the fog over the harbour lifted.\n", "request", "Norway"),
    ("Norway Rejects Deal\n\nOSLO — Norway postponed [[the vote on the fishing pact]], the speaker of parliament said "
     "on Monday after a day of talks that few had thought would end well.\n", "delay", "Norway"),
    ("Norway Approves Sale\n\nOSLO — Norway is weighing [[the sale of two radars]], officials said on Monday, and the "
     "weather in the capital was as bad as it had been in many years.\n", "consider", "Norway"),
    ("Norway Breaks Truce\n\nOSLO — Norway suspended [[its part in the patrols]] on Monday, a step that the mayor of "
     "the northern town had long thought might come before the winter.\n", "delay", "Norway"),
    ("Norway Will Pay\n\nOSLO — Norway offered to [[pay for the repair of the bridge]], a spokesman said on Monday "
     "while the engineers on the river counted the stones once more.\n", "propose", "Norway"),
    ("Norway Scraps Base\n\nOSLO — Norway is discussing [[the closure of the base with its allies]], an official said "
     "on Monday in the canteen of the ministry, where he had his lunch.\n", "discuss", "Norway"),
    ("Norway Seals Pact\n\nOSLO — Norway proposed [[a pact on rescue at sea]] on Monday, and those who had come from "
     "far to hear of it went home in the rain without a word more.\n", "propose", "Norway"),
]  # fmt: skip
NO_HEADLINES = [head + _REST for head in _HEADS]

# --- lists of fact sheets and communiqués, numbered paragraphs ---
LISTS = [
    ("Norway will:\n\n- [[expand the joint patrols]];\n- [[share radar data]]; and\n- [[open a training centre]].\n",
     "pledge pledge pledge", "Norway"),
    ("We commit to:\n\n• [[reduce waste at sea]];\n• [[restore the reefs]].\n", "pledge pledge", None),
    ("The two countries agreed to:\n\n1. [[open a joint office]]\n2. [[train two hundred officers]]\n", "agree agree",
     None),
    ("1. We reaffirm our commitment to [[the defence of the strait]].\n\n2. We will [[hold a yearly drill]].\n",
     "reaffirm pledge", None),
    ("We will:\n\n(a) [[strengthen the fund]];\n\n(b) [[publish a yearly report]].\n", "pledge pledge", None),
    ("Our next steps include:\n\n- [[launching a fund for small ports]];\n- [[sending experts to Malta]].\n",
     "plan plan", None),
    ("The ministers decided to:\n\n- [[establish a joint commission]];\n- [[publish a report every year]].\n",
     "plan plan", None),
    ("We are determined to:\n\n- [[end the trade in ivory]];\n- [[protect the forests]].\n", "pledge pledge", None),
    ("We call on all parties to:\n\n- [[respect the truce]];\n- [[release all prisoners]].\n", "request request", None),
    ("FACT SHEET\n\nFishing: Norway will [[fund a second patrol ship]].\n\nResearch: Norway will [[send a team to the "
     "islands]].\n", "pledge pledge", "Norway"),
    ("The Ministers met in Oslo.\n\n3. We intend to:\n\n- [[build a pier in Turku]];\n\n- [[cut tariffs]].\n",
     "plan plan", None),
    ("We intend to:\n\ni. [[cut tariffs on timber]];\n\nii. [[simplify the rules for ships]].\n", "plan plan", None),
    ("Norway and Finland will:\n\n- [[build a second bridge]];\n- [[share its cost]].\n", "agree agree",
     "Norway and Finland"),
]  # fmt: skip
NO_LISTS = [
    "The fair offers:\n\n- bread and cheese;\n- music at night;\n- boats for hire.\n",
    "The report has three parts:\n\n- the sea;\n- the coast;\n- the towns.\n",
    "Those present were:\n\n- Anna Berg;\n- Ola Lind;\n- Eva Kask.\n",
    "Facts about the port:\n\n- The port has five piers.\n- The port lies in the north.\n",
    "We visited:\n\n- the harbour;\n- the old mine;\n- the town hall.\n",
    "Contents\n\n1. The sea\n2. The coast\n3. The towns\n",
    "The coast is:\n\n- long;\n- steep;\n- rich in fish.\n",
    "We thank:\n\n- the people of Malta;\n- the crew of the ship.\n",
    "We believe that:\n\n- the sea is open to all;\n- trade makes all richer.\n",
    "The prize goes to:\n\n- the mayor of Turku;\n- the choir of Bergen.\n",
    "In 1990 the fund had:\n\n- ten members;\n- two offices.\n",
    "1. The sea is rich.\n\n2. The coast is long.\n\n3. The towns are old.\n",
]

# --- communiqués ---
COMMUNIQUES = [
    ("We shall [[work together to protect the cables]].", "pledge", None),
    ("We are resolved to [[end the trade in illegal timber]].", "pledge", None),
    ("We commit ourselves to [[reducing the debt of the poorest]].", "pledge", None),
    ("We agree on the need to [[reform the fund]].", "agree", None),
    ("[[A joint office]] is to be [[established in Oslo]].", "pledge", None),
    ("[[The review of the fund]] will be [[completed by the finance ministers]] before the next summit.", "pledge",
     None),
    ("It is essential that we [[keep our markets open]].", "plan", None),
    ("Our countries will [[contribute to the fund for small islands]].", "pledge", None),
    ("We pledge our support to [[the reform of the council]].", "pledge", None),
    ("We are committed to [[working with all producers of gas]].", "pledge", None),
    ("We undertake to [[report on progress every year]].", "pledge", None),
    ("We will continue to [[support the work of the mission]].", "reaffirm", None),
    ("To this end, we will [[set up a group of experts]].", "pledge", None),
    ("We have agreed to [[hold our next meeting in Turku]].", "agree", None),
    ("We intend to [[make full use of the fund]].", "plan", None),
    ("We must [[reduce our dependence on oil]].", "plan", None),
]  # fmt: skip
NO_COMMUNIQUES = [
    "The world economy has grown faster than we had hoped.",
    "Free trade has made all our peoples richer.",
    "Our friendship will last.",
    "We met in Turku on a bright day in May.",
    "We are grateful to the people of Turku.",
    "Growth will slow in the coming year.",
    "The challenges that we face are many.",
    "Inflation remains high in many countries.",
    "We share a common past.",
    "Small ports play a vital role in trade.",
    "Debt is a burden for the poorest.",
    "Ships of either party may enter the zone.",
    "It is essential that rain falls in time.",
]

# --- readouts and speeches ---
READOUTS = [
    ("Minister Anna Berg of Norway and Minister Ola Lind of Sweden discussed [[the reform of the border regime]].",
     "discuss", "Anna Berg and Ola Lind"),
    ("Minister Anna Berg reaffirmed Norway’s commitment to [[the defence of Iceland]].", "reaffirm", "Norway"),
    ("The ministers agreed to [[hold yearly drills]].", "agree", None),
    ("Minister Anna Berg welcomed [[the reopening of the strait]].", "endorse", "Anna Berg"),
    ("Minister Anna Berg urged Finland to [[release the crew]].", "request", "Anna Berg"),
    ("The ministers exchanged views on [[the purchase of a joint ferry]].", "discuss", None),
    ("Minister Anna Berg reiterated that Norway would [[pay for the pier]].", "reaffirm", "Norway"),
    ("Minister Anna Berg underscored Norway’s resolve to [[protect the cables]].", "reaffirm", "Norway"),
    ("Minister Anna Berg condemned [[the attack on the ferry by Russia]].", "object", "Anna Berg"),
    ("The ministers looked forward to [[the next summit in Oslo]].", "plan", None),
    ("The ministers committed to [[deepening their work on rescue at sea]].", "pledge", None),
    ("Minister Anna Berg invited Minister Ola Lind to [[visit Norway]] in the spring.", "propose", "Anna Berg"),
]  # fmt: skip
NO_READOUTS = [
    "The ministers met in Oslo on Monday.",
    "Minister Anna Berg thanked Minister Ola Lind for his warm words.",
    "The ministers had lunch by the sea.",
    "The meeting lasted two hours.",
    "Minister Anna Berg congratulated Minister Ola Lind on his birthday.",
    "The ministers noted that the alliance is stronger than ever.",
    "Minister Anna Berg was joined by the ambassador.",
    "The two countries share a long border.",
    "Minister Ola Lind offered his condolences.",
    "The call took place at noon.",
    "Minister Anna Berg recalled her time in Turku.",
    "The talks were frank and warm.",
]

test_by_the_rules, test_with_the_network = of_tables(
    {
        "transcripts": Table(TRANSCRIPTS, NO_TRANSCRIPTS, 0.85, kind="transcript"),
        "headlines": Table(HEADLINES, NO_HEADLINES, 0.85, kind=None),
        "lists": Table(LISTS, NO_LISTS, 0.85, kind="communique"),
        "communiques": Table(COMMUNIQUES, NO_COMMUNIQUES, 0.85, kind="communique"),
        "readouts": Table(READOUTS, NO_READOUTS, 0.85, kind="readout"),
    }
)


def test_who_leads_in_to_a_list_acts_in_its_items() -> None:
    text = (
        "Joint Communiqué\n\n1. The Ministers of Norway and Finland met in Oslo.\n\n2. The Ministers:\n\n"
        "- invited Sweden to join the cell;\n\n- urged Russia to stop the flights.\n"
    )
    found = read(text, "communique", "rules").acts
    assert [(one.kind, one.to) for one in found] == [("propose", ("Sweden",)), ("request", ("Russia",))]
    assert len({one.by for one in found}) == 1
    assert found[0].by


def test_what_a_list_says_is_to_be_done_is_not_begun() -> None:
    text = "Joint Communiqué\n\nNorway and Finland agreed to:\n\n- set up a cell in Oslo;\n\n- fund ten ships.\n"
    assert {one.kind for one in read(text, "communique", "trained").acts} == {"agree"}
