"""What is to be done: one undertaking or several, and the span of each, as short as it still says it."""

from typing import NamedTuple

from onrecord.find.act_table import acts
from onrecord.find.content import trimmed
from onrecord.find.undertaking_ends import EXAMPLES, JOINS, last_of, numbering, opening
from onrecord.parse import Parse
from onrecord.text import Span

_JOINING = frozenset(("and", "or", "nor", ",", ";", "—", "then"))
_LOOSE = frozenset(("well", "soon", "still", "also", "then", "therefore", "thus", "now", "both", "instead", "jointly"))
_OPENING = {'"': '"', "”": "“„", "’": "‘", "'": "'", "»": "«"}
_OPENERS = {'"': '"', "“": "”", "„": "”“", "«": "»"}
_BEFORE_EXAMPLES = frozenset((",", "for", "example", "by", "through"))
_BROKEN_OFF = frozenset(("DT", "PRP$", "CC", "POS", "WDT", "WP", "MD"))
_ADVERBS = frozenset(("RB", "RBR", "RBS", "JJR"))
_BEHIND_VERBS = frozenset(("DT", "NN", "JJ", "PR", "VB", "RB", "IN", "CD"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))


class Group(NamedTuple):
    """One undertaking of several: its first and last verb (which share an object), and the token that it ends before.

    `listed` where another follows: then all words up to there are its own.
    """

    first: int
    last: int
    stop: int
    listed: bool = False


def alternatives(parse: Parse, head: int) -> list[Group]:
    """The undertakings that hang on a verb, left to right; one alone for a noun.

    "to expand A, to build B and deepen C" gives three; "to adopt and maintain A" one, of two verbs; doings that are
    listed as examples ("including opening A, closing B") are undertakings of their own. Nouns are not taken apart.
    """
    end = parse.sentences[parse.sentence[head]][1]
    if parse.tag[head][:2] != "VB":
        return [Group(head, head, end)]
    groups = _grouped(parse, coordinated(parse, head), end)
    example = _example(parse, head)
    examples = coordinated(parse, example) if example is not None else []
    if example is not None and len(examples) > 1:
        groups = [g._replace(stop=min(g.stop, example)) if g.first < example else g for g in groups]
        groups = [group for group in groups if group.first < example]
        groups.extend(_grouped(parse, examples, end))
    return groups


def _grouped(parse: Parse, verbs: list[int], end: int) -> list[Group]:
    groups: list[Group] = []
    first: int | None = None
    for number, verb in enumerate(verbs):
        first = verb if first is None else first
        following = verbs[number + 1] if number + 1 < len(verbs) else None
        if following is not None and following - verb <= 4 and _bare(parse, verb, following):
            continue
        stop = end if following is None else opening(parse, verb, following)
        groups.append(Group(first, verb, stop, following is not None or parse.tag[verb][:2] != "VB"))
        first = None
    return groups


def coordinated(parse: Parse, head: int) -> list[int]:
    """The verb and those coordinated with it that share its subject and modal, left to right.

    The parser often hangs the later members of a long list on a noun: a verb of the same form behind a comma or "and"
    counts, unless another verb of that form stands between that it may belong to.
    """
    found = [head]
    stop = parse.sentences[parse.sentence[head]][1]
    own = set(parse.conjuncts(head))
    nested = False
    for token in range(head + 1, stop):
        if not _alike(parse, head, token, len(found) > 1):
            if parse.tag[token] == "VB" and parse.lower[token - 1] == "to":
                nested = True
            elif (
                parse.dep[token] in _SUBJECTS
                and not numbering(parse, token)
                and parse.dep[parse.head[token]]
                in (
                    "ROOT",
                    "conj",
                    "ccomp",
                )
            ):
                break
            continue
        if _joined(parse, token):
            if (
                token in own or not nested or _relisted(parse, token)
                or parse.tag[token] != parse.tag[head] or parse.word[token - 1] == ")"
            ):  # fmt: skip
                found.append(token)
                nested = False
        elif parse.tag[token] == parse.tag[head]:
            nested = True
    return found


def _relisted(parse: Parse, token: int) -> bool:
    """True for "; build" and "and to build": a list whose members each have their semicolon or their "to"."""
    before = token - 1
    while before > 0 and (
        parse.tag[before] == "RB" or parse.lower[before] in ("and", "or") or numbering(parse, before)
    ):
        before -= 1
    return parse.lower[before] == ";" or (parse.lower[before] == "to" and parse.lower[before - 1] in (";", "and", ","))


def _joined(parse: Parse, token: int) -> bool:
    """True if "and", "or", a comma or a semicolon stands before the verb, its adverb and its "to"."""
    before = token - 1
    while before > 0 and (parse.tag[before] in _ADVERBS or parse.lower[before] == "to" or numbering(parse, before)):
        before -= 1
    if parse.lower[before] == "and" and parse.tag[before - 1] == "JJ" and parse.tag[before - 2] == "DT":
        return False  # "a free and open sea"
    return parse.lower[before] in _JOINING or (parse.lower[before] == "but" and parse.lower[before + 1] == "also")


