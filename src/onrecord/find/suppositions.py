"""What is only supposed: in clauses such as "had Norway agreed", "were Norway to agree", "should the talks fail"."""

from itertools import pairwise

from onrecord.parse import Parse

_INVERTED = frozenset(("had", "were", "should"))
# What may stand before such a clause at the head of a sentence or of what is reported.
_OPENING = frozenset(("and", "but", "or", "that", "yet", "even", "—", "–", "--", *"-:;,(\"“„'‘«"))
# What makes another inversion of it: "never had Norway agreed", "so had Finland", "what should they do".
_FRONTED = frozenset(
    ("never", "not", "nor", "neither", "so", "seldom", "rarely", "hardly", "scarcely", "barely", "only", "as", "than",
     "what", "why", "how", "when", "where", "who", "whom", "which", "whose")
)  # fmt: skip
_UNREAL = frozenset(("would", "could", "should", "'d", "’d"))
_HAVE = frozenset(("have", "'ve", "’ve"))
_CLAUSES = frozenset(("ccomp", "conj", "parataxis", "dep", "advcl"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass", "expl"))
_FURTHEST = 8
# Words before it among which one that is fronted stands: "only then had Norway", "on no account should they".
_LEAD = 4


def supposed(parse: Parse, token: int) -> bool:
    """True for a word in a clause that its inverted verb makes a condition."""
    at = token
    for _ in range(_FURTHEST):
        opens = inverted(parse, at)
        if opens is not None:
            return token >= opens
        above = parse.head[at]
        if above == at or _beside(parse, at, above):
            return False
        at = above
    return False


def inverted(parse: Parse, verb: int) -> int | None:
    """The "had", "were" or "should" by which the clause of a verb is a condition; None where it is none."""
    opens, subject = _helper(parse, verb)
    if opens is None or subject is None or parse.tag[opens] not in ("VBD", "MD"):
        return None
    if any(opens < kid < verb and parse.tag[kid] == "MD" for kid in parse.auxiliaries(verb)):
        return None  # the verb of what would follow, on which the parser hung all
    return opens if _opens(parse, opens, subject) and not _asked(parse, opens) else None


def _helper(parse: Parse, verb: int) -> tuple[int | None, int | None]:
    """The "had", "were" or "should" of a verb and its subject, where they stand in this order before or at it."""
    kids = parse.children[verb]
    subject = next((kid for kid in kids if parse.dep[kid] in _SUBJECTS), None)
    if subject is None:
        return None, None
    if parse.lower[verb] == "were":
        return (verb, subject) if subject > verb else (None, None)
    first = next((kid for kid in kids if parse.lower[kid] in _INVERTED and parse.dep[kid] in ("aux", "auxpass")), None)
    above = parse.head[verb]
    if first is None and parse.lower[above] == "had" and above + 1 == parse.edges[subject][0]:
        first = above  # taken for a verb of its own: "had Norway sent"
    return (first, subject) if first is not None and first < subject < verb else (None, None)


def _opens(parse: Parse, opens: int, subject: int) -> bool:
    """True if a clause begins at the word: at the head of its sentence, or behind what would follow from it."""
    begin = parse.sentences[parse.sentence[opens]][0]
    before = parse.lower[opens - 1] if opens > begin else ""
    if not before or before in _OPENING:
        return True
    near = parse.edges[subject][0] == opens + 1
    fronted = any(parse.lower[at] in _FRONTED for at in range(max(begin, opens - _LEAD), opens))
    return near and not fronted and any(parse.tag[at] == "MD" for at in range(begin, opens))


def _asked(parse: Parse, token: int) -> bool:
    """True in a question: "had Norway agreed?"."""
    last = parse.sentences[parse.sentence[token]][1] - 1
    while last > token and not parse.word[last][0].isalnum() and parse.word[last] != "?":
        last -= 1
    return parse.word[last] == "?"


def _beside(parse: Parse, at: int, above: int) -> bool:
    """True for the verb of what would follow, which the parser hung on the verb of the condition."""
    opens = inverted(parse, above)
    if opens is None or parse.dep[at] not in _CLAUSES:
        return False
    first = parse.edges[at][0]
    follows = any(parse.tag[kid] == "MD" for kid in parse.children[at])
    own = any(parse.dep[kid] in _SUBJECTS for kid in parse.children[at])
    return first < opens or (own and follows and parse.word[first - 1] == ",")


def unfulfilled(parse: Parse, verb: int) -> bool:
    """True for a verb of what would have been so and was not: "would have agreed", "could have signed".

    Not of what will have been done by a day ("said that by June it would have left").
    """
    words = [parse.lower[kid] for kid in parse.auxiliaries(verb)]
    unreal = any(first in _UNREAL and then in _HAVE for first, then in pairwise(words))
    return unreal and not any(parse.lower[kid] == "by" for kid in parse.children[verb] if parse.dep[kid] == "prep")
