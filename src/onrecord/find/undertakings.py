"""What is to be done: the spans of an undertaking, as short as they still say it."""

from collections.abc import Iterator
from typing import NamedTuple

from onrecord.find.act_complements import holds_doing
from onrecord.find.act_table import acts
from onrecord.find.content import trimmed
from onrecord.parse import Parse
from onrecord.text import Span

_REMARKS = frozenset(("relcl", "advcl", "parataxis", "appos", "acl"))
_EXAMPLES = frozenset(("including", "notably", "particularly", "especially"))
_DASHES = frozenset(("—", "–", "--", "―", ";", ":", "(", "•"))
_JOINING = frozenset(("and", "or", ",", ";", "—", "then"))
_BESIDE = frozenset(
    ("and", "or", ",", "as", "well", "but", "to", ";", "also", "then", "—", "both", "(", "i", "ii", ")")
)
_SETTING = frozenset(("during", "after", "before", "following", "amid", "despite", "at", "since", "under", "because"))
_CAUSES = frozenset(("because", "due", "despite", "given", "amid", "during"))
_ARGUMENTS = frozenset(("to", "of", "into", "from", "with", "by", "against", "between"))
_VIEWS = frozenset(
    ("exchange", "return", "contrast", "face", "light", "view", "response", "context", "wake", "spirit", "absence")
)
_NUMBERS = frozenset(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "a", "b", "c", "d", *"123456789"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_LOOSE = frozenset(("also", "then", "therefore", "thus", "now", "both", "instead", "jointly"))
# Verbs whose purpose is the undertaking itself ("work together to build").
_MEANS = frozenset(
    ("work", "act", "use", "cooperate", "collaborate", "join", "take", "make", "partner", "engage", "move")
)
# Characters that still say what is to be done, before a purpose or description is left out; tuned on the training readings.
_ENOUGH = 40
# Characters without which examples belong to what is to be done; tuned likewise.
_SAID = 28
_RATIO = 0.9


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
        stop = end if following is None else _opening(parse, verb, following)
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
        if not _alike(parse, head, token):
            if parse.tag[token] == "VB" and parse.lower[token - 1] == "to":
                nested = True
            elif parse.dep[token] in _SUBJECTS and not numbering(parse, token) and parse.dep[parse.head[token]] in (
                "ROOT",
                "conj",
                "ccomp",
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
    while before > 0 and (parse.tag[before] == "RB" or parse.lower[before] == "to" or numbering(parse, before)):
        before -= 1
    return parse.lower[before] in _JOINING


def numbering(parse: Parse, token: int) -> bool:
    """True for a part of "(ii)", "3)" or "b."."""
    word = parse.lower[token]
    return word in ("(", ")") or parse.tag[token] == "LS" or word.strip("().") in _NUMBERS


def _bare(parse: Parse, verb: int, following: int) -> bool:
    """True for a verb without words of its own, whose object stands after the next one ("adopt and maintain")."""
    between = range(verb + 1, following)
    return all(parse.lower[token] in _BESIDE or parse.tag[token] in ("RB", "RP") for token in between)


def _example(parse: Parse, head: int) -> int | None:
    """The gerund that stands right after "including" in the words below a verb."""
    first, last = parse.edges[head]
    for token in range(head + 1, last):
        if parse.lower[token] == "including" and token + 2 < last:
            at = token + 2 if parse.lower[token + 1] in ("by", "through") else token + 1
            return at if parse.tag[at] == "VBG" else None
    return None


def _alike(parse: Parse, head: int, other: int) -> bool:
    """True if a verb has the form of the first, and no subject or modal of its own."""
    tag, first = parse.tag[other], parse.tag[head]
    if parse.word[other - 1] == ")" and numbering(parse, other - 2) and parse.lower[other] in acts().doings:
        return True
    if first == "VB" and tag in ("NN", "JJ", "NNP", "VBP", "RB"):
        return _mistaken(parse, other)
    if tag != first:
        return False
    if parse.child(other, "nsubj", "nsubjpass", "expl") is not None or parse.dep[other] in ("amod", "compound", "prep"):
        return False
    if parse.lower[other] in _EXAMPLES:
        return False
    return not any(parse.tag[kid] == "MD" for kid in parse.children[other])


def _mistaken(parse: Parse, token: int) -> bool:
    """True for a verb in a list that the tagger took for another word: a verb of doing right behind a comma or "and"."""
    before, after = parse.lower[token - 1], parse.tag[min(token + 1, len(parse) - 1)]
    listed = before in (",", ";") or (before == "and" and parse.lower[token - 2] in (",", ";"))
    return listed and parse.lower[token] in acts().doings and after[:2] in ("DT", "NN", "JJ", "PR", "VB", "RB", "IN")


def undertaking(parse: Parse, head: int, group: Group | None = None, trigger: int | None = None) -> list[Span]:
    """The span of one undertaking, given the verb or noun that it hangs on; empty if no word is left of it.

    Where the undertaking goes on in phrases that the parser hung on the trigger, they belong to it.
    """
    last_head, stop = (group.last, group.stop) if group else (head, len(parse))
    first = _first(parse, head)
    reach = _reach(parse, last_head, stop, trigger, group is not None and group.listed)
    last = _last(parse, first, last_head, reach)
    span = trimmed(parse.text, parse.start[first], parse.end[max(first, last)])
    return [span] if span else []


def clause(parse: Parse, head: int) -> list[Span]:
    """The span of a clause with its subject, without its conjunction."""
    first = parse.edges[head][0]
    last = _last(parse, first, head, parse.edges[head][1])
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


def _reach(parse: Parse, head: int, stop: int, trigger: int | None, listed: bool) -> int:
    """The last token that may belong to the undertaking."""
    if listed:
        return stop - 1
    last = parse.edges[head][1]
    if trigger is not None and trigger < head:
        last = _onward(parse, trigger, last)
    return min(_regrown(parse, head, last), stop - 1)


def _last(parse: Parse, first: int, head: int, last: int) -> int:
    """The last token: before other undertakings, examples, conditions and remarks, and purposes that outweigh the rest."""
    for ends, remark in _ends(parse, head, last):
        if ends > last:
            continue
        if not remark or _outweighs(parse, first, ends, last):
            last = min(last, ends - 1)
    while last > head and (parse.lower[last] in _BESIDE or parse.tag[last] == "." or parse.word[last] == ")"):
        last -= 1
    return max(last, head)


def _regrown(parse: Parse, head: int, last: int) -> int:
    """The last token with the members of a list of nouns that the parser hung on a verb ("A, B, and C")."""
    stop = parse.sentences[parse.sentence[head]][1]
    while last + 2 < stop:
        after = last + 1
        while after < stop - 1 and parse.lower[after] in (",", "and", "or"):
            after += 1
        if after == last + 1:
            break
        root = next((t for t in range(after, min(after + 6, stop)) if parse.dep[t] == "conj"), None)
        if root is None or parse.tag[root][:2] != "NN" or parse.edges[root][0] < after:
            break
        if parse.tag[parse.head[root]][:2] != "VB" or parse.child(root, "nsubj") is not None:
            break
        last = parse.edges[root][1]
    return last


def _onward(parse: Parse, trigger: int, last: int) -> int:
    """The last token with the prepositional phrases of the trigger that follow at once; times are not counted in."""
    for kid in parse.children[trigger]:
        if kid == last + 1 and parse.dep[kid] == "prep" and parse.lower[kid] not in _SETTING:
            end = parse.edges[kid][1]
            if not any(parse.entity[token] in ("DATE", "TIME") for token in range(kid, end + 1)):
                last = end
    return last


def _outweighs(parse: Parse, first: int, ends: int, last: int) -> bool:
    """True if what follows is longer than what stands before, and that says enough by itself."""
    before = parse.end[ends - 1] - parse.start[first]
    return before >= _ENOUGH and parse.end[last] - parse.start[ends] >= before * _RATIO


def _ends(parse: Parse, head: int, last: int) -> Iterator[tuple[int, bool]]:
    """Tokens before which the undertaking may end, from the left; True where that is only a remark or purpose."""
    for token in range(head + 1, last + 1):
        word = parse.lower[token]
        if (word in _DASHES and not _inside_name(parse, token) and not _short_form(parse, token)) or (
            word == "-" and _spaced(parse, token)
        ):
            yield token, False
        elif parse.dep[token] in ("prep", "npadvmod") and parse.edges[token][1] >= last - 1 and _when(parse, token):
            yield parse.edges[token][0], False
        elif word in _EXAMPLES and (parse.word[token - 1] in (",", "(") or word == "including"):
            comma = parse.word[token - 1] in (",", "(")
            if parse.start[token] - parse.start[head] >= _SAID:
                yield token - comma, False
        elif word == "so" and token < last and parse.lower[token + 1] == "that":
            yield token, False
        elif word == "in" and token + 2 < last and _in_view(parse, token):
            yield token, False
        elif parse.dep[token] == "conj" and token > head and _other_clause(parse, head, token):
            yield _opening(parse, head, parse.edges[token][0]), False
        elif word == "in" and token < last and parse.lower[token + 1] in ("order", "advance", "accordance", "line"):
            yield token, False
        elif word == "consistent" or (
            word == "as" and parse.dep[token] == "prep" and parse.lower[token + 1] in ("a", "an")
        ):
            yield token, word == "as"
        elif word in ("with", "through") and parse.word[token - 1] == "," and parse.dep[token] != "conj":
            yield token - 1, False
        elif word == "such" and token < last and parse.lower[token + 1] == "as" and parse.word[token - 1] == ",":
            yield token - 1, False
        elif parse.dep[token] == "conj" and holds_doing(parse, token, acts()):
            yield _opening(parse, head, parse.edges[token][0]), False
        elif parse.dep[token] == "prep" and parse.head[token] == head and _circumstance(parse, head, token):
            yield token, word not in _CAUSES
        elif parse.dep[token] in _REMARKS and token > head:
            opens = parse.edges[token][0]
            if opens > head + 1:
                kind = _remark(parse, head, token, opens)
                if kind is not None:
                    yield opens, kind


def _circumstance(parse: Parse, head: int, token: int) -> bool:
    """True for a phrase of place, time or manner behind the object of a verb."""
    if parse.tag[head][:2] != "VB" or parse.lower[token] in _ARGUMENTS or parse.tag[token - 1][:2] == "VB":
        return False
    return parse.lower[token] in _CAUSES or parse.child(head, "dobj") is not None


def _in_view(parse: Parse, token: int) -> bool:
    """True for "in the face of", "in light of", "in response to"."""
    following = parse.lower[token + 1 : token + 4]
    return (following[0] in _VIEWS and following[1] in ("of", "to")) or (
        following[0] == "the" and following[1] in _VIEWS
    )


def _other_clause(parse: Parse, head: int, token: int) -> bool:
    """True for a finite verb beside an infinitive or gerund, and for a verb beside a noun: it is no part of either."""
    tag = parse.tag[token]
    if parse.tag[head][:2] == "VB":
        return tag in ("VBD", "VBZ", "VBP") and parse.tag[head] in ("VB", "VBG") and parse.head[token] >= head
    return tag in ("VB", "VBD", "VBZ", "VBP") and parse.head[token] == head


def _spaced(parse: Parse, token: int) -> bool:
    return parse.start[token] > parse.end[token - 1]


def _when(parse: Parse, token: int) -> bool:
    """True for a phrase that says when ("on Friday", "before the election"), behind something that says what."""
    if parse.tag[token - 1][:2] == "VB" or parse.tag[parse.head[token]][:2] != "VB":
        return False
    if parse.dep[token] == "npadvmod":
        return parse.entity[token] in ("DATE", "TIME")
    head = parse.child(token, "pobj")
    dated = (
        head is not None and parse.entity[head] in ("DATE", "TIME") and parse.lower[token] not in ("for", "over", "of")
    )
    return dated or parse.lower[token] in ("during", "before", "after", "following", "amid", "since")


def _short_form(parse: Parse, token: int) -> bool:
    """True for the parenthesis that opens a short form: "the Republic of Korea (ROK)"."""
    return parse.word[token] == "(" and ")" in parse.word[token + 1 : token + 4]


def _inside_name(parse: Parse, token: int) -> bool:
    """True for a dash without spaces between capitals ("Indo–Pacific")."""
    if parse.word[token] not in ("—", "–") or not 0 < token < len(parse) - 1:
        return False
    tight = parse.end[token - 1] == parse.start[token] and parse.end[token] == parse.start[token + 1]
    return tight and parse.word[token + 1][:1].isupper() and parse.word[token - 1][:1].isupper()


def _remark(parse: Parse, head: int, token: int, opens: int) -> bool | None:
    """False for a clause that is no part of the undertaking, True for one that may be, None for one that is."""
    dep, opening, comma = parse.dep[token], parse.lower[opens], parse.word[opens - 1] in (",", "(")
    if dep == "appos" and _short_form(parse, opens - 1):
        return None
    if dep == "appos":
        return False if comma and parse.entity[token] not in ("GPE", "LOC") else None
    if dep == "relcl" and parse.lower[opens] in ("which", "who", "whom", "where") and comma:
        return False
    infinitive = parse.tag[token] == "VB" and any(parse.lower[kid] == "to" for kid in parse.children[token])
    if infinitive:
        return None if parse.lemma[head] in _MEANS else True
    if dep == "advcl":
        if parse.tag[token] == "VBG" and opening not in ("while", "after", "before", "when"):
            return True
        return False
    if dep == "acl" and parse.tag[token] == "VBG" and not comma:
        return None
    return dep in ("relcl", "acl")


def _opening(parse: Parse, head: int, following: int) -> int:
    """The first of the words between two coordinated verbs that join them."""
    before = following - 1
    while before > head and (parse.lower[before] in _BESIDE or parse.tag[before] == "RB" or numbering(parse, before)):
        before -= 1
    following = before + 1
    return following
