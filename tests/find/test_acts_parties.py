"""Acts by who stands to whom: joint subjects, reactions, requests, standing commitments; each beside look-alikes."""

from tests.find.compared import Table, of_tables

# --- several who act together ---
JOINT = [
    ("President Lind of Norway met President Kask of Estonia in Tallinn. The two leaders agreed to [[link their power "
     "grids]].", "agree", "President Lind and President Kask"),
    ("Norway and Finland ended a week of talks. Both sides will [[withdraw their patrols from the strait]].", "plan",
     None),
    ("NATO will [[expand the patrols in the Baltic Sea]].", "plan", "NATO"),
    ("The ministers of NATO met in Oslo. The Alliance will [[send a fourth battalion to Latvia]].", "plan", "NATO"),
    ("The European Union and Japan signed [[an accord on data]].", "agree", "European Union and Japan"),
    ("Norway, Finland and Sweden pledged to [[guard the cables together]].", "pledge", "Norway and Finland and Sweden"),
    ("Oslo and Helsinki agreed to [[share the cost of the bridge]].", "agree", "Norway and Finland"),
    ("Minister Anna Berg and Minister Ola Lind agreed to [[reopen the rail line]].", "agree",
     "Anna Berg and Ola Lind"),
    ("Norway and Sweden will jointly [[develop a light torpedo]].", "plan", "Norway and Sweden"),
    ("Norway and Finland have decided to [[merge their rescue services]].", "plan", "Norway and Finland"),
    ("The governments of Norway and Finland asked Iceland to [[host the talks]].", "request", "Norway and Finland"),
    ("Minister Anna Berg of Norway met Minister Ola Lind of Sweden. The two ministers discussed [[a joint purchase of "
     "helicopters]].", "discuss", "Anna Berg and Ola Lind"),
]  # fmt: skip
NO_JOINT = [
    "The two leaders smiled for the cameras.",
    "Both sides have claimed victory.",
    "The two ministers have known each other for years.",
    "The Alliance is stronger than ever.",
    "Norway and Finland are neighbours.",
    "The two teams will meet again on Friday.",
    "Each side blamed the other for the delay.",
    "Both countries will be hit by the drought.",
    "The sides agree that talks are useful.",
    "The two leaders agreed that the weather had been kind.",
    "Norway and Finland will remember the dead.",
    "The allies share a long border.",
]

# --- what others do, welcomed or condemned ---
REACTIONS = [
    ("Sweden welcomed [[the reopening of the strait]].", "endorse", "Sweden"),
    ("Sweden praised Norway for [[opening its border to the refugees]].", "endorse", "Sweden"),
    ("China condemned [[the sale of the radars to Taiwan]].", "object", "China"),
    ("Russia criticised [[the deployment of the battery in Poland]].", "object", "Russia"),
    ("Minister Anna Berg called [[the launch of the missile]] a provocation.", "object", "Anna Berg"),
    ("Japan supports [[the expansion of the council]], its envoy said.", "endorse", "Japan"),
    ("Sweden said it opposed [[the construction of the pipeline]].", "object", "Sweden"),
    ("Iran denounced [[the sanctions]] as illegal.", "object", "Iran"),
    ("Minister Anna Berg expressed concern over [[the deployment of missiles near the border]].", "object",
     "Anna Berg"),
    ("Minister Anna Berg applauded [[the truce in the north]].", "endorse", "Anna Berg"),
    ("Norway is opposed to [[a ban on fishing]].", "object", "Norway"),
    ("Denmark hailed [[the release of the crew]].", "endorse", "Denmark"),
    ("Finland protested against [[the jamming of signals by Russia]].", "object", "Finland"),
]  # fmt: skip
NO_REACTIONS = [
    "Minister Anna Berg welcomed the guests at the gate.",
    "Fans welcomed the team with songs.",
    "The port supports four hundred jobs.",
    "Norway celebrated its national day.",
    "The roof supports a mast.",
    "Norway defended its title.",
    "Minister Anna Berg praised her hosts.",
    "The critics panned the film.",
    "The bridge is opposed by nobody.",
    "Minister Anna Berg opposed Ola Lind in the last election.",
    "The storm was welcome after the drought.",
    "Norway did not object to the wording.",
]

