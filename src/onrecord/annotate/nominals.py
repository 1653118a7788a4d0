"""Noun phrases that call an actor by office, kind or number instead of a name."""

from onrecord.annotate.cast import PAST, Cast, roles, sex_of_titles
from onrecord.annotate.descriptions import again, described
from onrecord.annotate.groups import named_later, titled_together, together
from onrecord.annotate.phrases import LONGEST_LIST, Phrase, definite, said_before, singular, styles, told_to
from onrecord.annotate.pronouns import PERSON_REACH, by_nearness, nearest
from onrecord.annotate.titles import fits, holders_known, in_office, title_words
from onrecord.records import ActorKind

# How many sentences back "the country" or "the group" reaches.
TAKE_UP_REACH = 2
# Mentions of NATO after which "the alliance" is it where the text takes other states together, too.
ATLANTIC = 2
# Of the persons named with a noun no more are looked at.
MOST_NAMED = 200
_SMALL = frozenset(("the", "this", "that", "of", "'s", "’s", "his", "her", "their", "its", "our", "-"))
_MOVEMENTS = frozenset(("party", "movement", "group", "militia", "network", "organization", "organisation", "rebel"))
_RULING = frozenset(("government", "administration"))


def called(cast: Cast, phrase: Phrase) -> tuple[tuple[str, ...], str]:
    """Who the phrase calls, and a label: role, group or description. No names if it calls nobody known to be there."""
    parse = cast.parse
    head = phrase.head
    lemma = singular(parse.lower[head], parse.tag[head], parse.lemma[head])
    if head > 1 and parse.lower[head - 2] == "co" and parse.word[head - 1] == "-":
        lemma = f"co-{lemma}"
    plural = lemma != parse.lower[head] or parse.tag[head] in ("NNS", "NNPS")
    if plural and lemma == "minister" and parse.lower[head - 1] == "prime":
        lemma = "prime minister"
    number = _number(cast, phrase)
    if _names_person(cast, phrase):
        return cast.named[phrase.right], "title"
    movement = _movement(cast, phrase, lemma)
    if movement:
        return movement, "name"
    shared = _shared_title(cast, phrase)
    if shared:
        return shared, "title"
    listed = _named_behind(cast, phrase, number) if plural else ()
    if listed:
        return listed, "group"
    if plural or number:
        return _several(cast, phrase, lemma, number), "group"
    so_called = max(_by_noun(cast, phrase), again(cast, phrase))[1]
    if phrase.office == "official" and lemma in roles().unnamed and so_called:
        return so_called, "role"  # "the diplomat" is no other official
    names = cast.present(_one(cast, phrase, lemma)) or so_called
    return names or _implied(cast, phrase, lemma) or described(cast, phrase, _kind(lemma)), "role"


def _named_behind(cast: Cast, phrase: Phrase, number: int) -> tuple[str, ...]:
    """The persons whose names follow a plural: "the two ministers, Ann Example and Bo Sample,"."""
    parse = cast.parse
    at = phrase.right + 1
    if at >= len(parse) or parse.word[at] not in (",", "–", "—"):
        return ()
    found: dict[str, None] = {}
    for token in range(at + 1, min(len(parse), at + LONGEST_LIST)):
        names = cast.named[token]
        if len(names) == 1 and names[0] in cast.actors and cast.actors[names[0]].kind == "person":
            found[names[0]] = None
        elif parse.lower[token] not in (",", "and", "&") and parse.tag[token] != "NNP":
            break
    return tuple(found) if len(found) > 1 and number in (0, len(found)) else ()


def _told_apart(cast: Cast, phrase: Phrase) -> bool:
    """True if more words say which are meant: "those countries hit by the storm", "the world's poorest countries"."""
    parse = cast.parse
    after = phrase.right + 1
    clause = any(
        parse.dep[kid] in ("acl", "relcl") and parse.edges[kid][0] == after for kid in parse.children[phrase.head]
    )
    most = any(parse.tag[at] in ("JJS", "RBS") for at in range(phrase.left, phrase.head))
    return clause or most


def _number(cast: Cast, phrase: Phrase) -> int:
    """How many the phrase counts of those already there; 0 for "2 million people" and "two unnamed officials"."""
    parse = cast.parse
    for at in range(phrase.left, phrase.head):
        if parse.lower[at] in roles().numbers:
            counted = at + 1 == phrase.head or definite(cast, phrase)
            return roles().numbers[parse.lower[at]] if counted and parse.tag[at + 1] != "CD" else 0
    return 0


