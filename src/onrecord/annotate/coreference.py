"""The mentions of a text, by name, title, role, pronoun or number, each with the actors that it means."""

import re
from collections.abc import Iterable, Iterator

import msgspec

from onrecord.annotate.appositions import appositives, note_past
from onrecord.annotate.cast import Cast, Seen, roles, sex_of_first_names, sex_of_titles
from onrecord.annotate.first_person import SINGULAR, FirstPerson
from onrecord.annotate.nominals import called
from onrecord.annotate.phrases import LONGEST_ROLE, Phrase, phrase_at, role_nouns, singular, styles
from onrecord.annotate.profiles import profiled, titles_of
from onrecord.annotate.pronouns import meant, the_two
from onrecord.annotate.titles import office_in, offices
from onrecord.components import Component
from onrecord.layers import Item, Layers
from onrecord.parse import SUBJECTS
from onrecord.records import Anchor, Mark
from onrecord.text import Span

# A coordination is taken together up to so many members.
MOST_MEMBERS = 16
_COUNTERPARTS = frozenset(("counterpart", "counterparts"))
# Verbs and nouns of which both sides are together: "met with", "in talks with".
_MET = frozenset(
    ("meet", "speak", "talk", "confer", "consult", "negotiate", "meeting", "talks", "call", "conversation",
     "summit", "discussion", "consultation", "dialogue", "session", "negotiation", "encounter", "dinner", "lunch",
     "conference", "phone", "agree", "join", "visit", "exchange", "appear", "hold", "conduct", "sign",
     "drill", "exercise", "manoeuvre", "agreement", "pact", "treaty", "deal")
)  # fmt: skip
# How words for one of a people end; "the French" and "the Chinese" are all of them.
_OF_ONE = frozenset(("an", "li", "qi", "ni", "mi", "ti", "ot", "rk", "ek", "de", "er"))
# "No minister" and "any minister" are nobody to whom a pronoun goes back.
_NOBODY = frozenset(("no", "any", "every", "each", "neither", "nobody"))
# What stands between the members of a row, with the owner of the second: "and Norway's Ann Example".
_PARTED = re.compile(r"(?:,? and |, |,? & )(?:the )?(?:[A-Z][\w.]*(?: [A-Z][\w.]*)?[’']s )?")
_WIDEST = 40


def run(layers: Layers) -> Iterable[Item]:
    """The `mention` marks in text order, valued with names of actors, and the actors with all their mentions."""
    cast = Cast(layers)
    heads = _heads(cast)
    joined = appositives(cast, heads)
    marks = list(_walk(cast, heads, joined))
    yield from marks
    yield from _actors(layers, cast, marks, joined)


def _heads(cast: Cast) -> dict[int, list[Mark]]:
    """The name marks by the token that heads them, the longest first; the cast learns who is named at each token."""
    parse = cast.parse
    found: dict[int, list[Mark]] = {}
    for mark in sorted(cast.layers.layer("name"), key=lambda mark: mark.start - mark.end):
        tokens = parse.tokens(mark.start, mark.end)
        if not tokens or not isinstance(mark.value, tuple):
            continue
        head = parse.root_of(mark.start, mark.end)
        for token in tokens:
            cast.named[token] = mark.value
        at = tokens[-1] if head is None else head
        found.setdefault(at, []).append(mark)
        _note_nouns(cast, mark, tokens)
        _note_sex(cast, mark)
    return found


def _note_nouns(cast: Cast, mark: Mark, tokens: range) -> None:
    """Returns nothing: notes the nouns with which a person is named ("harbour pilot Ann Example")."""
    parse = cast.parse
    actor = cast.actors.get(mark.value[0]) if mark.value else None
    if actor is None or actor.kind != "person":
        return
    before = tokens[0] - 1
    if mark.label == "title":
        words = [parse.lower[token] for token in tokens]
        cast.titles.setdefault(actor.name, set()).update(words)
        if office_in(words):
            note_past(cast, actor.name, words)
    led = before >= 0 and parse.tag[before] == "NN" and parse.head[before] in tokens
    for token in (*([before] if led else []), *(tokens if mark.label == "title" else ())):
        if parse.tag[token].startswith("NN"):
            cast.nouns.setdefault(parse.lower[token], []).append((token, actor.name))


