"""Acts that a modal makes of any verb of doing: will, shall, would, could, may, must."""

from collections.abc import Iterator

from onrecord.find.act_complements import infinitive
from onrecord.find.act_drafts import Draft
from onrecord.find.act_table import acts
from onrecord.find.parties import FIRST_PERSON
from onrecord.layers import Layers
from onrecord.parse import Parse
from onrecord.records import ActKind

_DOUBT = frozenset(("if", "whether", "unless", "until", "when", "once", "because"))
_NOBODY = frozenset(("that", "which", "who", "it", "there", "this", "what", "you", "these"))
_THROUGH = frozenset(("continue", "seek", "work", "aim", "try", "strive", "look", "endeavour", "endeavor", "proceed", "move"))


def modal_drafts(layers: Layers, token: int, official: bool) -> Iterator[Draft]:
    """The drafts that a modal at `token` makes, one for the verb it belongs to; none for verbs that are no deeds."""
    parse, table = layers.parse, acts()
    word = parse.lower[token]
    verb = parse.head[token]
    if verb <= token or parse.dep[token] != "aux" or parse.tag[verb] not in ("VB", "VBN", "VBP"):
        return
    helpers = {parse.lower[kid] for kid in parse.auxiliaries(verb)}
    if helpers & {"have", "been"}:
        return
    if any(parse.dep[kid] == "mark" and parse.lower[kid] in _DOUBT for kid in parse.children[verb]):
        return
    subject = parse.subject(verb)
    if subject is None and not (official and parse.sentences[parse.sentence[token]][0] == token):
        return
    if subject is not None and parse.lower[subject] in _NOBODY:
        return
    subject = _us(parse, subject) if subject is not None else None
    kind = _kind(word, official)
    if kind == "request" and subject is not None and parse.lower[subject] in FIRST_PERSON:
        kind = "plan"
    if kind is None:
        return
    head, last = verb, verb - 1 if verb - 1 > token and parse.lower[verb - 1] in ("be", "not") else token
    lemma = parse.lemma[verb]
    inner = infinitive(parse, verb, near=False) if lemma in _THROUGH else None
    if inner is not None and (lemma != "work" or inner - verb <= 2):
        head, last = inner, max(verb, inner - 1)
        if lemma == "continue" and kind in ("pledge", "plan"):
            kind = "reaffirm"
    elif lemma in table.not_deeds and lemma != "continue":
        return
    negated = parse.negated(verb) is not None
    passive = parse.child(verb, "auxpass") is not None
    yield Draft(
        kind, verb, token, last, head, f"modal {word}", None,
        doer=None if passive else subject,
        before=subject if passive else None,
        negated=negated,
    )  # fmt: skip


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