def _several(cast: Cast, phrase: Phrase, lemma: str, number: int) -> tuple[str, ...]:
    """Who a plural calls: those it takes together, or a group of its own by its words."""
    names: tuple[str, ...] = ()
    states = cast.states_of(phrase.inside)
    if cast.parse.lower[phrase.left] == "our" and lemma in roles().ours and len(cast.issuers) > 1 and not states:
        return cast.present(cast.issuers)
    others = number and not definite(cast, phrase) and told_to(cast, phrase) > phrase.right
    if (number or definite(cast, phrase)) and (states or not phrase.inside) and not others:
        if lemma in roles().states_together and not number and _told_apart(cast, phrase):
            return described(cast, phrase, "group")
        bare = phrase.head - phrase.left <= 1 and phrase.right == phrase.head
        names = together(cast, lemma, number, states, phrase.office, bare)
    if not names and not others and (len(states) > 1 or definite(cast, phrase)):
        only = all(name in cast.actors and cast.actors[name].kind == "state" for name in phrase.inside)
        names = named_later(cast, lemma, number, states, phrase.office) if only else ()
    if not names and definite(cast, phrase) and phrase.right == phrase.head:
        names = titled_together(cast, {lemma, cast.parse.lower[phrase.head]})
    if names:
        return cast.present(names)
    own = again(cast, phrase)[1] or described(cast, phrase, "group")
    if own and (phrase.inside or phrase.right > phrase.head or phrase.left < phrase.head - 1):
        cast.groups.setdefault(lemma, own[0])
    return own


def _movement(cast: Cast, phrase: Phrase, lemma: str) -> tuple[str, ...]:
    """The party or movement whose name stands before a word for one: "Lind's Example party", "Example rebels"."""
    before = phrase.head - 1
    while before > phrase.left and cast.parse.tag[before] == "JJ" and not cast.named[before]:
        before -= 1
    names = cast.named[before] if before >= phrase.left and lemma in _MOVEMENTS else ()
    known = len(names) == 1 and names[0] in cast.actors and cast.actors[names[0]].kind == "group"
    return names if known and names[0] not in cast.described and phrase.right == phrase.head else ()


def _shared_title(cast: Cast, phrase: Phrase) -> tuple[str, ...]:
    """The person whose name follows a second title: "Acting President and Prime Minister Ann Example"."""
    parse = cast.parse
    after = phrase.head + 2
    if phrase.right > phrase.head or not phrase.office or after >= len(parse) or parse.lower[after - 1] != "and":
        return ()
    names = cast.named[after]
    titled = parse.lower[after] in title_words() and parse.lower[phrase.left] not in roles().definite
    person = titled and len(names) == 1 and names[0] in cast.actors and cast.actors[names[0]].kind == "person"
    return names if person else ()


def _names_person(cast: Cast, phrase: Phrase) -> bool:
    """True if the phrase runs straight into a person's name: "Minister for Roads and Ports Ann Example"."""
    parse = cast.parse
    names = cast.named[phrase.right]
    if phrase.right == phrase.head or not phrase.office or len(names) != 1 or names[0] not in cast.actors:
        return False
    first = phrase.right
    while first > phrase.head and cast.named[first - 1] == names:
        first -= 1
    own = cast.layers.within("name", parse.start[first], parse.end[phrase.right])
    if any(mark.label == "title" and mark.start > parse.end[phrase.head] for mark in own):
        return False  # "a spokesman for Minister Ann Example"
    person = cast.actors[names[0]].kind == "person"
    return person and first - 1 > phrase.head and parse.tag[first - 1].startswith("NNP")


def _kind(lemma: str) -> ActorKind:
    return "person" if lemma in roles().persons else "body"


def _one(cast: Cast, phrase: Phrase, lemma: str) -> tuple[str, ...]:
    """Who a singular phrase calls: a government its state, an office its holder, "the alliance" its members."""
    states = cast.states_of(phrase.inside)
    if lemma in styles():
        styled = [seen.names for seen in reversed(cast.people) if lemma in cast.titles.get(seen.names[0], ())]
        monarchs = [seen.names for seen in reversed(cast.people) if cast.actors[seen.names[0]].office == "monarch"]
        return next(iter((*styled, *monarchs)), ())
    if lemma in _RULING:
        if cast.parse.lower[phrase.left] in ("my", "our") and len(cast.issuers) == 1:
            return cast.issuers
        if states:
            cast.ruling[lemma] = states[:1]
            return states[:1]
        single = len(cast.issuers) == 1 and definite(cast, phrase)
        return cast.issuers if single else cast.ruling.get(lemma, ()) if phrase.left == phrase.head - 1 else ()
    back = _taken_up(cast, phrase, lemma)
    if back:
        return back
    ours = cast.parse.lower[phrase.left] in ("our", "their")
    if lemma == "alliance" and (ours or definite(cast, phrase)):
        enough = ATLANTIC if any(len(cast.states_of(seen.names)) > 1 for seen in cast.plurals) else 1
        if not states and len(cast.issuers) < 2 and cast.count.get("NATO", 0) >= enough:
            return ("NATO",)
        return states if len(states) > 1 else together(cast, lemma, 0, (), "", True)
    head = _head_of(cast, phrase, lemma)
    if head:
        return head
    if lemma == "side" and len(states) == 1 and definite(cast, phrase):
        return states
    if phrase.office and (definite(cast, phrase) or phrase.inside or cast.parse.word[phrase.head][0].isupper()):
        return _holder(cast, phrase, states)
    return ()