def _note_sex(cast: Cast, mark: Mark) -> None:
    parse = cast.parse
    name = str(mark.value[0]) if mark.value else ""
    if name in cast.sex or cast.actors.get(name) is None or cast.actors[name].kind != "person":
        return
    for token in parse.tokens(mark.start, mark.end):
        if parse.lower[token] in sex_of_titles():
            cast.sex[name] = sex_of_titles()[parse.lower[token]]
            return
    sex = sex_of_first_names().get(name.split()[0].lower())
    if sex and " " in name:
        cast.sex[name] = sex


def _walk(cast: Cast, heads: dict[int, list[Mark]], joined: dict[int, Phrase]) -> Iterator[Mark]:
    parse = cast.parse
    taken = _taken(cast, joined)
    cast.voice = FirstPerson(cast).at
    pronouns = {word for words in roles().pronouns.values() for word in words}
    nouns = role_nouns()
    for token in range(len(parse)):
        if token in heads and _are_people(cast, token, heads[token][0]):
            yield from _nominal(cast, token, taken)
        elif token in heads:
            yield from _name(cast, token, heads[token][0], joined.get(token))
            for mark in heads[token][1:]:
                yield Mark("mention", mark.start, mark.end, mark.label, mark.value)
        elif parse.lower[token] in pronouns:
            yield from _pronoun(cast, token)
        elif parse.lower[token] in SINGULAR and cast.voice(token):
            yield Mark("mention", parse.start[token], parse.end[token], "pronoun", cast.voice(token))
        elif parse.lower[token] in roles().numbers and parse.dep[token] in SUBJECTS:
            yield from _number(cast, token)
        elif (
            parse.tag[token].startswith("NN")
            and not taken[token]
            and (
                singular(parse.lower[token], parse.tag[token], parse.lemma[token]) in nouns
                or (parse.entity[token] == "NORP" and parse.tag[token] in ("NNPS", "NNS"))
            )
        ):
            yield from _nominal(cast, token, taken)


def _are_people(cast: Cast, token: int, mark: Mark) -> bool:
    """True for some of a people ("many Norwegians", "a Norwegian"); "the Norwegians" are their state."""
    parse = cast.parse
    if mark.label != "demonym" or parse.tag[token][:2] != "NN":
        return False
    if parse.tag[token] in ("NN", "NNP"):
        alone = parse.dep[token] not in ("compound", "amod", "nmod") and parse.lower[token][-2:] in _OF_ONE
        return alone and token > 0 and parse.lower[token - 1] in ("a", "an", "one", "another", "the", "this", "that")
    return not (token > 0 and parse.lower[token - 1] in ("the", "both")) or bool(
        [kid for kid in parse.children[token] if parse.dep[kid] in ("relcl", "acl")]
    )


def _taken(cast: Cast, joined: dict[int, Phrase]) -> bytearray:
    """For each token 1 if a name, a title before a name or an apposition already says who is meant."""
    taken = bytearray(len(cast.parse))
    for mark in cast.layers.layer("name"):
        for token in cast.parse.tokens(mark.start, mark.end):
            taken[token] = 1
    for phrase in joined.values():
        taken[phrase.head] = 1
        for token in range(phrase.head + 1, phrase.right):
            if cast.parse.lower[token] in ("and", "&"):  # a second office of the same person
                taken[token + 1 : phrase.right + 1] = b"\1" * (phrase.right - token)
    return taken


