"""In whose name an official text speaks: the states and bodies behind it."""

import re

from onrecord.annotate.titles import fits
from onrecord.layers import Layers
from onrecord.records import Actor, Mark
from onrecord.text import Span

# How far into the text its issuers are sought, in code points.
HEAD = 1000
# A text that says "the two leaders" so often, and never "we", is issued by both.
BOTH = 3

_LEADERS_OF = re.compile(
    r"\b[Ww]e,\s+(?=President|Prime|Chancellor|King)|\b[Ww]e,\s+the\s+(?=(?:President|Prime|Chancellor|King))|"
    r"\b(?:[Ww]e,?\s*(?:[–—-]\s*)?the\s+(?:\w+\s+){0,4}?(?:of|from)\b|[Gg]overnments of\b"
    r"|(?:[Ll]eaders|[Mm]inisters|[Pp]residents|[Hh]eads of [SG]\w+|[Rr]epresentatives) (?:of|from)\b"
    r"|[Jj]oint (?:\w+ ){0,2}(?:[Ss]tatement|[Dd]eclaration|[Cc]ommuniqu[eé])"
    r" (?:of the (?:[\w-]+ ){1,6}?between|of|by|between)\b)"
)
_BETWEEN = re.compile(
    r"[\s,;()]*+(?:(?:and|the|of|Government|Governments|Republic|with)[\s,;(]*+){0,5}[\w.)]{0,10}[\s,;]*+"
)
# How far beside a name its country is sought, and what stands between them.
_BESIDE = 60
_OF = re.compile(r", (?:\w+ )*of (?:the )?")
_WE = re.compile(r"\b(?:[Ww]e|[Oo]ur)\b")
_BOTH = re.compile(
    r"\b(?:[Tt]he two|[Bb]oth) (?:\w+ )?(?:[Ll]eaders|[Mm]inisters|[Pp]residents|sides|countries|nations)\b"
)
_OURS = re.compile(
    r"\b[Oo]ur (?:(?:two |three )?(?:countries|nations|peoples|leaders|governments|[Pp]residents)|(?:two|three) \w+)\b"
)
_AT_HOME = re.compile(r"\b(?:[Mm]y [Aa]dministration|[Oo]ur [Nn]ation|the Congress|the American people)\b")
# Verbs by whose present a state speaks in its own name.
_SPEAKING_NOW = frozenset(
    ("affirm", "announce", "applaud", "appeal", "call", "commend", "condemn", "congratulate", "declare", "deplore",
     "express", "join", "note", "oppose", "pledge", "reaffirm", "recognise", "recognize", "regret", "reiterate",
     "reject", "support", "thank", "underscore", "urge", "welcome")
)  # fmt: skip
# A text whose head says by whom it is: "Statement by Norway", "Remarks of President Lind".
_TITLED_BY = re.compile(
    r"\b(?:[Ss]tatement|[Rr]emarks|[Rr]eadout|[Aa]ddress|[Ss]peech|[Dd]eclaration|[Cc]ommuniqu[eé]|[Bb]riefing)s?"
    r"(?: (?:of|by|from) (?:the )?| (?:\w+ ){1,3}?(?:by|from) (?:the )?)(?:Government of (?:the )?)?"
)
_LEADING = (
    "president",
    "prime minister",
    "leader",
    "monarch",
    "foreign minister",
    "defence minister",
    "vice president",
)


def issuers(layers: Layers, kind: str, publisher_state: str) -> tuple[tuple[str, ...], list[Span]]:
    """The names of the issuers, and the spans that name them; the publisher's state where the text names nobody.

    A text that says "we, the leaders of …" or opens with parties that each have their country beside them is theirs
    together; any other is its publisher's, or of the country whose officials it names without saying whose they are.
    """
    names = [mark for mark in layers.layer("name") if mark.start < HEAD]
    if kind in ("communique", "readout", "factsheet"):
        together = _listed(layers, names) or _opening(layers, names) or (_both(layers) if kind == "communique" else [])
        if together:
            return _unique(layers, together)
    if kind == "transcript":
        speaking = _speaking(layers)
        if len(speaking) > 1 or (speaking and not publisher_state):
            return tuple(speaking), []
    if publisher_state:
        return (publisher_state,), []
    if (named := _titled(layers, names)) is not None:
        return _unique(layers, [named])
    return _home(layers, names, kind in ("speech", "transcript"))


