"""Acts by how they are said: modality, negation, conditions, reports within reports; each beside its look-alikes."""

import pytest

from tests.find.compared import Table, in_order, of_tables, read

# --- modality: may, might, could, would, will, shall, must, is to ---
MODALITY = [
    ("Norway could consider [[sending a second frigate to the Gulf of Aden]], Minister Anna Berg told reporters.",
     "consider", "Norway"),
    ("After months of hesitation, Finland may [[reopen two of the eight border crossings]] before the winter.",
     "consider", "Finland"),
    ("The Polish government might [[buy more launchers from South Korea]].", "consider", None),
    ("Canada would [[host the next round of talks in Halifax]].", "plan", "Canada"),
    ("Canada would take a look at [[the request for more ammunition]].", "consider", "Canada"),
    ("Norway will [[train 200 Ukrainian sailors at its base in Bergen]].", "plan", "Norway"),
    ("Sweden is going to [[build a new air base in the far north]].", "plan", "Sweden"),
    ("Germany is ready to [[send engineers to repair the bridge]], a spokesman said.", "consider", "Germany"),
    ("“Italy must [[pay its share of the repairs]],” Prime Minister Olav Strand said on Monday.", "request",
     "Olav Strand"),
    ("Denmark is to [[host the exercise]] in September.", "plan", "Denmark"),
    ("Japan hopes to [[open a liaison office in Tbilisi]].", "plan", "Japan"),
    ("Spain is looking into [[the purchase of two tankers]].", "consider", "Spain"),
    ("Portugal is willing to [[share its port with the mission]].", "consider", "Portugal"),
]  # fmt: skip
NO_MODALITY = [
    "The talks could collapse within days.",
    "The two frigates could be off Aden within a week.",
    "Norway could not have known that the ship was empty.",
    "Norway would have sent a frigate had the crew asked for one.",
    "Norway should have acted sooner, the report found.",
    "The canal will freeze by Friday.",
    "Norway will be the seventh country to hold the post.",
    "Estonia may be right about the cable.",
    "The minister might know more than he says.",
    "Visitors must show a passport at the gate.",
    "Travellers could use the old road.",
    "Can Norway send a frigate in time?",
    "Norway can send a frigate within two days.",
    "Prices will rise and wages may fall, economists say.",
]

# --- negation: what is refused, and what merely is not so ---
NEGATION = [
    ("Norway has no plan to [[close its embassy in Minsk]], the ministry said.", "refuse", "Norway"),
    ("Norway has no intention of [[leaving the fishing accord]].", "refuse", "Norway"),
    ("Finland does not plan to [[send troops to the mission]].", "refuse", "Finland"),
    ("Canada will not [[take part in the drill]].", "refuse", "Canada"),
    ("Canada is not considering [[a ban on imports of timber]].", "refuse", "Canada"),
    ("Denmark does not rule out [[a boycott of the summit]].", "consider", "Denmark"),
    ("Denmark would not stand in the way of [[the sale of the port]].", "approve", "Denmark"),
    ("Turkey will not block [[the accession of Sweden]].", "approve", "Turkey"),
    ("Poland does not intend to [[pay the fine]].", "refuse", "Poland"),
    ("Neither Norway nor Sweden will [[recognise the vote]].", "refuse", "Norway and Sweden"),
    ("Norway is not going to [[pay for the wall]], Minister Anna Berg said.", "refuse", "Norway"),
    ("Japan is unwilling to [[extend the lease of the port]].", "refuse", "Japan"),
    ("Spain did not approve [[the transfer of the radars]].", "refuse", "Spain"),
    ("Latvia would never [[hand over the archive]].", "refuse", "Latvia"),
]  # fmt: skip
NO_NEGATION = [
    "Norway did not commit to sending troops.",
    "Norway has not promised to send troops.",
    "Norway made no promise to rebuild the pier.",
    "Norway has not decided to close the base.",
    "Norway has not decided whether to send a frigate.",
    "Norway gave no assurance that it would pay for the damage.",
    "Nobody asked Norway to send a frigate.",
    "Norway was not asked to join the mission.",
    "Norway did not agree to the wording of the text.",
    "Norway did not begin construction of the pier in time.",
    "There is no agreement to extend the truce.",
    "Norway never hoped to leave the treaty.",
    "The minister could not say when the talks would resume.",
    "Not every ally has pledged to raise spending.",
]