def _name(cast: Cast, token: int, mark: Mark, phrase: Phrase | None) -> Iterator[Mark]:
    parse = cast.parse
    names = mark.value if isinstance(mark.value, tuple) else ()
    start, end = mark.start, mark.end
    first = parse.token_at(start)
    if first > 0 and parse.lower[first - 1] == "the" and parse.start[parse.head[first - 1]] < end:
        start = parse.start[first - 1]
    yield Mark("mention", start, end, mark.label, names)
    if phrase is not None:
        left, right = parse.start[phrase.left], parse.end[phrase.right]
        yield Mark("mention", min(left, start), max(right, end), "title", names)
    if mark.label == "title" and len(names) == 1:
        inside = {name for at in parse.tokens(mark.start, mark.end) for name in cast.named[at]}
        cast.serves.setdefault(names[0], set()).update(inside)
    _note_counterpart(cast, mark, names)
    at = token if phrase is None or phrase.head > token else phrase.head
    if at != token:
        cast.named[at] = names
    cast.see(at if cast.is_subject(at) else token, names)
    _see_together(cast, at, names)
    if not _in_title(cast, mark) and not _owns_next(cast, parse.token_at(mark.end - 1)):
        _see_row(cast, Seen(token, parse.sentence[token], names, False, 0), Span(mark.start, mark.end))


def _owns_next(cast: Cast, token: int) -> bool:
    """True if a possessive with a name behind it follows: "Norway's Ann Example"."""
    following = cast.parse.tag[token + 1 : token + 3]
    return following[:1] == ["POS"] and following[1:] == ["NNP"]


def _in_title(cast: Cast, mark: Mark) -> bool:
    """True for the state in "US Secretary Ann Example" and "Minister Ann Example of Norway": it is in no row."""
    around = cast.layers.within("name", mark.start, mark.end)
    return any(
        other.label == "title" and other.start <= mark.start and mark.end <= other.end and other.span != mark.span
        for other in around
    )


