"""Whether an event happened, is planned, is only possible, or is denied, by the words above and around its word."""

from typing import Literal

from onrecord.find.disowned import disowned
from onrecord.find.event_invited import invited
from onrecord.find.event_slots import holder
from onrecord.find.event_words import event_words
from onrecord.find.suppositions import supposed, unfulfilled
from onrecord.find.untrue_words import untrue_words
from onrecord.parse import Parse
from onrecord.records import Factuality

# What is only wished for, supposed or required is no event: "unreal".
Reality = Factuality | Literal["unreal"]

_FURTHEST = 5
_RANK: dict[Reality, int] = {"actual": 0, "planned": 1, "negated": 2, "possible": 3, "unreal": 4, "denied": 5}
_DOWN = frozenset(
    ("xcomp", "ccomp", "acl", "advcl", "pcomp", "prep", "pobj", "dobj", "conj", "attr", "nsubjpass", "relcl")
)
_CONDITIONS = frozenset(("if", "unless", "whether"))


def of_verb(parse: Parse, verb: int) -> Reality:
    """The factuality of an event that a verb carries."""
    if supposed(parse, verb):
        return "unreal"
    if disowned(parse, verb):
        return "denied"
    found = _own(parse, verb)
    if (invitation := invited(parse, verb)) is not None:
        return _worse(found, invitation.factuality)
    at = verb
    for _ in range(_FURTHEST):
        above = parse.head[at]
        if above == at or parse.dep[at] not in _DOWN:
            break
        if parse.dep[at] == "relcl" and (parse.tag[at] != "VB" or _modal(parse, at)):
            break
        if parse.dep[at] == "conj":  # what is done beside it governs nothing: "denied visas and attacked"
            if not _shares(parse, at):
                break
            found = _worse(found, _own(parse, above))
        else:
            found = _worse(found, _from_above(parse, at, above, _bound(parse, at)))
        if parse.dep[at] in ("ccomp", "advcl") and parse.tag[at] not in ("VB", "VBG"):
            break
        at = above
    return found


def _modal(parse: Parse, verb: int) -> bool:
    """True for a verb with "will", which no word above makes more or less of a plan."""
    kinds = event_words().auxiliaries
    return any(kinds.get(parse.lower[kid]) == "planned" for kid in parse.children[verb] if parse.dep[kid] == "aux")


def _bound(parse: Parse, at: int) -> bool:
    """True if a word has no tense of its own, so that the word above decides."""
    if parse.tag[at] == "VBN":
        return all(
            parse.lower[kid] in ("to", "be") for kid in parse.children[at] if parse.dep[kid] in ("aux", "auxpass")
        )
    return parse.tag[at] in ("VB", "VBG") or parse.tag[at][:2] == "NN" or parse.dep[at] in ("prep", "pcomp")


def of_noun(parse: Parse, noun: int) -> Reality:
    """The factuality of an event that a noun carries."""
    words = event_words().words
    found: Reality = "actual"
    for kid in parse.children[noun]:
        if parse.lower[kid] in words["upcoming"]:
            found = _worse(found, "planned")
        elif parse.lower[kid] == "no" or (parse.lower[kid] in ("without",)):
            found = _worse(found, "negated")
        elif parse.dep[kid] in ("relcl", "acl") and _to_come(parse, kid):
            found = _worse(found, "planned")  # "the meeting to be held in May"
        elif parse.dep[kid] == "relcl":
            found = _worse(found, _own(parse, kid))
    above = holder(parse, noun)
    if above is not None and parse.lemma[above] in words["inviting"]:
        return _worse(found, "possible")  # "invited him for talks"
    if above is not None:
        coming = parse.head[noun] == above and parse.dep[noun] == "nsubjpass" and _to_come(parse, above)
        return _worse(found, "planned" if coming else of_verb(parse, above))
    return _worse(found, _from_governor(parse, noun))


def _to_come(parse: Parse, verb: int) -> bool:
    """True for a clause whose verb is an infinitive: "to discuss it", "to be hosted by Norway"."""
    if parse.tag[verb] == "VB" and parse.dep[verb] == "acl":
        return True
    helpers = [parse.lower[kid] for kid in parse.children[verb] if parse.dep[kid] in ("aux", "auxpass")]
    return helpers[:2] == ["to", "be"]


