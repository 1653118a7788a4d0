"""Acts that a modal makes of any verb of doing: will, shall, would, could, may, must."""

from collections.abc import Iterator

from onrecord.find.act_complements import antecedent, gerund, has_to, infinitive
from onrecord.find.act_drafts import NOT_HINDER, Draft
from onrecord.find.act_table import acts
from onrecord.find.parties import FIRST_PERSON, party
from onrecord.find.suppositions import inverted
from onrecord.layers import Layers
from onrecord.parse import Parse
from onrecord.records import ActKind

_DOUBT = frozenset(("if", "whether", "unless", "until", "when", "once", "because"))
_NOBODY = frozenset(("that", "which", "who", "there", "this", "what", "you", "these"))
_PRESENT = frozenset(("is", "are", "am", "'s", "’s", "'re", "’re", "'m", "’m"))
_HAS = frozenset(("has", "have", "'ve", "’ve"))
_UNREAL = frozenset(("will", "would", "may", "could", "might", "must", "should", "had"))
_BESIDE = frozenset(("be", "not", "n't", "n’t"))
# Verbs of going on with what follows.
_ON = frozenset(("continue", "keep"))
_THROUGH = frozenset(
    ("continue", "seek", "work", "aim", "try", "strive", "look", "endeavour", "endeavor", "proceed", "move")
)


def modal_drafts(layers: Layers, token: int, official: bool) -> Iterator[Draft]:
    """The drafts that a modal at `token` makes, one for the verb it belongs to; none for verbs that are no deeds."""
    parse = layers.parse
    word = parse.lower[token]
    verb = parse.head[token]
    if verb <= token or parse.dep[token] != "aux" or parse.tag[verb] not in ("VB", "VBN", "VBP", "VBG"):
        return
    if _sets_nothing(parse, token, verb):
        return
    subject = parse.subject(verb)
    if subject is None and not (official and parse.sentences[parse.sentence[token]][0] == token):
        return
    if subject is not None:
        subject = _us(parse, _meant(parse, subject))
        if parse.lower[subject] in _NOBODY or _none(parse, subject):
            return
    if parse.negated(verb) is not None and (spared := hindered(parse, verb)) is not None:
        last, head = spared
        whole = parse.child(head, "nsubj") is not None
        yield Draft("approve", verb, token, last, head, NOT_HINDER, doer=subject, whole=whole)
        return
    kind = _kind(word, official)
    if kind == "request" and subject is not None and parse.lower[subject] in FIRST_PERSON:
        kind = "plan"
    if kind is None:
        return
    head, last = verb, verb - 1 if verb - 1 > token and parse.lower[verb - 1] in _BESIDE else token
    lemma = parse.lemma[verb]
    inner = infinitive(parse, verb, near=False) if lemma in _THROUGH else None
    if lemma in _ON and inner is None:
        doing = gerund(parse, verb)
        inner = parse.child(verb, "dobj") if doing is None and lemma == "continue" else doing
    if inner is not None and (lemma != "work" or inner - verb <= 2):
        head, last = inner, max(verb, inner - 1)
        if lemma in _ON and kind in ("pledge", "plan"):
            kind = "reaffirm"
    elif lemma != "continue" and (not _does(layers, lemma) or _talk(layers, verb)):
        return
    passive = parse.child(verb, "auxpass") is not None
    demanded = kind == "request"
    thing = demanded and subject is not None and _thing(layers, subject) and parse.child(verb, "dobj") is None
    yield Draft(
        kind, verb, token, last, head, f"modal {word}",
        doer=None if passive or demanded else subject,
        other=subject if demanded and not passive else None,
        before=subject if passive or thing else None,
        negated=parse.negated(verb) is not None,
    )  # fmt: skip


def _sets_nothing(parse: Parse, modal: int, verb: int) -> bool:
    """True where the verb of a modal says what has been, is only supposed, left open or asked, or is agreed by all."""
    helpers = {parse.lower[kid] for kid in parse.auxiliaries(verb)}
    if helpers & {"have", "been"} or either_way(parse, verb) or inverted(parse, verb) == modal:
        return True
    if any(parse.dep[kid] == "mark" and parse.lower[kid] in _DOUBT for kid in parse.children[verb]):
        return True
    dep = parse.dep[verb]
    agreed = dep == "ccomp" and parse.lemma[parse.head[verb]] in ("agree", "concur")
    if agreed and parse.lower[modal] in acts().modals.demanding:
        return True
    return dep in ("ccomp", "pcomp") and _asked(parse, verb)