def _note_counterpart(cast: Cast, mark: Mark, names: tuple[str, ...]) -> None:
    """Returns nothing: a counterpart has the office of whose he is: "met his Norwegian counterpart Bo Roe"."""
    parse = cast.parse
    tokens = parse.tokens(mark.start, mark.end)
    if len(names) != 1 or not tokens or cast.actors[names[0]].kind != "person":
        return
    first = max(parse.sentences[parse.sentence[tokens[0]]][0], tokens[0] - LONGEST_ROLE // 2)
    noun = next((at for at in range(tokens[-1], first - 1, -1) if parse.lower[at] in _COUNTERPARTS), None)
    if noun is None:
        return
    before = dict.fromkeys(name for at in range(noun + 1, tokens[0]) for name in cast.named[at] if name != names[0])
    whose = next(
        (at for at in range(noun - 1, first - 1, -1) if parse.tag[at] == "PRP$" or parse.tag[at + 1] == "POS"), None
    )
    owners = cast.named[whose] if whose is not None else ()
    held = cast.actors[owners[len(before)]].office if len(before) < len(owners) else None
    if whose is None or not held:
        return
    actor = cast.actors[names[0]]
    states = cast.states_of(tuple(name for at in range(whose + 1, noun) for name in cast.named[at]))
    cast.actors[names[0]] = msgspec.structs.replace(actor, office=held, states=actor.states or states)
    cast.officers.setdefault(held, {})[names[0]] = None


def _see_row(cast: Cast, seen: Seen, span: Span) -> None:
    """Returns nothing: remembers persons or states named in a row, however the parser has them ("X, Y, and Z")."""
    parse = cast.parse
    between = parse.text[cast.row_end : span.start] if cast.row and span.start - cast.row_end < _WIDEST else ""
    parted = _PARTED.fullmatch(between)
    alike = cast.row and _kind_of(cast, cast.row[0].names) == _kind_of(cast, seen.names)
    cast.row = [*cast.row, seen][:MOST_MEMBERS] if parted and alike else [seen]
    cast.row_end = span.end
    if parted and len(cast.row) > 1 and ("and" in between or "&" in between):
        names = tuple(dict.fromkeys(name for one in cast.row for name in one.names))
        first = next((one.token for one in cast.row if cast.is_subject(one.token)), cast.row[0].token)
        if len(names) > 1:
            cast.see(first, names)
            _see_meeting(cast, cast.row[0].token, names)


def _kind_of(cast: Cast, names: tuple[str, ...]) -> str:
    return cast.actors[names[0]].kind if names and names[0] in cast.actors else ""


def _see_together(cast: Cast, token: int, names: tuple[str, ...]) -> None:
    """Returns nothing: remembers the coordination that ends here, and who is met with by whom."""
    first, members = _coordinated(cast, token)
    if len(members) > 1 and all(cast.named[member] for member in members):
        together = tuple(dict.fromkeys(name for member in members for name in cast.named[member]))
        if len(together) > 1:
            cast.see(first, together)
            names = together
    _see_meeting(cast, first, names)


def _see_meeting(cast: Cast, first: int, names: tuple[str, ...]) -> None:
    """Returns nothing: remembers who meets those named, of whom the first stands at the token, together with them."""
    parse = cast.parse
    head = parse.head[first]
    if parse.dep[first] == "pobj" and parse.lower[head] == "with":
        verb = parse.head[head]
        if parse.lemma[verb] not in _MET:
            return
        subject = next((kid for kid in parse.children[verb] if parse.dep[kid] in SUBJECTS), None)
        if subject is None and parse.dep[verb] in ("dobj", "pobj", "conj"):
            subject = parse.subject(parse.head[verb])
        hosts = parse.conjuncts(subject)[:MOST_MEMBERS] if subject is not None else []
        partners = tuple(dict.fromkeys(name for at in hosts for name in cast.named[at]))
        if partners and partners != names and subject is not None:
            cast.see(subject, tuple(dict.fromkeys((*partners, *names))))
    elif parse.dep[first] == "dobj" and parse.lemma[head] in ("meet", "join", "host", "welcome", "receive", "call"):
        subject = parse.subject(head)
        if subject is not None and cast.named[subject] and cast.named[subject] != names:
            cast.see(subject, tuple(dict.fromkeys((*cast.named[subject], *names))))


def _coordinated(cast: Cast, token: int) -> tuple[int, list[int]]:
    """The first member of the coordination that ends at the token, and all members; only the token if there is none."""
    parse = cast.parse
    first = token
    path = [token]
    while parse.dep[first] == "conj" and parse.head[first] != first and len(path) < MOST_MEMBERS:
        first = parse.head[first]
        path.append(first)
    found = {*path}
    for at in path[1:]:
        found.update(kid for kid in parse.children[at][:MOST_MEMBERS] if parse.dep[kid] == "conj" and kid < token)
    return first, sorted(member for member in found if not _owns_next(cast, member))


def _pronoun(cast: Cast, token: int) -> Iterator[Mark]:
    names = meant(cast, token)
    if names:
        cast.named[token] = names
        cast.see(token, names)
        yield Mark("mention", cast.parse.start[token], cast.parse.end[token], "pronoun", names)


def _number(cast: Cast, token: int) -> Iterator[Mark]:
    names = the_two(cast, token)
    if names:
        cast.named[token] = names
        cast.see(token, names)
        first = _led_start(cast, token)
        yield Mark("mention", first, cast.parse.end[token], "group", names)


def _led_start(cast: Cast, token: int) -> int:
    """Where the phrase of a lone number begins, its article included."""
    parse = cast.parse
    led = token > 0 and parse.lower[token - 1] in ("the", "all", "these", "those") and parse.head[token - 1] == token
    return parse.start[token - 1] if led else parse.start[token]


def _headlined(cast: Cast, token: int) -> bool:
    """True if in a headline a role stands right before a verb that the parser takes for a noun ("chief signals…")."""
    parse = cast.parse
    verb = token + 1
    if parse.head[token] != verb or parse.tag[verb] not in ("NNS", "VBZ") or parse.lemma[token] not in roles().persons:
        return False
    first = cast.layers.layer("block")[:1]
    return bool(first) and first[0].label == "headline" and parse.start[token] < first[0].end


def _nominal(cast: Cast, token: int, taken: bytearray) -> Iterator[Mark]:
    parse = cast.parse
    if parse.dep[token] in ("compound", "nmod", "amod") and parse.head[token] > token and not _headlined(cast, token):
        return
    if parse.word[token + 1 : token + 2] == ["-"] and parse.end[token] == parse.start[token + 1]:
        return  # "commander-in-chief" is one word
    if parse.lower[token] in styles() and parse.lower[token + 1 : token + 2] == ["the"]:
        return  # "His Majesty the Sultan of …": the second noun says who
    if parse.lower[token] == "counterpart" and parse.lower[token + 1 : token + 2] == ["to"]:
        return  # "a counterpart to the staff of the fleet" is a thing
    if parse.lower[token - 1 : token] == ["of"] and " ".join(parse.lower[token - 2 : token + 1]) in offices():
        return  # the state of "heads of state"
    phrase = phrase_at(cast, token)
    second = _second(cast, phrase)
    if second is not None:
        taken[second] = 1
        phrase = phrase._replace(right=second)
    names, label = _predicated(cast, token) or called(cast, phrase)
    if not names:
        return
    cast.named[token] = names
    if len(names) > 1 or (cast.actors[names[0]].kind in ("person", "state", "group", "body") and _refers(cast, phrase)):
        cast.see(token, names)
    _see_together(cast, token, names)
    span = parse.span(phrase.left, phrase.right)
    yield Mark("mention", span.start, span.end, label, names)


def _second(cast: Cast, phrase: Phrase) -> int | None:
    """The second noun of a pair that is one group: "our allies and partners"; None if there is no such pair."""
    parse, second = cast.parse, phrase.head + 2
    if phrase.right != phrase.head or second >= len(parse) or parse.lower[second - 1] not in ("and", "&"):
        return None
    lemmas = {singular(parse.lower[at], parse.tag[at], parse.lemma[at]) for at in (phrase.head, second)}
    plural = all(parse.tag[at] in ("NNS", "NNPS") for at in (phrase.head, second))
    return second if plural and len(lemmas) == 2 and lemmas <= roles().pairs else None


def _predicated(cast: Cast, token: int) -> tuple[tuple[str, ...], str] | None:
    """The person of whom the noun is said ("Ann Example is the minister"); None if it is said of nobody named."""
    parse = cast.parse
    if parse.dep[token] != "attr" or parse.tag[token] in ("NNS", "NNPS"):
        return None
    subject = parse.subject(parse.head[token])
    names = cast.named[subject] if subject is not None else ()
    if len(names) != 1 or names[0] not in cast.actors or cast.actors[names[0]].kind != "person":
        return None
    cast.nouns.setdefault(parse.lower[token], []).append((token, names[0]))
    return names, "role"


def _refers(cast: Cast, phrase: Phrase) -> bool:
    """True unless the phrase only describes somebody or nobody, or names him by another ("a citizen", "his father")."""
    parse = cast.parse
    if parse.dep[phrase.head] in ("attr", "oprd", "acomp") or parse.lower[phrase.left] in _NOBODY:
        return False
    owned = parse.tag[phrase.left] == "PRP$"
    return not owned or parse.dep[phrase.head] in SUBJECTS


def _actors(layers: Layers, cast: Cast, marks: list[Mark], joined: dict[int, Phrase]) -> Iterator[Item]:
    mentions: dict[str, list[Anchor]] = {}
    for mark in marks:
        for name in mark.value if isinstance(mark.value, tuple) else ():
            mentions.setdefault(name, []).append(layers.anchor(mark.start, mark.end))
    said = titles_of(layers)
    for head, phrase in joined.items():
        words = layers.text[slice(*cast.parse.span(phrase.left, phrase.right))]
        for name in cast.named[head][:1]:
            said.setdefault(name, []).append(words)
    for name, actor in cast.actors.items():
        if name in mentions:
            known = msgspec.structs.replace(actor, mentions=tuple(mentions[name]))
            yield profiled(known, said, layers, name in cast.described)


component = Component("coreference", "3", ("parse", "name", "quote", "provenance"), ("mention", "actors"), run)
