"""What a cue says was said where that is a noun or stands behind a preposition."""

from collections.abc import Iterator

from onrecord.find.drafts import Draft
from onrecord.find.extent import reach
from onrecord.find.spans import below, drafted, onward
from onrecord.parse import Parse
from onrecord.text import Span
from onrecord.vocabulary.cues import Cues

# Objects that say nothing by themselves.
_BARE = frozenset(("WP", "WDT", "DT"))


def of_nouns(parse: Parse, verb: int, takes: frozenset[str], cues: Cues) -> Iterator[Draft]:
    carried = cues.prepositions.get(parse.lemma[verb], frozenset())
    thing = parse.child(verb, "dobj")
    behind = parse.children[thing] if thing is not None and thing > verb and parse.lemma[verb] in cues.blaming else []
    for kid in (*parse.children[verb], *behind):
        dep = parse.dep[kid]
        if kid > verb and dep in ("prep", "prt", "advmod", "dative") and parse.lower[kid] in carried:
            draft = _of_preposition(parse, verb, kid, cues)
            if draft:
                yield draft
                return
        if kid > verb and dep in ("advcl", "ccomp") and parse.lower[parse.edges[kid][0]] == "for" and "for" in carried:
            mark = parse.edges[kid][0]
            span = parse.span(mark + 1, max(mark + 1, reach(parse, verb, kid, cues)))
            draft = drafted(parse, verb, [span], "reported with a preposition")
            draft.cue = parse.span(verb, mark) if mark == verb + 1 else draft.cue
            yield draft
            return
    if "object" not in takes:
        return
    if parse.child(verb, "auxpass") is not None:
        yield from _of_passive(parse, verb)
        return
    for kid in parse.children[verb]:
        if kid == verb + 1 and parse.lower[kid] == "with" and (held := _behind_with(parse, verb, kid, cues)):
            yield held
            return
        if parse.dep[kid] == "dobj" and kid > verb and (parse.tag[kid] not in _BARE or parse.edges[kid][1] > kid + 1):
            draft = _of_object(parse, verb, kid, cues)
            if draft:
                yield draft
            return


def _behind_with(parse: Parse, verb: int, preposition: int, cues: Cues) -> Draft | None:
    """The statement of "noted with pleasure the opening", where the parser took both nouns for the preposition's."""
    held = [kid for kid in parse.children[preposition] if parse.dep[kid] == "pobj"]
    if len(held) < 2 or parse.edges[held[1]][0] <= held[0]:
        return None
    last = max(parse.edges[held[1]][1], reach(parse, verb, preposition, cues))
    return drafted(parse, verb, [parse.span(parse.edges[held[1]][0], last)], "reported object")


def _of_passive(parse: Parse, verb: int) -> Iterator[Draft]:
    """The statement of "the plan was praised by the minister": its subject is what is said."""
    thing = parse.child(verb, "nsubjpass")
    if thing is None or parse.child(verb, "agent") is None or parse.tag[thing] not in ("NN", "NNS"):
        return
    yield drafted(parse, verb, [parse.subtree(thing)], "passive")


def _of_object(parse: Parse, verb: int, thing: int, cues: Cues) -> Draft | None:
    """The statement of a cue with an object; of "congratulated her on the vote" what she was congratulated on."""
    if parse.lemma[verb] in cues.honouring and not cues.wide:
        for kid in sorted((*parse.children[verb], *parse.children[thing])):
            if kid > thing and parse.dep[kid] == "prep" and parse.lower[kid] in ("on", "for", "upon"):
                last = reach(parse, verb, kid, cues)
                if last > kid:
                    draft = drafted(parse, verb, [parse.span(kid + 1, last)], "reported object")
                    draft.addressee = thing
                    return draft
    if parse.tag[thing] == "PRP":
        return None
    return drafted(parse, verb, [onward(parse, verb, thing, cues)], "reported object")


def _of_preposition(parse: Parse, verb: int, preposition: int, cues: Cues) -> Draft | None:
    kids = [kid for kid in parse.children[preposition] if kid > preposition]
    if kids and parse.lemma[verb] == "call" and parse.entity[kids[0]] in ("DATE", "TIME"):
        return None  # "called the minister on Friday"
    if not kids or (not cues.wide and parse.lemma[kids[0]] in cues.words_sought):
        return None
    first = preposition + 1
    last = max(first, reach(parse, verb, preposition, cues))
    draft = drafted(parse, verb, [parse.span(first, last)], "reported with a preposition")
    others = next((k for k in parse.children[verb] if parse.dep[k] in ("xcomp", "advcl") and k > preposition), None)
    if others is not None and parse.lemma[verb] in cues.others and parse.lower[preposition] in ("on", "upon"):
        draft.addressee = kids[0]
        draft.content = [below(parse, others)]
        return draft
    if parse.dep[preposition] == "prt" and parse.lemma[verb] in cues.others:
        return _of_particle(parse, verb, preposition, draft)
    if parse.lower[preposition] in ("on", "upon") and parse.lemma[verb] == "call":
        inner = next(
            (k for k in parse.children[kids[0]] if parse.dep[k] in ("acl", "relcl") and parse.tag[k] == "VB"), None
        )
        if inner is None:
            return None
        draft.addressee = kids[0]
        draft.content = [below(parse, inner)]
        return draft
    if parse.lemma[verb] in cues.honouring:
        draft.addressee = parse.child(verb, "dobj")
    with_whom = ("as", "of", "for") if cues.wide else ("of", "for") if parse.lemma[verb] in cues.blaming else ()
    if parse.lower[preposition] in with_whom and parse.lemma[verb] not in cues.addressing:
        draft.content = _with_object(parse, verb, preposition, draft.content)
    draft.cue = parse.span(verb, preposition) if preposition == verb + 1 else draft.cue
    return draft


def _with_object(parse: Parse, verb: int, preposition: int, said: list[Span]) -> list[Span]:
    """What is said with the one whom it is said of ("accused her of…", "the plan was seen as…")."""
    thing = parse.child(verb, "dobj")
    if thing is not None and verb < thing < preposition:
        return [Span(parse.start[max(verb + 1, parse.edges[thing][0])], said[-1].end)] if said else said
    thing = parse.child(verb, "nsubjpass") if parse.lower[preposition] == "as" else None
    if thing is None or parse.tag[thing] in ("WP", "WDT"):
        return said
    return [parse.subtree(thing), Span(parse.start[preposition], said[-1].end)] if said else said


def _of_particle(parse: Parse, verb: int, particle: int, draft: Draft) -> Draft | None:
    """The statement of "called on all parties to…" where "on" was taken for a particle."""
    addressee = parse.child(particle, "pobj")
    infinitive = next((t for t in range(particle + 1, parse.edges[verb][1] + 1) if parse.lower[t] == "to"), None)
    if addressee is None or infinitive is None or infinitive >= parse.edges[verb][1]:
        return None
    draft.addressee = addressee
    draft.content = [parse.span(infinitive + 1, parse.edges[verb][1])]
    return draft
