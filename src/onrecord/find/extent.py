"""Where what is said ends: complements with what the parser hung elsewhere, and without what goes with the cue."""

from onrecord.parse import Parse
from onrecord.vocabulary.cues import Cues

_PAST = ("VBD", "VBZ")
_FINITE = ("VBD", "VBZ", "VBP", "MD")
_JOINED = frozenset(("xcomp", "acl", "relcl", "agent", "oprd", "dobj", "appos", "dative", "pcomp", "amod", "nmod"))
_PASSED = frozenset(("punct", "cc", "advmod", "npadvmod", "prt", "neg", "preconj", "intj"))
# Clauses that go with what is said, by their first word; others tell when or while it was said.
_REASONS = frozenset(("if", "because", "unless", "until", "so", "to", "than", "in", "provided"))
_CONCESSIONS = frozenset(("although",))
# Tokens; keeps a text of one endless sentence from costing quadratic time.
_LONGEST = 250
_JOINING = frozenset((",", "and", "but", "while", "or", "as", "well", "then", "also"))


def reach(parse: Parse, verb: int, head: int, cues: Cues) -> int:
    """The last token of a phrase said (object, infinitive, noun of a preposition) that `head` heads under `verb`.

    What the parser hung on the cue behind it belongs to it; times, occasions, other cues and predicates end it.
    """
    last = before_cue(parse, verb, head, parse.edges[head][1], cues)
    if last < parse.edges[head][1]:
        return last
    for kid in parse.children[verb]:
        first, end = parse.edges[kid]
        if kid <= head or end <= last:
            continue
        verdict = _belongs(parse, verb, kid, first, cues)
        if verdict is None:
            continue
        if not verdict:
            break
        cut = before_cue(parse, verb, kid, end, cues)
        last = max(last, cut)
        if cut < end:
            break
    return last


def _before_relative(parse: Parse, head: int) -> int:
    """The last token of what a token heads, without a relative clause behind a comma at its end ("…, who left")."""
    end = parse.edges[head][1]
    for token in range(max(head + 1, end - _LONGEST), end):
        if parse.dep[token] == "relcl" and parse.edges[token][1] >= end - 1:
            first = parse.edges[token][0]
            if first > head + 1 and parse.word[first - 1] == ",":
                return first - 2
    return end


def _belongs(parse: Parse, verb: int, kid: int, first: int, cues: Cues) -> bool | None:
    """True if a dependent behind a complement is part of it, False if it ends it, None if it may be passed over."""
    dep, tag = parse.dep[kid], parse.tag[kid]
    if not cues.whole and _comments(parse, kid, cues):
        return False
    if dep == "conj":
        return _same_kind(parse, verb, kid, cues)
    if dep in ("advcl", "acl") and tag == "VBN" and own_subject(parse, kid) is None:
        return parse.word[first - 1] != "," and parse.lower[first] not in ("as", "when", "while")
    if dep == "advcl":
        return parse.lower[first] in _REASONS or (cues.whole and _goes_on(parse, kid, first, cues))
    if dep == "prep" and _another_says(parse, kid, cues):
        return False
    if dep == "prep":
        return None if _of_setting(parse, kid, cues) else True
    if dep == "npadvmod" and not _is_time(parse, kid):
        return True
    if dep in _PASSED:
        return None
    return dep in _JOINED and tag not in _FINITE if dep != "relcl" else True


def _goes_on(parse: Parse, kid: int, first: int, cues: Cues) -> bool:
    """True for "…, strengthening ties", "while keeping" and "which will…" behind what an official text says."""
    if parse.lower[first] in ("which", "including"):
        return True
    return parse.tag[kid] == "VBG" and not _cue(parse, kid, cues) and own_subject(parse, kid) is None


def _same_kind(parse: Parse, verb: int, kid: int, cues: Cues) -> bool:
    """True for a noun or infinitive that the parser coordinated with the cue instead of with what is said."""
    tag = parse.tag[kid]
    if tag == "VB":
        return parse.tag[verb] not in ("VB", "VBP") and not _modal_with_subject(parse, kid)
    if tag[:2] == "VB" or tag == "MD":
        return tag == "VBG" and parse.tag[verb] != "VBG" and parse.lemma[kid] not in cues.verbs
    return parse.child(kid, "nsubj", "cop") is None


def _modal_with_subject(parse: Parse, verb: int) -> bool:
    auxiliary = parse.child(verb, "aux")
    return auxiliary is not None and parse.lower[auxiliary] != "to" and own_subject(parse, verb) is not None


def _of_setting(parse: Parse, preposition: int, cues: Cues) -> bool:
    """True for a phrase that says when or on which occasion it was said."""
    if _is_time(parse, preposition):
        return True
    head = parse.child(preposition, "pobj")
    word = parse.lower[preposition]
    if word in ("during", "after", "before", "following"):
        return True
    return word in cues.occasional and head is not None and parse.lemma[head] in cues.occasions


def _is_time(parse: Parse, token: int) -> bool:
    head = token if parse.dep[token] == "npadvmod" else parse.child(token, "pobj")
    first, last = parse.edges[token]
    return head is not None and parse.entity[head] in ("DATE", "TIME") and last - first <= 5


