"""Acts by how their sentence is built: passives and nouns, coordination, relative clauses; each beside look-alikes."""

from tests.find.compared import Table, of_tables

# --- the passive, and nouns that carry an act ---
NOUNS = [
    ("Approval was granted for [[the sale of the radars to Kenya]] late on Friday.", "approve", None),
    ("[[The sale of the radars to Kenya]] was approved by Norway.", "approve", "Norway"),
    ("Norway’s pledge to [[rebuild the pier]] was met with doubt.", "pledge", "Norway"),
    ("A pledge by Finland to [[clear the mines]] calmed the hall.", "pledge", "Finland"),
    ("Norway took the decision to [[deploy a second battery]].", "plan", "Norway"),
    ("Norway’s decision to [[deploy a second battery]] surprised its neighbours.", "plan", "Norway"),
    ("[[A treaty on fishing rights]] was signed by Norway and Finland in Turku.", "agree", "Norway and Finland"),
    ("[[The joint exercise]] was postponed by Norway after the storm.", "delay", "Norway"),
    ("[[The accord]] was ratified by the Finnish parliament.", "approve", None),
    ("Norway’s refusal to [[pay the fine]] angered its partners.", "refuse", "Norway"),
    ("Norway’s withdrawal from [[the fishing treaty]] surprised its neighbours.", "withdraw", "Norway"),
    ("Norway’s offer to [[host the talks]] stands, Minister Anna Berg said.", "propose", "Norway"),
    ("Finland’s request for [[more time to repay the loan]] is before the board.", "request", "Finland"),
    ("[[A new pier]] will be [[built in Narvik]], Minister Anna Berg announced.", "plan", "Anna Berg"),
    ("The visit of Finland’s president ended with an agreement to [[link the two power grids]].", "agree", None),
]  # fmt: skip
NO_NOUNS = [
    "The approval rating of the minister fell to a new low.",
    "A decision is expected in June.",
    "The plan was drawn by an engineer.",
    "The agreement was found in a drawer.",
    "The offer closed at noon.",
    "Their decision surprised many.",
    "The request was polite.",
    "The commitment of the players was plain to see.",
    "Approval of the mayor stands at forty per cent.",
    "The launch of the ship drew a large crowd.",
    "The talks were held in the old town hall.",
    "The promise of spring was in the air.",
    "The refusal came by letter.",
    "The pier was built by monks in the twelfth century.",
]

# --- coordination ---
COORDINATION = [
    ("Norway pledged to [[train pilots for two years]], to [[repair the runway]] and to [[pay for the fuel]].",
     "pledge pledge pledge", "Norway"),
    ("The Norwegian government plans to [[buy and equip four rescue ships]].", "plan", None),
    ("Norway will [[cooperate with its neighbours on fishing, shipping and rescue at sea]].", "plan", "Norway"),
    ("Norway asked Finland to [[open the road]] and [[let the trucks through]].", "request request", "Norway"),
    ("Norway urged Finland and Sweden to [[release the crew]].", "request", "Norway"),
    ("Norway agreed to [[lift the ban on salmon]] and promised to [[pay damages to the farmers]].", "agree pledge",
     "Norway"),
    ("Norway condemned [[the raid on the ferry]] and called for [[the release of its crew]].", "object request",
     "Norway"),
    ("Norway has decided to [[scrap the levy]] and, from next year, to [[subsidise the ferries]].", "plan plan",
     "Norway"),
    ("Norway and Finland agreed to [[hold yearly drills]] and to explore [[a joint coast guard]].", "agree consider",
     "Norway and Finland"),
    ("Norway will [[close the base]], and Finland plans to [[open a depot nearby]].", "plan plan", "Norway"),
    ("Norway promised Iceland to [[send a doctor]], [[lend two helicopters]], and [[share its charts of the coast]].",
     "pledge pledge pledge", "Norway"),
    ("Norway intends not only to [[rebuild the pier]] but also to [[deepen the harbour]].", "plan plan", "Norway"),
    ("Norway and Finland signed [[an agreement on rescue at sea and a protocol on fishing]].", "agree",
     "Norway and Finland"),
]  # fmt: skip
NO_COORDINATION = [
    "Norway went to the fair and won a prize.",
    "Norway plays Finland on Friday and Sweden on Sunday.",
    "Norway and Finland share a border and a currency.",
    ("Norway will [[close the base]] and it will be missed.", "plan"),
    ("Norway will [[sell the ships]], and prices will fall.", "plan"),
    ("Norway agreed to [[pay the fee]] and left the room.", "agree"),
    ("Norway promised to [[rebuild the pier]], and engineers arrived on Monday.", "pledge"),
    ("Norway will [[build a pier that shelters the boats of the island]].", "plan"),
    "Norway said it was ready and waiting.",
    "Norway refused and Finland agreed.",
    "Norway wants peace and quiet.",
    ("Norway pledged to [[protect and preserve the reef]].", "pledge"),
    "Norway came, saw and left.",
]

# --- relative clauses ---
RELATIVE = [
    ("Norway, which will [[take over the command of the mission]], has sent its best ship.", "plan", "Norway"),
    ("Finland, which has pledged to [[clear the mines]], was absent from the hall.", "pledge", "Finland"),
    ("Minister Anna Berg, who promised to [[cut the fee]], left early.", "pledge", "Anna Berg"),
    ("Norway signed [[a treaty that limits the use of mines]].", "agree", "Norway"),
    ("Sweden, whose parliament approved [[the sale of the jets]], is at odds with its neighbour.", "approve", None),
    ("Norway, which had refused to [[join the patrols]], changed its mind.", "refuse", "Norway"),
    ("Poland, which is considering [[the purchase of a second ferry]], declined to name a price.", "consider",
     "Poland"),
    ("It was Norway that asked Finland to [[close the crossing]].", "request", "Norway"),
    ("Minister Anna Berg, who welcomed [[the truce]], said that it was late.", "endorse", "Anna Berg"),
    ("President Lind, who has vowed to [[rebuild the coast guard]], won with ease.", "pledge", "President Lind"),
    ("The envoy met Minister Anna Berg, who urged Finland to [[free the crew]].", "request", "Anna Berg"),
    ("Denmark, which plans to [[double the garrison in Greenland]], has no ships to spare.", "plan", "Denmark"),
]  # fmt: skip
NO_RELATIVE = [
    "The pier that a storm destroyed will be missed.",
    "The ship, which will be forty in May, is for sale.",
    "Norway, which borders Finland, has five submarines.",
    "The road that leads to the port is closed.",
    "Minister Anna Berg, who will be sixty in June, laughed.",
    "Norway, which could be hit by floods, is calm.",
    "The storm, which will reach Norway on Friday, is weak.",
    "A plan which nobody likes lies on the table.",
    "The man who runs the ferry has a dog.",
    "Those who hope to win are young.",
    "The harbour, where the treaty lay for years, is deep.",
    "The words that he chose were kind.",
]

test_by_the_rules, test_with_the_network = of_tables(
    {
        "nouns": Table(NOUNS, NO_NOUNS, 0.85),
        "coordination": Table(COORDINATION, NO_COORDINATION, 0.8),
        "relative": Table(RELATIVE, NO_RELATIVE, 0.8),
    }
)