# --- requests, demands, refusals ---
ASKED = [
    ("Norway requested that [[Finland return the vessel]].", "request", "Norway"),
    ("Norway appealed to Finland to [[release the three sailors]].", "request", "Norway"),
    ("Minister Anna Berg insisted on [[a full inspection of the plant]].", "request", "Anna Berg"),
    ("Norway demanded [[the release of the crew]].", "request", "Norway"),
    ("Norway wants Finland to [[pay for the repairs]].", "request", "Norway"),
    ("Finland declined to [[extend the lease of the port]].", "refuse", "Finland"),
    ("Finland rejected [[the demand for compensation]].", "refuse", "Finland"),
    ("Finland blocked [[the sale of the shipyard]].", "refuse", "Finland"),
    ("Norway encouraged Finland to [[join the fund]].", "request", "Norway"),
    ("Minister Anna Berg said Finland needs to [[open its books]].", "request", "Anna Berg"),
    ("Russia vetoed [[the resolution on the strait]].", "refuse", "Russia"),
    ("Norway sought [[an extension of the lease]].", "request", "Norway"),
    ("Finland turned down [[the offer of a loan]].", "refuse", "Finland"),
    ("Norway is pushing for [[an early end to the embargo]].", "request", "Norway"),
]  # fmt: skip
NO_ASKED = [
    "Norway asked what had happened.",
    "Norway called Finland on Friday.",
    "Norway declined to comment on the raid.",
    "The engine refused to start.",
    "Norway pressed its case.",
    "Demand for gas fell.",
    "Norway’s appeal to visitors is plain.",
    "The heat pushed prices up.",
    "He wanted to sleep.",
    "Minister Anna Berg refused to say who had called.",
    "The door would not open.",
    "The question called for patience.",
    "Minister Anna Berg asked whether the port was open.",
]

# --- what stands already ---
STANDING = [
    ("Norway remains committed to [[the defence of the strait]].", "reaffirm", "Norway"),
    ("Norway reaffirmed its commitment to [[the defence of the strait]].", "reaffirm", "Norway"),
    ("Minister Anna Berg reiterated that Norway would [[pay for the pier]].", "reaffirm", "Norway"),
    ("Norway will continue to [[arm Ukraine]].", "reaffirm", "Norway"),
    ("Norway’s commitment to [[defend Iceland]] is ironclad, Minister Anna Berg said.", "reaffirm", "Norway"),
    ("Norway will keep [[training Ukrainian crews]].", "reaffirm", "Norway"),
    ("Norway adheres to [[the treaty on the law of the sea]].", "reaffirm", "Norway"),
    ("Norway renewed its pledge to [[clear the mines]].", "reaffirm", "Norway"),
    ("Norway recommitted to [[the goals of the accord]].", "reaffirm", "Norway"),
    ("Norway stands by [[the treaty]], Minister Anna Berg said.", "reaffirm", "Norway"),
    ("Norway stays committed to [[clearing the mines]].", "reaffirm", "Norway"),
    ("Minister Anna Berg reaffirmed Norway’s resolve to [[protect the cables]].", "reaffirm", "Norway"),
]  # fmt: skip
NO_STANDING = [
    "Norway remains a member of the council.",
    "The pier remains closed.",
    "Norway continues to face shortages.",
    "The rain continued to fall.",
    "Norway stands on the edge of the continent.",
    ("Norway remains opposed to [[the sale of the shipyard]].", "object", "Norway"),
    ("Norway remains open to [[a joint patrol]].", "consider", "Norway"),
    "The commitment of the staff impressed the visitors.",
    "The committee remains in session.",
    "Norway’s resolve was tested by the storm.",
    "Minister Anna Berg stood by the window.",
    "The clock continues to tick.",
]

test_by_the_rules, test_with_the_network = of_tables(
    {
        "joint": Table(JOINT, NO_JOINT, 0.85),
        "reactions": Table(REACTIONS, NO_REACTIONS, 0.7),
        "asked": Table(ASKED, NO_ASKED, 0.85),
        "standing": Table(STANDING, NO_STANDING, 0.8),
    }
)