def _bare(parse: Parse, verb: int, following: int) -> bool:
    """True for a verb without words of its own, whose object stands after the next one ("adopt and maintain")."""
    between = range(verb + 1, following)
    return all(parse.lower[token] in JOINS or parse.tag[token] in ("RB", "RP") for token in between)


def _example(parse: Parse, head: int) -> int | None:
    """The gerund behind "including" or "such as" in the clause of a verb: an example of what is to be done."""
    stop = parse.sentences[parse.sentence[head]][1]
    for token in range(head + 2, stop - 2):
        subject = parse.dep[token] in _SUBJECTS and parse.dep[parse.head[token]] in ("ROOT", "conj")
        if subject or parse.tag[token] == "MD":
            return None
        if parse.lower[token] == "including" or (parse.lower[token] == "as" and parse.lower[token - 1] == "such"):
            at = token + 1
            while at < stop - 1 and parse.lower[at] in _BEFORE_EXAMPLES:
                at += 1
            if parse.tag[at] == "VBG" and parse.dep[at] not in ("amod", "compound"):
                return at
    return None


def _alike(parse: Parse, head: int, other: int, several: bool) -> bool:
    """True if a verb has the form of the first, and no subject or modal of its own; `several` behind other members."""
    tag, first = parse.tag[other], parse.tag[head]
    if parse.word[other - 1] == ")" and numbering(parse, other - 2) and parse.lower[other] in acts().doings:
        return True
    if first == "VB" and tag in ("NN", "JJ", "NNP", "VBP", "RB"):
        return _mistaken(parse, other, several)
    if tag != first:
        return False
    if parse.child(other, "nsubj", "nsubjpass", "expl") is not None or parse.dep[other] in ("amod", "compound", "prep"):
        return False
    if parse.lower[other] in EXAMPLES:
        return False
    return not any(parse.tag[kid] == "MD" for kid in parse.children[other])


def _mistaken(parse: Parse, token: int, several: bool) -> bool:
    """True for a verb in a list that the tagger took for another word: one of doing right behind a comma or "and"."""
    before, after = parse.lower[token - 1], parse.tag[min(token + 1, len(parse) - 1)]
    last = before == "and" and (parse.lower[token - 2] in (",", ";") or (several and parse.tag[token] == "JJ"))
    listed = before in (",", ";") or last
    return listed and parse.lower[token] in acts().doings and after[:2] in _BEHIND_VERBS


def undertaking(parse: Parse, head: int, group: Group | None = None, trigger: int | None = None) -> list[Span]:
    """The span of one undertaking, given the verb or noun that it hangs on; empty if no word is left of it.

    Where the undertaking goes on in phrases that the parser hung on the trigger, they belong to it.
    """
    last_head, stop = (group.last, group.stop) if group else (head, len(parse))
    first = _first(parse, head)
    last = last_of(parse, first, last_head, stop - 1 if group and group.listed else None, stop, trigger)
    span = trimmed(parse.text, parse.start[first], parse.end[max(first, last)])
    return [whole_marks(parse.text, span)] if span else []


def whole_marks(text: str, span: Span) -> Span:
    """The span without a quotation mark at its edge whose other one lies outside."""
    start, end = span
    inside = text[start:end]
    if inside[-1] in _OPENING and not any(mark in inside[:-1] for mark in _OPENING[inside[-1]]):
        end -= 1
    if inside[0] in _OPENERS and not any(mark in inside[1:] for mark in _OPENERS[inside[0]]):
        start += 1
    return trimmed(text, start, end) or span


def says_enough(parse: Parse, pieces: list[Span]) -> bool:
    """False for a word that says nothing by itself ("the", "do", "well") and for words that break off ("stop his")."""
    tokens = [token for piece in pieces for token in parse.tokens(*piece)]
    if not tokens or parse.tag[tokens[-1]] in _BROKEN_OFF:
        return False
    if len(tokens) > 1:
        return True
    return parse.tag[tokens[0]][:2] in ("NN", "PR") or parse.lemma[tokens[0]] in acts().alone


def clause(parse: Parse, head: int) -> list[Span]:
    """The span of a clause with its subject, without its conjunction."""
    first = parse.edges[head][0]
    last = last_of(parse, first, head, parse.edges[head][1], len(parse))
    while first < head and (parse.dep[first] == "mark" or parse.lower[first] in ("that", ",")):
        first += 1
    span = trimmed(parse.text, parse.start[first], parse.end[max(first, last)])
    return [span] if span else []


def _first(parse: Parse, head: int) -> int:
    if parse.tag[head][:2] != "VB":
        first = parse.edges[head][0]
        while first < head and parse.tag[first] in ("CC", ",", "IN", "RB", ":", "``", "-LRB-"):
            first += 1
        return first
    first = head
    for kid in reversed(parse.children[head]):
        if kid >= head or parse.dep[kid] not in ("advmod", "neg"):
            continue
        next_to = parse.edges[kid][1] == first - 1
        if next_to or (parse.dep[kid] == "neg" and kid == first - 2 and parse.lower[kid + 1] == "to"):
            first = parse.edges[kid][0]
    while first < head and parse.lower[first] in _LOOSE:
        first += 1
    return first
