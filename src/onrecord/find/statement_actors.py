"""Who says what is said: the actors of statements, by the fullest form that the text has for them."""

from collections.abc import Collection, Iterable

from onrecord.find.drafts import Draft
from onrecord.find.parties import FIRST_PERSON, party
from onrecord.find.rows import row
from onrecord.layers import Layers
from onrecord.parse import SUBJECTS
from onrecord.records import Mark
from onrecord.text import Span
from onrecord.vocabulary.cues import cues

# Who wrote a paper stands behind these.
_AUTHORS = frozenset(("by", "from", "of"))
# Verbs of which who writes or sends a paper is the subject; articles that take up a paper; in how many words back.
_SENT = frozenset(("issue", "release", "send", "write", "publish", "sign", "post", "file"))
_BACK = frozenset(("the", "this", "that"))
_FAR = 600
# What who stands behind a paper does to it.
_MADE = _SENT - {"publish"} | {"draft", "author", "prepare", "conduct", "compile", "produce", "deliver", "make", "back"}
# Papers that speak for who issues them; how many sentences back he is sought, and those who issue one together.
_ISSUED = frozenset(("statement", "communique", "communiqué", "declaration", "decree", "order", "release", "agreement"))
_PUBLISHED = _ISSUED | {"book"}
_REACH, _JOINT_REACH = 1, 6
# What may stand before a name that ends the words for its bearer: "a peer, Lord Lind", "the Example's Ann Roe".
_BEFORE_NAME = frozenset(("NN", "NNS", "NNP", "NNPS", "JJ", "POS", ",", "''"))
# Prepositions that may stand among the members of a joint speaker.
_LINKS = frozenset(("of", "including"))
# How a word belongs to the noun that follows it, and is no member of a coordination by itself.
_LEADING = frozenset(("compound", "poss", "amod", "nmod", "nummod"))
# What points to somebody, and is no description: "he", "who"; "many" and "one of them" are all that is said.
_POINTING = frozenset(("PRP", "PRP$", "WP", "WDT", "EX"))


def actors(layers: Layers, drafts: Iterable[Draft], outer: dict[int, Draft]) -> dict[int, tuple[str, ...]]:
    """By id of a draft the names of who says it; `outer` has, by id, the draft inside which one is reported."""
    found: dict[int, tuple[str, ...]] = {}
    for draft in sorted(drafts, key=lambda draft: draft.content[0].start - draft.content[-1].end):
        found[id(draft)] = _actor(layers, draft, outer, found)
    return found


def _actor(layers: Layers, draft: Draft, outer: dict[int, Draft], found: dict[int, tuple[str, ...]]) -> tuple[str, ...]:
    if draft.follows is not None:
        first = draft.first
        return found.get(id(first)) or _actor(layers, first, outer, found)
    if draft.subject is None:
        return ()
    above = outer.get(id(draft))
    if above is not None and layers.parse.lower[draft.subject] in FIRST_PERSON:
        return found.get(id(above), ())
    names = _named_beside(layers, draft.subject) or _called_last(layers, draft)
    names = names or _written_by(layers, draft.subject) or party(layers, draft.subject).names
    return _with_unnamed(layers, draft, _all_named(layers, draft, names)) or _described(layers, draft)


def _named_beside(layers: Layers, noun: int) -> tuple[str, ...]:
    """Whom the name beside a description names: "the fire chief, Olof Lind,"; "Olof Lind, a fire chief who said"."""
    parse = layers.parse
    if parse.tag[noun] not in ("NN", "NNS"):
        return ()
    beside = parse.head[noun] if parse.dep[noun] == "appos" else parse.child(noun, "appos")
    return party(layers, beside).names if beside is not None and parse.tag[beside][:3] == "NNP" else ()


def _written_by(layers: Layers, noun: int) -> tuple[str, ...]:
    """Who wrote the paper that is said to say something: "a statement by the ministry"; "the statement", further on."""
    parse = layers.parse
    paper = parse.lower[noun]
    if parse.lemma[noun] not in cues(False).papers:
        return _issuers_near(layers, noun)
    names = _authors(layers, noun)
    if names or parse.tag[noun] != "NN" or parse.lower[max(0, noun - 1)] not in _BACK:
        return names or _issuers_near(layers, noun)
    for at in range(noun - 1, max(-1, noun - _FAR), -1):
        if parse.lower[at] == paper:
            names = _authors(layers, at)
            if names or parse.lower[max(0, at - 1)] not in _BACK:
                return names or _issuers_near(layers, at)
        elif parse.lemma[at] == paper and parse.tag[at][:2] == "VB":  # "emailed … The email"
            writer = parse.subject(at)
            return party(layers, writer).names if writer is not None else ()
    return _issuers_near(layers, noun)