# --- conditions ---
CONDITIONS = [
    ("Norway will [[send a frigate]] if the Security Council asks for one.", "plan", "Norway"),
    ("If Congress approves, the United States will [[sell the radars to Kenya]].", "plan", "United States"),
    ("Unless the raids stop, Norway will [[recall its envoy]].", "plan", "Norway"),
    ("Finland would [[reopen the crossing]] if Russia stopped the flow of migrants, Minister Anna Berg said.", "plan",
     "Finland"),
    ("Provided that parliament agrees, Norway plans to [[lease the base for ten years]].", "plan", "Norway"),
    ("Norway pledged to [[withdraw its last patrol]] on condition that Sweden does the same.", "pledge", "Norway"),
    ("Subject to the approval of parliament, Norway will [[lend the fund two billion crowns]].", "plan", "Norway"),
    ("Norway agreed to [[lift the ban on imports]] in exchange for access to the port.", "agree", "Norway"),
    ("Once the treaty enters into force, Norway will [[destroy its remaining mines]].", "plan", "Norway"),
    ("Should the talks fail, Norway will [[close the strait to warships]].", "plan", "Norway"),
    ("As long as the blockade lasts, Norway will [[keep the corridor open]].", "plan", "Norway"),
    ("Norway is ready to [[resume deliveries of gas]] if the debt is settled.", "consider", "Norway"),
]  # fmt: skip
NO_CONDITIONS = [
    "If Norway pulls out, Finland will be alone.",
    "If Norway were to leave the treaty, Finland would have to pay more.",
    "Were Norway to sell the ships, the coast would lie open.",
    "Had Norway sent a frigate, the crew would have lived.",
    "Norway would lose its seat if it left the pact.",
    "If Norway agrees to extend the lease, prices will fall.",
    "It is unclear whether Norway will send a frigate.",
    "Nobody knows if Norway plans to send a frigate.",
    "Unless Norway withdraws its troops, the talks are over.",
    "What would happen if Norway closed the strait is anybody’s guess.",
    "Even if Norway had promised to pay, the debt would remain.",
    "Imagine that Norway decides to close the strait.",
]

# --- reports within reports, and guesses of what others will do ---
REPORTED = [
    ("Defence Secretary Paul Reed said that President Ames had promised to [[build the yard in Ohio]].", "pledge",
     "President Ames"),
    ("According to Minister Anna Berg, Finland has agreed to [[share the data from its radars]].", "agree", "Finland"),
    ("Minister Anna Berg recalled that Norway had pledged to [[double its aid to the region]].", "pledge", "Norway"),
    ("“The president has promised to [[rebuild the fleet]],” Defence Secretary Paul Reed said of President Ames.",
     "pledge", None),
    ("Minister Anna Berg told reporters that the Danish side had asked Norway to [[open its archive]].", "request",
     None),
    ("The ministry in Oslo said that Norway would [[withdraw the last of its tanks]].", "plan", "Norway"),
    ("Norway announced that it would [[close the base at Bodin]].", "plan", "Norway"),
    ("Norway announced plans to [[close the base at Bodin]].", "plan", "Norway"),
    ("Two officials said Finland was considering [[the purchase of a second icebreaker]].", "consider", "Finland"),
    ("Minister Anna Berg told parliament that her government intends to [[scrap the levy on fuel]].", "plan", None),
    ("President Lind cited a promise by Norway to [[pay for the pier]].", "pledge", "Norway"),
    ("“Finland has told us that it will [[lift the veto]],” Minister Anna Berg said.", "plan", "Finland"),
]  # fmt: skip
NO_REPORTED = [
    "Minister Anna Berg said many people expect Norway to join the pact.",
    "Analysts predict that Norway will leave the treaty.",
    "Minister Anna Berg fears that Russia will attack the cables.",
    "Officials believe that Russia will close the strait.",
    "Minister Anna Berg hopes that Finland will sign the treaty.",
    "Minister Anna Berg said the treaty would bring peace to the coast.",
    "Minister Anna Berg spoke at length about the weather.",
    "There are rumours that Norway will sell the ships.",
    "Minister Anna Berg suspects that Russia plans to cut the cable.",
    "The report said that Norway lies between two seas.",
    "Minister Anna Berg called President Lind on Tuesday.",
    "Bookmakers expect that Norway will vote to stay out.",
]