def _titled(layers: Layers, names: list[Mark]) -> Mark | None:
    """Who the headline or a heading says that the text is by; None where it names nobody who acts for a state."""
    for block in layers.layer("block")[:3]:
        if block.label not in ("headline", "heading"):
            continue
        for found in _TITLED_BY.finditer(layers.text, block.start, block.end):
            for mark in names:
                actor = _actor(layers, mark)
                if mark.start == found.end() and actor is not None and actor.states:
                    return mark
    return None


def _actor(layers: Layers, mark: Mark) -> Actor | None:
    return layers.actors.get(mark.value[0]) if mark.value else None


def _is_state(layers: Layers, mark: Mark) -> bool:
    actor = _actor(layers, mark)
    return actor is not None and mark.label == "name" and (actor.kind == "state" or actor.states == (actor.name,))


def _listed(layers: Layers, names: list[Mark]) -> list[Mark]:
    """The parties listed after "we, the leaders of" or "we, President …"."""
    for found in _LEADERS_OF.finditer(layers.text, 0, HEAD):
        listed: list[Mark] = []
        at = found.end()
        for mark in names:
            if mark.start < at or _actor(layers, mark) is None:
                continue
            if not _BETWEEN.fullmatch(layers.text, at, mark.start):
                break
            listed.append(mark)
            at = mark.end
        ours = found.group().lower().startswith("we")
        if len({mark.value for mark in listed}) > 1 or (listed and ours):
            return listed
    return []


def _opening(layers: Layers, names: list[Mark]) -> list[Mark]:
    """The parties before the main verb of one of the first sentences: states, or persons each with a country."""
    parse = layers.parse
    first_words = _row(layers, names)
    if len(first_words) > 1:
        return first_words
    for first, stop in parse.sentences[:3]:
        verb = next((at for at in range(first, stop) if parse.head[at] == at), first)
        inside = [mark for mark in names if parse.start[first] <= mark.start and mark.end <= parse.start[verb]]
        members: list[Mark] = []
        for mark in inside:
            bracketed = layers.text[mark.start - 1 : mark.start] == "("
            if not bracketed and (not members or mark.start >= members[-1].end):
                members.append(mark)
        if len({mark.value for mark in members}) < 2 or parse.tag[verb] not in ("VBD", "VBP", "VBN", "VB"):
            continue
        if all(_is_state(layers, mark) for mark in members):
            return members
        countries = sum(_has_country(layers, mark) for mark in members)
        if all(_person(layers, mark) for mark in members) and countries >= max(2, len(members) - 1):
            return members
    return []


def _row(layers: Layers, names: list[Mark]) -> list[Mark]:
    """The states with whose names the text begins, in a row."""
    row: list[Mark] = []
    at = 0
    for mark in names:
        if not _is_state(layers, mark) or not _BETWEEN.fullmatch(layers.text, at, mark.start):
            break
        row.append(mark)
        at = mark.end
    return row


def _person(layers: Layers, mark: Mark) -> bool:
    actor = _actor(layers, mark)
    return actor is not None and actor.kind == "person" and bool(actor.states)


def _has_country(layers: Layers, mark: Mark) -> bool:
    """True if a country stands in the name's phrase, or beside it ("Ann Example, Prime Minister of Norway")."""
    if any(other != mark and _is_state_word(layers, other) for other in layers.within("name", mark.start, mark.end)):
        return True
    actor = _actor(layers, mark)
    for other in layers.within("name", mark.start - _BESIDE, mark.end + _BESIDE) if actor and actor.states else []:
        if other.value == actor.states[:1] and other.label in ("name", "demonym"):  # type: ignore[union-attr]
            before, after = layers.text[other.end : mark.start], layers.text[mark.end : other.start]
            if before in (", ", " ") or _OF.fullmatch(after):
                return True
    return False


def _is_state_word(layers: Layers, mark: Mark) -> bool:
    actor = _actor(layers, mark)
    return actor is not None and actor.kind in ("state", "body")


