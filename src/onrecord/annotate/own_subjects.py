"""Subjects of coordinated clauses that the parser hung on a noun before: "sends a frigate and Finland will go"."""

from onrecord.parse import SUBJECTS, Parse

_JOINING = frozenset(("and", "but", "while", "or"))
_NAMES = frozenset(("GPE", "ORG", "PERSON", "NORP"))
_NOUNS = frozenset(("NN", "NNS", "NNP", "NNPS", "PRP"))
_FINITE = frozenset(("MD", "VBZ", "VBP", "VBD"))
_CLAUSES = frozenset(("conj", "ccomp", "dep", "parataxis"))
# Tokens between commas behind a subject that are looked over ("Finland, subject to a vote, will go").
_LONGEST_ASIDE = 14


def give_subjects(parse: Parse, first: int) -> None:
    """Returns nothing: hangs the noun before a verb without a subject on that verb, from the token `first` on."""
    for token in range(first + 2, len(parse.word) - 1):
        if parse.dep[token] == "nsubj" and parse.lower[token - 3 : token] == ["as", "well", "as"]:
            _join(parse, token)
        if parse.dep[token] != "conj" or parse.tag[token] not in _NOUNS:
            continue
        joint = _joint(parse, token)
        if joint is None:
            continue
        verb = _verb_after(parse, token)
        if verb is not None and _lacks_subject(parse, verb, token):
            _hang(parse, token, joint, verb)


def _join(parse: Parse, token: int) -> None:
    """Returns nothing: coordinates a second subject behind "as well as" with the first."""
    verb = parse.head[token]
    before = range(max(0, token - _LONGEST_ASIDE), token)
    first = next((at for at in before if parse.head[at] == verb and parse.dep[at] == "nsubj"), None)
    if first is not None:
        parse.head[token], parse.dep[token] = first, "conj"


def _joint(parse: Parse, token: int) -> int | None:
    """The "and" right before the phrase of a noun; None where none is."""
    at = token - 1
    while at > 0 and parse.lower[at] not in _JOINING and token in (parse.head[at], parse.head[parse.head[at]]):
        at -= 1
    return at if parse.lower[at] in _JOINING and parse.head[token] < at else None


def _verb_after(parse: Parse, token: int) -> int | None:
    """The finite verb behind a noun, at once or behind an aside between commas."""
    at = token + 1
    if parse.word[at] == ",":
        stop = min(at + _LONGEST_ASIDE, len(parse.word) - 1)
        at = next((end + 1 for end in range(at + 1, stop) if parse.word[end] == ","), at)
        if parse.tag[at] != "MD" and parse.entity[token] not in _NAMES:
            return None
    if parse.tag[at] not in _FINITE:
        return None
    verb = parse.head[at] if parse.dep[at] in ("aux", "auxpass") else at
    told = parse.tag[at] == "MD" or parse.entity[token] in _NAMES or parse.tag[token] == "PRP"
    return verb if verb >= at and told else None


def _lacks_subject(parse: Parse, verb: int, noun: int) -> bool:
    """True for a verb that the parser coordinated with, or hung on, one before the noun, and that has no subject."""
    above = parse.head[verb]
    if parse.dep[verb] not in _CLAUSES or not above < parse.head[noun] + 1 or parse.tag[above][:2] not in ("VB", "MD"):
        return False
    return not any(parse.head[at] == verb and parse.dep[at] in SUBJECTS for at in range(above, verb))


def _hang(parse: Parse, noun: int, joint: int, verb: int) -> None:
    """Returns nothing: the noun is the verb's subject, and what stands between them belongs to the verb."""
    above = parse.head[verb]
    passive = any(parse.head[at] == verb and parse.dep[at] == "auxpass" for at in range(noun, verb))
    parse.head[noun], parse.dep[noun] = verb, "nsubjpass" if passive else "nsubj"
    for between in range(noun + 1, verb):
        if parse.head[between] < noun:
            parse.head[between] = verb
    parse.head[joint] = above
    parse.dep[verb] = "conj"