# --- what is only supposed, by an inverted verb ---
INVERTED = [
    ("Were Norway to lift the ban, Finland would [[reopen the crossing]].", "plan", "Finland"),
    ("Norway would [[close the strait]] were Russia to attack Finland.", "plan", "Norway"),
    ("Should Seoul refuse to pay, Washington could [[withdraw its troops]].", "consider", "United States"),
    ("“Should you decide to send troops, we will [[open the port]],” Minister Anna Berg told Norway.", "plan", None),
    ("President Lind said that should Norway refuse to pay, Finland would [[close the port]].", "plan", "Finland"),
    # inversions that suppose nothing
    ("Not only had Norway agreed to [[send troops]], it had paid for them.", "agree", "Norway"),
    ("Only then had Norway agreed to [[send troops]].", "agree", "Norway"),
    ("So had Finland agreed to [[send troops]].", "agree", "Finland"),
    ("As had Norway, Finland agreed to [[send troops]].", "agree", "Finland"),
    ("The ministers had agreed to [[send troops]], and the debt was to be paid.", "agree", None),
    ("There were two ministers who agreed to [[send troops]].", "agree", None),
    ("Norway should [[send troops]], Minister Anna Berg said.", "request", "Anna Berg"),
]
NO_INVERTED = [
    "Had Biden agreed to send troops, the war would have been shorter.",
    "Had Norway, which was ill prepared, agreed to send troops, the war would have been shorter.",
    "The war would be over had Biden agreed to send troops.",
    "Finland would be safer had Norway pledged to send troops.",
    "Should Norway decide to leave the treaty, Finland will be alone.",
    "But should Norway agree to send troops, Finland will be safe.",
    "Even had Norway agreed to send troops, Finland would not have joined.",
    "Were Norway to agree to lift the ban, prices would fall.",
    "“Had Norway agreed to send troops, we would have won,” President Lind said.",
    "President Lind said that had Norway promised to pay, the debt would be gone.",
    "Had they met in Geneva, the ministers would have signed the treaty.",
    "Norway could have signed the treaty.",
]

# --- what is said not to be so ---
DISOWNED = [
    ("Norway denied that it had agreed to [[send troops]].", "refuse", "Norway"),
    ("Norway denied having agreed to [[send troops]].", "refuse", "Norway"),
    ("Norway denied agreeing to [[send troops]].", "refuse", "Norway"),
    ("Norway has denied reports that it agreed to [[send troops]].", "refuse", "Norway"),
    ("Norway denied that it would [[send troops]].", "refuse", "Norway"),
    ("Minister Anna Berg rejected the suggestion that Norway had promised to [[pay for the pier]].", "refuse",
     "Anna Berg"),
    # true all the same
    ("It is true that Norway agreed to [[send troops]].", "agree", "Norway"),
    ("It is not surprising that Norway agreed to [[send troops]].", "agree", "Norway"),
    ("Norway did not deny that it had agreed to [[send troops]].", "agree", "Norway"),
    ("Norway confirmed reports that it had agreed to [[send troops]].", "agree", "Norway"),
    ("Reports that Norway agreed to [[sell the ships]] were confirmed.", "agree", "Norway"),
    ("There is truth to the reports that Norway agreed to [[send troops]].", "agree", "Norway"),
]  # fmt: skip
NO_DISOWNED = [
    "It is not true that Norway agreed to send troops.",
    "Russia denied a report that Norway agreed to send troops.",
    "It is false that Norway has promised to pay for the pier.",
    "It isn’t true that Norway will close the strait.",
    "There is no truth to reports that Norway agreed to send troops.",
    "There is no truth in the claim that Norway promised to pay for the pier.",
    "Rumours that Norway had promised to send troops spread on Monday.",
    "Reports that Norway agreed to sell the ships are false, the ministry said.",
    "The report that Norway agreed to send troops was wrong.",
    "The claim that Norway promised to lift the ban is baseless.",
    "Minister Anna Berg called reports that Norway had agreed to sell the ships false.",
    "It is a lie that Norway promised to pay for the pier.",
    "Contrary to rumours that Norway had agreed to send troops, none were sent.",
    "There is no evidence that Norway agreed to send troops.",
    "Nothing suggests that Norway agreed to send troops.",
]