def _both(layers: Layers) -> list[Mark]:
    """The leaders, or else the states, that a text takes together as "the two leaders" or "our two countries"."""
    said = [found.group().lower() for found in _BOTH.finditer(layers.text)]
    ours = [found.group().lower() for found in _OURS.finditer(layers.text)]
    if len(ours) < 2 and (len(said) < BOTH or len(_WE.findall(layers.text)) > BOTH):
        return []
    wanted = 3 if sum("three" in words or "trilateral" in words for words in (*said, *ours)) > 1 else 2
    leaders: dict[str, Mark] = {}
    states: dict[str, Mark] = {}
    for mark in layers.layer("name"):
        actor = _actor(layers, mark)
        if (
            actor
            and actor.kind == "person"
            and actor.states
            and any(fits(actor.office or "?", one) for one in _LEADING)
        ):
            leaders.setdefault(actor.states[0], mark)
        elif _is_state(layers, mark):
            states.setdefault(str(mark.value[0] if mark.value else ""), mark)
    if len(leaders) == wanted or (len(leaders) > wanted and ours):
        return list(leaders.values())[:wanted]
    return list(states.values())[:wanted] if ours and len(states) >= wanted else []


def _speaking(layers: Layers) -> dict[str, None]:
    """The states of the leaders whose names label the turns of a transcript."""
    found: dict[str, None] = {}
    for block in layers.layer("block"):
        if block.label == "turn":
            for mark in layers.within("name", block.start, block.end):
                actor = _actor(layers, mark)
                if actor and actor.kind == "person" and actor.office in _LEADING:
                    found.update(dict.fromkeys(actor.states[:1]))
    return found


def _home(layers: Layers, names: list[Mark], spoken: bool) -> tuple[tuple[str, ...], list[Span]]:
    """The state of the first official named without a country, for at home it goes without saying.

    Who speaks names others, so what is `spoken` is left out of that. Failing that the United States where the text
    speaks of its institutions as its own; else nobody, for a state that is only named need not be the one that speaks.
    """
    abroad = {mark.value for mark in names if _has_country(layers, mark)}  # later only "Minister Lind"
    for mark in () if spoken else names:
        actor = _actor(layers, mark)
        if actor is None or actor.kind != "person" or mark.label != "title" or mark.value in abroad:
            continue
        if actor.states:
            return actor.states[:1], [mark.span]
        if (host := _host(layers, names)) is not None:
            return _unique(layers, [host])
        break
    if _AT_HOME.search(layers.text):
        return ("United States",), []
    own = None if spoken else _own_voice(layers, names)
    return _unique(layers, [own]) if own is not None else ((), [])


def _host(layers: Layers, names: list[Mark]) -> Mark | None:
    """The state for which an official at home acts: the only one that does something and sends no official itself."""
    guests = {str(mark.value[0]) for mark in layers.layer("name") if mark.label == "demonym" and mark.value}
    for mark in layers.layer("name"):
        actor = _actor(layers, mark)
        if actor is not None and actor.kind == "person" and actor.states and _has_country(layers, mark):
            guests.update(actor.states)
    parse = layers.parse
    acting: dict[str, Mark] = {}
    for mark in names:
        actor = _actor(layers, mark)
        state = actor is not None and actor.kind == "state" and mark.label == "name"
        root = parse.root_of(mark.start, mark.end) if state else None
        if root is not None and parse.dep[root] == "nsubj" and mark.value and mark.value[0] not in guests:
            acting.setdefault(str(mark.value[0]), mark)
    return next(iter(acting.values())) if len(acting) == 1 else None


def _own_voice(layers: Layers, names: list[Mark]) -> Mark | None:
    """The state in whose own name a text opens: the subject of a first sentence that speaks now ("Norway condemns")."""
    parse = layers.parse
    for block in layers.layer("block"):
        if block.label not in ("paragraph", "item"):
            continue
        first = parse.token_at(block.start)
        if first >= len(parse):
            return None
        begin, stop = parse.sentences[parse.sentence[first]]
        verb = next((at for at in range(begin, stop) if parse.head[at] == at), begin)
        subject = parse.child(verb, "nsubj")
        speaks = parse.tag[verb] in ("VBZ", "VBP") and parse.lemma[verb] in _SPEAKING_NOW
        if not speaks or subject is None:
            return None
        inside = [mark for mark in names if mark.start <= parse.start[subject] < mark.end and _is_state(layers, mark)]
        return inside[0] if inside else None
    return None


def _unique(layers: Layers, marks: list[Mark]) -> tuple[tuple[str, ...], list[Span]]:
    found: dict[str, Span] = {}
    for mark in marks:
        actor = _actor(layers, mark)
        for name in actor.states[:1] if actor and actor.kind == "person" else mark.value or ():
            found.setdefault(str(name), mark.span)
    return tuple(found), list(found.values())