def going_drafts(layers: Layers, token: int, official: bool) -> Iterator[Draft]:
    """The draft of "is going to meet" and "is to meet", at the form of "be" or at "going"."""
    parse = layers.parse
    verb = infinitive(parse, token)
    if verb is None and parse.lemma[token] == "be":
        verb = _to_be_done(parse, token)
    be = token if parse.lemma[token] == "be" else next(iter(parse.auxiliaries(token)), -1)
    if verb is None or be < 0 or parse.lower[be] not in _PRESENT or parse.lemma[verb] in acts().not_deeds:
        return
    subject = parse.child(token, "nsubj")
    if subject is None or parse.lower[subject] in _NOBODY:
        return
    kind: ActKind = "pledge" if official else "plan"
    if parse.child(verb, "auxpass") is not None:
        yield Draft(kind, token, min(be, token), max(token, verb - 1), verb, "modal going to", before=subject,
                    negated=parse.negated(token) is not None)  # fmt: skip
        return
    if parse.lemma[token] == "be" and _thing(layers, subject):
        return
    yield Draft(kind, token, min(be, token), max(token, verb - 1), verb, "modal going to", doer=subject,
                negated=parse.negated(token) is not None)  # fmt: skip


def _to_be_done(parse: Parse, be: int) -> int | None:
    """The participle of "is to be opened"."""
    for kid in parse.children[be]:
        passive = kid > be and parse.tag[kid] == "VBN" and parse.child(kid, "auxpass") is not None
        if passive and parse.dep[kid] == "xcomp" and has_to(parse, kid):
            return kid
    return None


def doing_drafts(layers: Layers, token: int, official: bool) -> Iterator[Draft]:
    """The draft of "is building", "has built": what is being done or has been, at the participle."""
    parse, table = layers.parse, acts()
    helpers = [kid for kid in parse.children[token] if parse.dep[kid] == "aux" and kid < token]
    words = {parse.lower[kid] for kid in helpers}
    if not words & (_PRESENT | _HAS) or words & _UNREAL or parse.lemma[token] not in table.doings:
        return
    if parse.lemma[token] in table.not_deeds or parse.negated(token) is not None:
        return
    if parse.tag[token] == "VBN" and (not official or not words & _HAS or parse.child(token, "auxpass") is not None):
        return
    subject = parse.subject(token)
    if subject is None or parse.lower[subject := _meant(parse, subject)] in _NOBODY:
        return
    yield Draft("advance", token, helpers[0], token, token, f"modal doing {parse.tag[token]}", doer=subject)


def need_drafts(layers: Layers, token: int) -> Iterator[Draft]:
    """The draft of "they need to leave", "they have to leave": somebody demands it of them."""
    parse = layers.parse
    verb, subject = infinitive(parse, token), parse.child(token, "nsubj")
    if verb is None or subject is None or parse.tag[token] not in ("VBZ", "VBP") or parse.negated(token) is not None:
        return
    if parse.lower[subject] in _NOBODY or parse.lower[subject] in FIRST_PERSON or parse.lemma[verb] in acts().not_deeds:
        return
    passive = parse.child(verb, "auxpass") is not None
    yield Draft(
        "request", token, token, token, verb, "modal need",
        other=None if passive else subject, before=subject if passive else None,
    )  # fmt: skip


def time_drafts(layers: Layers, token: int) -> Iterator[Draft]:
    """The draft of "it is time to leave", "it is time for them to leave", at "time": the speaker demands it."""
    parse = layers.parse
    be = parse.head[token]
    verbs = (kid for at in (token, be) for kid in parse.children[at] if kid > token and has_to(parse, kid))
    verb, subject = next(verbs, None), parse.child(be, "nsubj")
    if verb is None or subject is None or parse.lemma[be] != "be" or parse.negated(be) is not None:
        return
    does = parse.lemma[verb] == "get" or parse.lemma[verb] not in acts().not_deeds
    if does and parse.lower[subject] == "it" and parse.dep[token] == "attr":
        yield Draft("request", be, be, token, verb, "modal time", other=parse.child(verb, "nsubj"))


def needed_drafts(layers: Layers, token: int) -> Iterator[Draft]:
    """The draft of "it is essential that we keep": what the first person needs is its plan, what others do a demand."""
    parse = layers.parse
    be = parse.head[token]
    verb, it = parse.child(token, "ccomp"), parse.child(be, "nsubj")
    if verb is None or verb < token:
        verb = next((kid for kid in parse.children[be] if kid > token and parse.dep[kid] == "ccomp"), None)
    if verb is None or it is None or parse.lower[it] != "it" or parse.lemma[be] != "be":
        return
    subject = parse.child(verb, "nsubj")
    helped = any(parse.tag[kid] == "MD" for kid in parse.children[verb])
    bare = parse.tag[verb] in ("VB", "VBP") or (parse.tag[verb] == "VBD" and parse.lower[verb] == parse.lemma[verb])
    if subject is None or not bare or helped or parse.negated(be) is not None:
        return
    if parse.lower[subject] in _NOBODY or parse.lemma[verb] in acts().not_deeds:
        return
    own = parse.lower[subject] in FIRST_PERSON
    kind: ActKind = "plan" if own else "request"
    yield Draft(kind, be, be, token, verb, "modal need that", doer=subject if own else None,
                other=None if own else subject)  # fmt: skip