# --- what is left open, and what is not hindered ---
UNHINDERED = [
    ("Norway won’t stand in the way of [[Sweden joining the alliance]].", "approve", "Norway"),
    ("“We will not stand in the way of [[the sale]],” Minister Anna Berg said.", "approve", "Anna Berg"),
    ("Norway has said it will not oppose [[the accession of Sweden]].", "approve", "Norway"),
    ("Turkey will not prevent Sweden from [[joining the alliance]].", "approve", "Turkey"),
    ("Turkey will not object to [[the sale]].", "approve", "Turkey"),
    ("Turkey pledged [[not to block the accession of Sweden]].", "pledge", "Turkey"),
    ("Norway will [[stand in the way of the sale]].", "plan", "Norway"),
    ("Turkey will not [[stop the sale of the jets]].", "refuse", "Turkey"),
]
NO_UNHINDERED = [
    "Norway may or may not join the mission.",
    "Norway may, or may not, join the mission.",
    "Finland might or might not send a frigate.",
    "Norway will or will not send troops, nobody knows.",
    "Norway may not join the mission.",
    "Norway might not send a frigate.",
]

# --- who does what in clauses side by side ---
BESIDE = [
    ("Norway will [[send a frigate]] and Finland will [[send troops]].", "plan plan", "Norway"),
    ("Norway agreed to [[lift the ban]] and Finland promised to [[pay for the pier]].", "agree pledge", "Norway"),
    ("Norway promised to [[build a yard]], and Finland, if parliament agrees, will [[send a frigate]].", "pledge plan",
     "Norway"),
    ("Norway will [[send a frigate to Latvia and Estonia]] and [[lift the ban]].", "plan plan", "Norway"),
    ("The minister who met Lind and Berg agreed to [[lift the ban]].", "agree", None),
    ("Norway bought ships and will [[buy planes]].", "plan", "Norway"),
]  # fmt: skip
NO_BESIDE: list[str] = []

# --- neither … nor, passives, and what a relative clause describes ---
TURNED = [
    ("Norway will neither [[lift the ban]] nor [[pay the fine]].", "refuse refuse", "Norway"),
    ("Norway will not only [[lift the ban]] but also [[pay the fine]].", "plan plan", "Norway"),
    ("Kyiv was promised [[40 tanks]] by Berlin.", "pledge", "Germany"),
    ("[[Troops]] have been promised by Norway.", "pledge", "Norway"),
    ("[[The request for more ammunition]] was turned down by Berlin.", "refuse", "Germany"),
    ("Two letters say that [[the tanks]] that Norway promised to [[send]] have not arrived.", "pledge", "Norway"),
    ("Finland, to which Norway promised [[40 tanks]], thanked Oslo.", "pledge", "Norway"),
    ("Norway as well as Finland promised to [[lift the ban]].", "pledge", "Norway and Finland"),
    ("Norway refused to rule out [[sending tanks]].", "consider", "Norway"),
    ("Norway did not exclude [[sending tanks]].", "consider", "Norway"),
    ("Norway excluded [[sending tanks]].", "refuse", "Norway"),
    ("[[The sale of the tanks]] remains on hold.", "delay", None),
    ("Norway remains committed to [[sending tanks]].", "reaffirm", "Norway"),
    ("Norway refused to [[send tanks]].", "refuse", "Norway"),
    ("Norway must [[send tanks]], according to Finland.", "request", "Finland"),
]

# --- promises that are broken, kept up or given up ---
BROKEN = [
    ("Norway broke its promise to [[send tanks]].", "breach", "Norway"),
    ("Norway failed to keep its promise to [[send tanks]].", "breach", "Norway"),
    ("Norway fell short of its pledge to [[send 40 tanks]].", "breach", "Norway"),
    ("Norway went back on its promise to [[send tanks]].", "withdraw", "Norway"),
    ("Norway stands by its promise to [[send tanks]].", "reaffirm", "Norway"),
    ("Norway decided against [[sending tanks]].", "refuse", "Norway"),
    ("Norway repeated its promise to [[send tanks]].", "pledge", "Norway"),
    ("Norway came out against [[the ban on imports]].", "object", "Norway"),
]
NO_BROKEN = [
    "The storm broke the mast of the frigate.",
    "Norway wished it had promised tanks.",
    "Finland expects Norway to send tanks.",
    "Norway may have agreed to send tanks.",
    "Norway has no objection to sending tanks.",
    "The minister fell short of breath.",
]