def _issuers_near(layers: Layers, noun: int) -> tuple[str, ...]:
    """Who is subject before an announcement of nobody who is said: "Norway will pay, according to a statement"."""
    parse = layers.parse
    if parse.lemma[noun] not in _ISSUED or any(parse.tag[kid][:3] == "NNP" for kid in parse.children[noun]):
        return ()
    joint = any(parse.lower[kid] in ("joint", "trilateral", "bilateral") for kid in parse.children[noun])
    sentence = parse.sentence[noun]
    for number in range(sentence, max(-1, sentence - (_JOINT_REACH if joint else _REACH) - 1), -1):
        first, stop = parse.sentences[number]
        before = range(min(stop, noun) - 1, first - 1, -1)
        for token in before if number == sentence else reversed(before):
            names = party(layers, token).names if parse.dep[token] in SUBJECTS and token != noun else ()
            if names and (len(names) > 1 or not joint) and _known(layers, names):
                return names
    return ()


def _known(layers: Layers, names: tuple[str, ...]) -> bool:
    """True if the actors have names, and are more than the words that call them."""
    return all(name[:1].isupper() for name in names if name in layers.actors)


def _authors(layers: Layers, noun: int) -> tuple[str, ...]:
    """Who is said to have written or sent a paper, right where it is named."""
    parse, studies = layers.parse, cues(False).studies
    for kid in sorted(parse.children[noun], key=lambda kid: (parse.lower[kid] != "by", kid)):
        author = parse.lower[kid] in _AUTHORS and (parse.lower[kid] != "of" or parse.lemma[noun] not in studies)
        author = author or (parse.lower[kid] == "in" and _outlet(layers, parse.child(kid, "pobj")))
        of = parse.child(kid, "pobj") if author else kid if parse.dep[kid] == "poss" else None
        if parse.dep[kid] == "acl":  # "a letter signed by the minister", not "seen by The Example"
            published = parse.lemma[kid] == "publish" and parse.lemma[noun] in _PUBLISHED
            made = published or parse.lemma[kid] in _MADE
            agent = parse.child(kid, "agent") if made else None
            of = parse.child(agent, "pobj") if agent is not None else None
        sent = of is not None and (parse.lower[kid] != "from" or not _place(layers, of))
        if of is not None and sent and (names := party(layers, of).names):
            listed = [mark.value for mark in row(layers, of, any_place=True) if isinstance(mark.value, tuple)]
            together = tuple(dict.fromkeys(name for value in listed for name in value))
            return together if set(names) < set(together) else names
    above = parse.head[noun]
    verbs: Collection[str] = _SENT
    named = _named_before(layers, noun) if parse.lemma[noun] not in studies else ()
    if named:
        return named
    if parse.dep[noun] == "pobj" and parse.lower[above] == "in":
        above, verbs = parse.head[above], cues(False).verbs  # "said in a statement"
    elif parse.dep[noun] != "dobj":
        return ()
    writer = parse.child(above, "nsubj")
    done = parse.tag[above] in ("VBD", "VBZ", "VBP", "VBN") and parse.child(above, "neg") is None
    if writer is None or not done or parse.lemma[above] not in verbs:
        return ()
    return party(layers, writer).names


def _named_before(layers: Layers, noun: int) -> tuple[str, ...]:
    """The body whose name leads to the paper: "a White House statement", "a Daily Example editorial"."""
    parse = layers.parse
    for kid in parse.children[noun]:
        mark = layers.covering("mention", parse.start[kid], parse.end[kid])
        if mark is None or mark.end >= parse.start[noun] or parse.dep[kid] not in ("compound", "nmod"):
            continue
        names = mark.value if mark.label in ("name", "metonym") and isinstance(mark.value, tuple) else ()
        if names and all(name in layers.actors and layers.actors[name].kind != "person" for name in names):
            return names
    return ()


def _outlet(layers: Layers, token: int | None) -> bool:
    """True if a body is named there that publishes: "an editorial in The Example"."""
    names = party(layers, token).names if token is not None else ()
    return bool(names) and all(name in layers.actors and layers.actors[name].kind == "body" for name in names)


def _place(layers: Layers, token: int) -> bool:
    """True if a city stands there for its government: "a letter from Paris" may be anybody's."""
    mark = layers.covering("mention", layers.parse.start[token], layers.parse.end[token])
    return mark is not None and mark.label == "metonym"


def _described(layers: Layers, draft: Draft) -> tuple[str, ...]:
    """The words for a speaker whom nothing names or knows ("an international investigation")."""
    parse = layers.parse
    if draft.subject is None or draft.speaker is None or parse.tag[draft.subject] in _POINTING:
        return ()
    if parse.lower[draft.subject] in ("this", "that", "these", "those"):
        return ()
    head = parse.end[draft.subject]
    alone = parse.child(draft.subject, "cc") is None
    comma = layers.text.find(", ", head, draft.speaker.end) if alone else -1  # "the contract, a copy of which…"
    end = comma if comma >= 0 else draft.speaker.end
    return (" ".join(layers.text[draft.speaker.start : end].rstrip("'’").split()),)