def trailing(parse: Parse, verb: int, clause: int, last: int) -> int:
    """The last token of a clause said, with the conditions, reasons and members that the parser hung on the cue."""
    for kid in parse.children[verb]:
        if kid <= last or kid < clause:
            continue
        dep, tag = parse.dep[kid], parse.tag[kid]
        first, end = parse.edges[kid]
        reason = dep == "advcl" and (parse.lower[first] in _REASONS or parse.lower[first] in _CONCESSIONS)
        other_tense = tag in _PAST and parse.tag[verb] in _PAST and tag != parse.tag[verb] and _bare(parse, kid)
        member = dep == "conj" and (tag[:2] in ("NN", "JJ", "CD") or tag in ("VB", "VBG") or other_tense)
        if reason or member or (dep == "ccomp" and parse.word[first - 1] not in (",", ";", "—", "–", "-")):
            last = max(last, end)
        elif dep not in ("punct", "prep", "npadvmod", "cc"):
            break
    return last


def _bare(parse: Parse, verb: int) -> bool:
    return own_subject(parse, verb) is None and not parse.auxiliaries(verb)


def before_cue(parse: Parse, verb: int, head: int, last: int, cues: Cues) -> int:
    """The last token of a complement before a predicate of the speaker that the parser hung inside it."""
    if cues.wide:
        last = min(last, max(head, _before_relative(parse, head)))
    if not cues.whole:
        last = _before_comment(parse, head, last, cues)
    finite = parse.tag[head] in _FINITE or any(parse.tag[aux] in _FINITE for aux in parse.auxiliaries(head))
    for token in range(head + 1, min(last, head + _LONGEST) + 1):
        dep = parse.dep[token]
        if dep == "conj":
            ends = _told_on(parse, verb, head, token, finite, cues)
        elif dep in ("advcl", "acl") and apart(parse, token) and _cue(parse, token, cues):
            ends = not finite or (dep == "advcl" and _on_spine(parse, token, head))
        elif dep == "prep" and not finite:
            ends = _another_says(parse, token, cues)
        else:
            continue
        if ends:
            return trimmed_back(parse, parse.edges[token][0] - 1, head)
    return last


def _before_comment(parse: Parse, head: int, last: int, cues: Cues) -> int:
    """The last token before what the writer calls the whole ("…, a charge that the ministry denies")."""
    for token in range(max(head + 1, last - _LONGEST), last + 1):
        if parse.edges[token][0] > head + 1 and parse.edges[token][1] >= last - 1 and _comments(parse, token, cues):
            return parse.edges[token][0] - 2
    return last


def _comments(parse: Parse, token: int, cues: Cues) -> bool:
    """True for "a charge" and its like behind a comma or a dash."""
    first = parse.edges[token][0]
    if parse.lemma[token] not in cues.comments or parse.lower[first] not in ("a", "an"):
        return False
    return first > 0 and parse.word[first - 1] in (",", "–", "—", "-")


def _told_on(parse: Parse, verb: int, head: int, token: int, finite: bool, cues: Cues) -> bool:
    """True for a verb that goes on with the cue before rather than with what is said, though the parser thinks so."""
    tag = parse.tag[token]
    if tag == "VBG":
        return parse.tag[verb] == "VBG" and _another(parse, token, cues)
    if tag not in _PAST:
        return False
    alone = own_subject(parse, token) is None
    if tag == parse.tag[verb] and not _finite_above(parse, token, head, _PAST if alone else _FINITE):
        return True
    return alone and finite and _cue(parse, token, cues) and _on_spine(parse, token, head)


def _another_says(parse: Parse, preposition: int, cues: Cues) -> bool:
    """True for "…, with Norway calling it a mistake"."""
    if parse.lower[preposition] != "with" or parse.word[preposition - 1] != ",":
        return False
    held = parse.child(preposition, "pcomp")
    return held is not None and _cue(parse, held, cues)


def _another(parse: Parse, token: int, cues: Cues) -> bool:
    """True for a cue that goes on with the cue before ("saying that it was and arguing that…")."""
    return _cue(parse, token, cues) and parse.tag[parse.head[token]] != "VBG" and own_subject(parse, token) is None


def _on_spine(parse: Parse, token: int, head: int) -> bool:
    """True if the token is coordinated with the head or hangs on one that is."""
    at = parse.head[token]
    for _ in range(4):
        if at == head:
            return True
        if parse.dep[at] != "conj":
            return False
        at = parse.head[at]
    return False


def _finite_above(parse: Parse, token: int, head: int, tags: tuple[str, ...]) -> bool:
    """True if the verb is coordinated with a finite verb, one of these `tags`, within what `head` heads."""
    at = parse.head[token]
    for _ in range(6):
        if parse.tag[at] in tags or any(parse.tag[aux] in tags for aux in parse.auxiliaries(at)):
            return True
        if at == head or parse.dep[at] != "conj":
            return False
        at = parse.head[at]
    return False


def _cue(parse: Parse, token: int, cues: Cues) -> bool:
    return parse.tag[token][:2] == "VB" and parse.lemma[token] in cues.verbs


def own_subject(parse: Parse, verb: int) -> int | None:
    """The subject that hangs on the verb itself."""
    return parse.child(verb, "nsubj", "nsubjpass")


def apart(parse: Parse, verb: int) -> bool:
    """True for a participle set off by a comma ("…, calling it"), which goes with the one who speaks."""
    first = parse.edges[verb][0]
    return parse.tag[verb] == "VBG" and first > 0 and parse.word[first - 1] == ","


def trimmed_back(parse: Parse, last: int, head: int) -> int:
    """The token before commas and conjunctions that end at `last`."""
    while last > head and parse.lower[last] in _JOINING:
        last -= 1
    return last