def _from_governor(parse: Parse, noun: int) -> Reality:
    """What the verb above a noun makes of its event: of its object at once, further off only plans."""
    words = event_words().words
    at, near, sought, toward, there = noun, True, False, False, False
    for _ in range(_FURTHEST):
        up = parse.head[at]
        if up == at or parse.dep[at] not in _DOWN | {"appos"}:
            break
        if parse.lower[up] == "ahead":
            return "planned"
        if parse.tag[up][:2] == "VB":
            lemma = parse.lemma[up]
            if lemma in words["inviting"]:
                return "possible"
            if lemma in words["planning"] and lemma != "announce" and not (there and _own(parse, up) == "actual"):
                return "planned"
            if sought and lemma in words["calling"]:
                return "unreal"
            if not near:
                return "planned" if toward and _own(parse, up) == "planned" else "actual"
            for kind, made in _GOVERNED:
                if lemma in words[kind]:
                    return made
            return _own(parse, up)
        if parse.dep[at] == "prep" and parse.lower[at] == "of" and parse.lemma[up] in words["prospects"]:
            return "unreal"
        if parse.dep[at] == "prep":
            sought, toward = parse.lower[at] == "for", parse.lower[at] in ("for", "at", "during", "to")
            there = parse.lower[at] in ("at", "during", "in")  # "pledged it at the conference"
        near = near and parse.dep[at] == "conj"
        at = up
    return "actual"


_GOVERNED: tuple[tuple[str, Reality], ...] = (
    ("withheld", "negated"),
    ("denying", "denied"),
    ("weighing", "possible"),
    ("prospective", "unreal"),
)


def _own(parse: Parse, verb: int) -> Reality:
    kinds = event_words().auxiliaries
    if unfulfilled(parse, verb) and parse.negated(verb) is None:
        return "unreal"  # what "would not have been" mostly was
    found: Reality = "actual" if parse.negated(verb) is None else "negated"
    for kid in parse.children[verb]:
        lower = parse.lower[kid]
        if parse.dep[kid] == "aux":
            kind = kinds.get(lower)
            if kind == "planned":
                found = _worse(found, "planned")
            elif kind is not None:
                found = _worse(found, "possible" if kind == "possible" else "unreal")
        elif (parse.dep[kid] == "mark" and lower in _CONDITIONS) or lower == "unless" or lower in untrue_words().almost:
            found = _worse(found, "unreal")
    return found


def _from_above(parse: Parse, at: int, above: int, bound: bool) -> Reality:
    words = event_words().words
    lemma = parse.lemma[above]
    if lemma in words["denying"]:
        return "denied" if parse.tag[above][:2] != "VB" or parse.negated(above) is None else "possible"
    if not bound:
        return "actual"
    if lemma in words["withheld"] or (
        lemma == "rule" and any(parse.lower[kid] == "out" for kid in parse.children[above])
    ):
        return "negated"
    if parse.tag[at] == "VB" and parse.dep[at] in ("xcomp", "advcl", "acl") and (due := _due(parse, at, above)):
        return due
    if lemma in words["planning"] or (lemma == "be" and parse.tag[at] == "VB" and parse.dep[at] == "xcomp"):
        return "planned"
    if lemma in words["weighing"]:
        return "possible"
    if lemma in words["wishing"] or (lemma in words["prospects"] and parse.tag[above][:2] == "NN"):
        return "unreal"
    if parse.tag[above][:2] == "VB" and parse.dep[at] in ("xcomp", "advcl", "ccomp", "dobj", "prep", "pcomp", "pobj"):
        return _own(parse, above)
    if parse.tag[at] == "VB" and parse.dep[at] == "acl" and lemma in words["occasions"]:
        return "actual"  # "had the honour to meet"
    if parse.tag[at] == "VB" and parse.dep[at] in ("acl", "advcl", "relcl", "xcomp") and parse.tag[above][:2] != "VB":
        return "planned" if lemma in words["purposes"] else "unreal"
    return "actual"


def _due(parse: Parse, verb: int, above: int) -> Reality | None:
    """What "has yet to sign" and "is going to sign" make of it, and having or giving time to sign; None for others."""
    lemma = parse.lemma[above]
    if lemma in ("have", "be") and any(parse.lower[at] == "yet" for at in range(above + 1, verb)):
        return "planned"
    if lemma == "go" and parse.tag[above] == "VBG":
        past = any(parse.lower[kid] in ("was", "were") for kid in parse.children[above])
        return "unreal" if past else "planned"
    given = lemma in ("have", "give") and any(parse.lower[kid] in ("until", "till") for kid in parse.children[above])
    return "unreal" if given and parse.dep[verb] != "acl" else None


def _shares(parse: Parse, at: int) -> bool:
    """True if a coordinated verb shares the auxiliaries of the first."""
    return parse.tag[at] in ("VB", "VBG", "VBN") and parse.tag[at] == parse.tag[parse.head[at]]


def _worse(one: Reality, other: Reality) -> Reality:
    return one if _RANK[one] >= _RANK[other] else other