test_by_the_rules, test_with_the_network = of_tables(
    {
        "modality": Table(MODALITY, NO_MODALITY, 0.9),
        "negation": Table(NEGATION, NO_NEGATION, 0.85),
        "conditions": Table(CONDITIONS, NO_CONDITIONS, 0.75),
        "reported": Table(REPORTED, NO_REPORTED, 0.85),
        "inverted": Table(INVERTED, NO_INVERTED, 0.85),
        "disowned": Table(DISOWNED, NO_DISOWNED, 0.9),
        "unhindered": Table(UNHINDERED, NO_UNHINDERED, 0.9),
        "beside": Table(BESIDE, NO_BESIDE, 0.8),
        "turned": Table(TURNED, [], 0.8),
        "broken": Table(BROKEN, NO_BROKEN, 0.85),
    }
)


# text, the condition of its act
TERMS = [
    ("Norway will send a frigate if the Security Council asks for one.", "if the Security Council asks for one"),
    ("If Congress approves, the United States will sell the radars to Kenya.", "If Congress approves"),
    ("Unless the raids stop, Norway will recall its envoy.", "Unless the raids stop"),
    ("Norway agreed to lift the ban in exchange for access to the port.", "in exchange for access to the port"),
    ("Should the talks fail, Norway will close the strait to warships.", "Should the talks fail"),
    ("Subject to the approval of parliament, Norway will lend it money.", "Subject to the approval of parliament"),
    ("Provided that parliament agrees, Norway plans to lease the base.", "Provided that parliament agrees"),
    ("As long as the blockade lasts, Norway will keep the corridor open.", "As long as the blockade lasts"),
    ("Were Norway to lift the ban, Finland would reopen the crossing.", "Were Norway to lift the ban"),
    ("Norway will close the strait should the talks fail.", "should the talks fail"),
    ("Norway, subject to the approval of parliament, will lend it money.", "subject to the approval of parliament"),
    ("Norway will open the corridor.", None),
    ("If the talks fail, the ban stays. Norway will open the corridor.", None),
    ("Norway will open an office that will close if the talks fail.", None),
    ("The president, who takes office if the court agrees, will open the corridor.", None),
    ("Norway will open the corridor in June, as the mayor had asked.", None),
    ("Norway will open the corridor so that ships can pass.", None),
]


@pytest.mark.parametrize(("text", "condition"), TERMS)
def test_conditions(text: str, condition: str | None) -> None:
    (one,) = read(text, "news", "rules").acts
    assert (one.condition and one.condition.exact) == condition


# text, the conditions of its acts in text order
SEVERAL = [
    ("Norway will send a frigate, and Finland, subject to the approval of parliament, will send troops.",
     (None, "subject to the approval of parliament")),
    ("Norway agreed to lift the ban, and Finland, in exchange for access to the port, agreed to pay.",
     (None, "in exchange for access to the port")),
    ("Norway agreed to build a yard, to send a frigate if the Council asks, and to open an office.",
     (None, "if the Council asks", None)),
    ("Norway agreed to build a yard, send a frigate subject to approval by parliament, and open an office.",
     (None, "subject to approval by parliament", None)),
    ("Subject to the approval of parliament, Norway will build a yard and open an office.",
     ("Subject to the approval of parliament", "Subject to the approval of parliament")),
    ("Norway will send a frigate; if the talks fail, Finland will recall its envoy.", (None, "if the talks fail")),
    ("Norway will close the strait. Subject to approval, Finland will send troops.", (None, "Subject to approval")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "conditions"), SEVERAL)
def test_each_act_has_its_own_condition(text: str, conditions: tuple[str | None, ...]) -> None:
    found = in_order(read(text, "news", "rules"))
    assert tuple(one.condition and one.condition.exact for one in found) == conditions