def _all_named(layers: Layers, draft: Draft, names: tuple[str, ...]) -> tuple[str, ...]:
    """The names found, and those of the other members of a coordinated speaker that the parse does not reach."""
    parse = layers.parse
    if draft.speaker is None or not names:
        return names
    tokens = parse.tokens(*draft.speaker)
    if not any(parse.lower[token] == "and" for token in tokens):
        return names
    if any(parse.tag[token] in ("IN", "TO", "WP", "WDT") and parse.lower[token] not in _LINKS for token in tokens):
        return names
    more: list[str] = []
    end = -1
    for mark in layers.within("mention", *draft.speaker):
        if mark.start >= end and draft.speaker.covers(mark.span) and _is_member(layers, mark, draft.speaker):
            end = mark.end
            more.extend((mark.value,) if isinstance(mark.value, str) else mark.value or ())
    return tuple(dict.fromkeys(more)) if set(names) <= set(more) else names


def _is_member(layers: Layers, mark: Mark, speaker: Span) -> bool:
    """True unless the mention is part of the words for somebody else: "Israeli minister", "the chief of the navy"."""
    parse = layers.parse
    root = parse.root_of(*mark.span)
    if root is None or parse.tag[root][:2] == "JJ":
        return False
    first = parse.token_at(mark.start)
    inside = parse.dep[root] in _LEADING and parse.start[parse.head[root]] >= mark.end
    behind = mark.start > speaker.start and parse.tag[first - 1] == "IN" and parse.lower[first - 1] != "including"
    owner = parse.tag[root + 1 : root + 2] == ["POS"]
    told = mark.label in ("role", "group") and (mark.start > speaker.start or parse.tag[root] == "NNS")
    words = layers.text[mark.start : mark.end]
    own_words = told and isinstance(mark.value, tuple) and bool(mark.value) and mark.value[0] in words
    return not (inside or behind or owner or own_words)


def _called_last(layers: Layers, draft: Draft) -> tuple[str, ...]:
    """The person whose name ends the speaker's words, where what stands before it is no name ("a peer, Lord Lind")."""
    parse = layers.parse
    if draft.speaker is None or draft.subject is None or parse.tag[draft.subject] not in ("NN", "NNP"):
        return ()
    for mark in layers.within("mention", *draft.speaker):
        first = parse.token_at(mark.start)
        led = first > 0 and mark.start > draft.speaker.start and parse.tag[first - 1] in _BEFORE_NAME
        before = parse.tokens(draft.speaker.start, mark.start)
        if parse.tag[first - 1] == "POS" and any(parse.lower[token] == "and" for token in before):
            led = False  # "Ann Example and Norway's Bo Sample" are two
        if mark.end == draft.speaker.end and led and isinstance(mark.value, tuple) and len(mark.value) == 1:
            actor = layers.actors.get(mark.value[0])
            if mark.label in ("name", "title") and actor is not None and actor.kind == "person":
                return mark.value
    return ()


def _with_unnamed(layers: Layers, draft: Draft, names: tuple[str, ...]) -> tuple[str, ...]:
    """The names, and the words for those members of a coordinated speaker who are only described."""
    parse = layers.parse
    if draft.speaker is None or draft.subject is None or not names:
        return names
    members = [one for one in parse.conjuncts(draft.subject) if draft.speaker.covers(parse.span(one, one))]
    found = [*names]
    for number, member in enumerate(members if len(members) > 1 else ()):
        unnamed = parse.tag[member][:2] == "NN" and not party(layers, member)
        if unnamed and not _other_words(layers, members, number):
            found.append(_words_of(layers, member, draft.speaker))
    return tuple(found)


def _other_words(layers: Layers, members: list[int], number: int) -> bool:
    """True if a member only says what one beside it is: "two senators, Ann Roe and …", "Roe, a poet and painter"."""
    parse, member = layers.parse, members[number]
    first = parse.edges[member][0]
    if number + 1 < len(members):
        following = range(member + 1, members[number + 1])
        if not any(parse.lower[token] == "and" for token in following) and party(layers, members[number + 1]):
            return True
    if parse.tag[member] == "NNS" or number == 0 or not party(layers, members[number - 1]):
        return False
    between = [parse.word[token] for token in range(members[number - 1] + 1, first)]
    return "," in between[:-1] and between[-1:] == ["and"] and between[-2:-1] != [","]


def _words_of(layers: Layers, member: int, speaker: Span) -> str:
    """The words for one member of a coordination, without the members after it."""
    parse = layers.parse
    first = parse.edges[member][0]
    later = (
        parse.edges[kid][0]
        for kid in parse.children[member]
        if kid > member and parse.dep[kid] in ("cc", "conj", "punct")
    )
    last = min(later, default=parse.edges[member][1] + 1) - 1
    end = min(parse.end[max(last, member)], speaker.end)
    return " ".join(layers.text[max(parse.start[first], speaker.start) : end].split())