def _head_of(cast: Cast, phrase: Phrase, lemma: str) -> tuple[str, ...]:
    """The person last named who serves the body of "the USFK commander", where the noun is one for heads."""
    own = {name for name in phrase.inside if name in cast.actors and cast.actors[name].kind in ("body", "group")}
    bare = phrase.left == cast.parse.sentences[cast.parse.sentence[phrase.head]][0]  # "USFK commander says", a headline
    leads = lemma in roles().heads or phrase.office in ("president", "leader")
    if not own or not leads or not (definite(cast, phrase) or bare):
        return ()
    states = set(cast.states_of(tuple(own))) if any(name.endswith("presidency") for name in own) else set()
    for seen in reversed(cast.people):
        actor = cast.actors[seen.names[0]]
        if own <= cast.serves.get(actor.name, set()) or (actor.office == "president" and states & set(actor.states)):
            return seen.names
    later = [name for name, serves in cast.serves.items() if own <= serves and name not in cast.described]
    return tuple(later) if len(later) == 1 else ()


def _taken_up(cast: Cast, phrase: Phrase, lemma: str) -> tuple[str, ...]:
    """The state or body that "the country", "the ministry" or "the group" takes up; only a bare phrase does."""
    table = roles()
    if lemma in table.take_up_states and cast.parse.lower[phrase.left] in ("our", "my") and phrase.right == phrase.head:
        return cast.states_of(cast.speaker_at(phrase.head) or cast.voice(phrase.head)) or cast.home
    if phrase.right > phrase.head or phrase.left != phrase.head - 1 or not definite(cast, phrase):
        return ()
    things = [seen for seen in reversed(cast.things) if seen.names[0] not in cast.described]
    if lemma in table.take_up_states:
        kinds: tuple[str, ...] = ("state",)
    elif lemma in table.take_up_bodies:
        kinds = ("body", "group")
    else:
        so = [seen for seen in things if lemma in seen.names[0].lower()]
        so = [seen for seen in so if cast.parse.lower[seen.token] == lemma] or so
        return so[0].names if so and lemma in table.groups else ()
    fitting = [seen for seen in things if seen.names[0] in cast.actors and cast.actors[seen.names[0]].kind in kinds]
    if lemma in table.firms:
        fitting = [seen for seen in fitting if not table.authorities & set(seen.names[0].lower().split())]
    return nearest(cast, phrase.head, fitting, TAKE_UP_REACH)


def _by_noun(cast: Cast, phrase: Phrase) -> tuple[int, tuple[str, ...]]:
    """Where and who was last named with the noun of "the student" or "the rebel leader", and with the words before it.

    Who was named with just these words comes before who was named with more.
    """
    parse = cast.parse
    if phrase.right > phrase.head or not definite(cast, phrase):
        return -1, ()
    words = {*parse.lower[phrase.left : phrase.head]} - {*roles().definite}
    known = cast.nouns.get(parse.lower[phrase.head], [])
    fit = [
        (before == words, token, (name,))
        for token, name in known[:MOST_NAMED]
        if token < phrase.head and words <= (before := said_before(cast, token))
    ]
    return max(fit)[1:] if fit else (-1, ())


def _implied(cast: Cast, phrase: Phrase, lemma: str) -> tuple[str, ...]:
    """Whom the text named last and now calls by what everybody knows of him: "the candidate", "the Vermont senator"."""
    parse = cast.parse
    bare = parse.lower[phrase.left] == "the" and phrase.right == phrase.head and told_to(cast, phrase) == phrase.right
    if not bare or lemma in roles().unnamed or lemma not in roles().persons or not cast.is_subject(phrase.head):
        return ()
    if any(name not in cast.actors or cast.actors[name].kind not in ("state", "person") for name in phrase.inside):
        return ()  # "the IMF director" is that of the body
    sure = phrase.office and phrase.office not in ("official", *roles().generic_offices)
    if sure or "-" in parse.word[phrase.left : phrase.head + 2]:
        return ()  # a prime minister is who is one; "the commander-in-chief" is no commander
    sex = sex_of_titles().get(lemma)
    barred = cast.speaker_at(phrase.head)
    fitting = [
        seen
        for seen in reversed(cast.people)
        if seen.names[0] not in cast.described
        and seen.names[0] not in barred
        and (sex is None or cast.sex.get(seen.names[0], sex) == sex)
        and _so_called(cast, phrase, seen.names[0])
    ]
    return nearest(cast, phrase.head, fitting, PERSON_REACH)