def _does(layers: Layers, lemma: str) -> bool:
    """True for a verb that says what somebody is to do; of speech only those that do so surely."""
    table = acts()
    return lemma in table.doings if layers.provenance.kind == "transcript" else lemma not in table.not_deeds


def _asked(parse: Parse, verb: int) -> bool:
    """True for the verb of an embedded question: "how many jets it would deliver"."""
    return parse.tag[parse.edges[verb][0]] in ("WRB", "WP", "WDT")


def _meant(parse: Parse, subject: int) -> int:
    """What a relative pronoun stands for; else the word itself."""
    if parse.lower[subject] not in ("which", "who", "that"):
        return subject
    verb = parse.head[subject]
    return antecedent(parse, verb) if parse.dep[verb] == "relcl" else subject


def _thing(layers: Layers, subject: int) -> bool:
    """True for a subject that is nobody ("the attacks must stop")."""
    return layers.parse.tag[subject] in ("NN", "NNS") and not party(layers, subject)


def _none(parse: Parse, subject: int) -> bool:
    """True for a subject that is denied ("no state should interfere"), but not for "neither Norway nor Sweden"."""
    words = {parse.lower[kid] for kid in parse.children[subject]}
    return "no" in words or ("neither" in words and "nor" not in words)


def either_way(parse: Parse, verb: int) -> bool:
    """True for "may or may not join", "will or won't join", which says nothing of what somebody will do."""
    modals = [parse.lower[kid] for kid in parse.auxiliaries(verb) if parse.tag[kid] == "MD"]
    joined = any(parse.lower[kid] == "or" for kid in parse.children[verb] if kid < verb)
    return joined and len(modals) > 1 and parse.negated(verb) is not None


def hindered(parse: Parse, verb: int) -> tuple[int, int] | None:
    """The last word of "block", "stand in the way of", and the head of what would be hindered; None if nothing is."""
    lemma, thing = parse.lemma[verb], parse.child(verb, "dobj")
    if thing is not None and lemma in acts().hindering | acts().preventing:
        doing = next((at for at in _behind(parse, verb, "from") if parse.tag[at] == "VBG"), None)
        if doing is not None:
            return verb, doing
        named = parse.tag[thing] in ("NN", "NNS") and parse.child(verb, "xcomp") is None
        return (verb, thing) if named and lemma in acts().hindering else None
    if lemma == "object":
        return next(((at - 1, head) for head in _behind(parse, verb, "to") for at in (parse.edges[head][0],)), None)
    way = next((at for at in _behind(parse, verb, "in") if parse.lower[at] == "way"), None)
    if lemma != "stand" or way is None:
        return None
    return next(((way + 1, head) for head in _behind(parse, way, "of")), None)


def _behind(parse: Parse, token: int, preposition: str) -> list[int]:
    """The nouns and gerunds behind a preposition of a word."""
    kids = (kid for kid in parse.children[token] if kid > token and parse.lower[kid] == preposition)
    found = (parse.child(kid, "pobj", "pcomp") for kid in kids)
    return [one for one in found if one is not None]


def _talk(layers: Layers, verb: int) -> bool:
    """True for what a speaker does with his hearers ("I'll take your questions"); in news for a meeting, an event."""
    parse = layers.parse
    thing = parse.child(verb, "dobj")
    if thing is not None and parse.lemma[thing] in acts().pleasantries:
        return True
    if layers.provenance.kind != "news" or parse.lemma[verb] != "meet":
        return False
    return thing is None or bool(party(layers, thing))


def _us(parse: Parse, subject: int) -> int:
    """The pronoun of "each of us", "all of our countries"; else the subject itself."""
    if parse.lower[subject] in ("each", "all", "both", "some", "most"):
        of = parse.child(subject, "prep")
        inner = parse.child(of, "pobj") if of is not None else None
        return inner if inner is not None else subject
    return subject


def _kind(word: str, official: bool) -> ActKind | None:
    modals = acts().modals
    if word in modals.binding or (word in modals.reported):
        return "pledge" if official else "plan"
    if word in modals.possible:
        return "consider"
    return "request" if word in modals.demanding else None