def _so_called(cast: Cast, phrase: Phrase, name: str) -> bool:
    """True unless the person is known to hold another office than the phrase names."""
    office = cast.actors[name].office
    if not phrase.office or not office or "official" in (phrase.office, office):
        return True
    return fits(phrase.office, office) and _so_titled(cast, phrase, name)


def _plain(cast: Cast, phrase: Phrase) -> bool:
    """True if nothing but a title and the names of states make up the phrase."""
    parse = cast.parse
    bodies = [name for name in phrase.inside if name in cast.actors and cast.actors[name].kind != "state"]
    extra = [
        at for at in range(phrase.left, phrase.right + 1)
        if not cast.named[at] and parse.lower[at] not in title_words() and parse.lower[at] not in _SMALL
    ]  # fmt: skip
    return not bodies and not extra


def _so_titled(cast: Cast, phrase: Phrase, name: str) -> bool:
    """True unless two words of the phrase's title say which of many offices it is, and the person's is another."""
    said = {cast.parse.lower[at] for at in range(phrase.left, phrase.right + 1)} & title_words()
    return len(said) < 2 or said <= (cast.titles.get(name) or {word.lower() for word in name.split()})


def _may_hold(cast: Cast, phrase: Phrase, name: str, states: tuple[str, ...]) -> bool:
    """True if the person's office fits the phrase, and so does the state where one is said."""
    actor = cast.actors[name]
    if cast.past.get(name) and phrase.office not in roles().generic_offices:
        return False  # "former Minister Ann Example" is no more the minister
    held = actor.office and (actor.office == phrase.office or fits(phrase.office, actor.office))
    known = held and (not states or set(states) & set(actor.states))
    if not known and not (held and actor.states):
        return _in_table(cast, phrase.office, name, states)
    return bool(known) and (phrase.office not in roles().generic_offices or _so_titled(cast, phrase, name))


def _in_table(cast: Cast, office: str, name: str, states: tuple[str, ...]) -> bool:
    """True if the table of holders has one of that family name in such an office, of one of the states if any is said.

    For whom the text only calls by the family name: "Example said … The Norwegian prime minister".
    """
    rows = holders_known(cast.layers.offices).by_word.get(name.split()[-1].lower(), [])
    rows = [row for row in rows if in_office(row, cast.day)] or rows
    return any(fits(office, row.office) and (not states or row.of in states) for row in rows)


def _holder(cast: Cast, phrase: Phrase, states: tuple[str, ...]) -> tuple[str, ...]:
    past = {cast.parse.lower[at] for at in range(phrase.left, phrase.head)} & PAST
    if past:
        known = [seen.names for seen in reversed(cast.people) if past <= cast.titles.get(seen.names[0], set())]
        fitting = [names for names in known if fits(phrase.office, cast.actors[names[0]].office or "?")]
        return fitting[0] if fitting and definite(cast, phrase) else ()
    if any(cast.parse.lower[at] in ("a", "an", "any", "no", "every") for at in range(phrase.left, phrase.head)):
        return ()
    if phrase.office in roles().generic_offices and not _plain(cast, phrase):
        return ()
    barred = cast.speaker_at(phrase.head)
    own = cast.states_of(barred) or cast.home
    seen = [seen for seen in reversed(cast.people) if seen.names[0] not in barred]
    near = [names[0] for names in by_nearness(cast, phrase.head, seen, PERSON_REACH)]
    people = [*near, *(one.names[0] for one in seen)]
    people = [name for name in dict.fromkeys(people) if _may_hold(cast, phrase, name, states)]
    word = cast.parse.lower[phrase.head]
    # "The minister" is first who was named so, and only then a secretary of defence.
    for so_named in (True, False):
        for exact, home in ((True, own), (True, ()), (False, own), (False, ())):
            for name in people:
                actor = cast.actors[name]
                if (exact and actor.office != phrase.office) or (so_named and word not in cast.titles.get(name, ())):
                    continue
                if states or not home or set(home) & set(actor.states):
                    return (name,)
    for name in cast.officers.get(phrase.office, {}):
        if set(states) & set(cast.actors[name].states):
            return (name,)
    return ()
