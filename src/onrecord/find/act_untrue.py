"""What is no act because its words deny it, doubt it or only suppose it."""

from onrecord.find.act_drafts import Draft
from onrecord.find.act_kinds import auxiliaries, doubted, negated_kind
from onrecord.find.act_modals import either_way, hindered
from onrecord.find.act_table import acts
from onrecord.find.disowned import disowned
from onrecord.find.suppositions import supposed, unfulfilled
from onrecord.find.untrue_words import untrue_words
from onrecord.parse import Parse

_FURTHEST = 3
# Kinds that somebody else can only guess at ("analysts predict that Norway will leave").
_GUESSED = frozenset(("plan", "pledge", "consider", "refuse", "reaffirm", "agree"))


def untrue(parse: Parse, draft: Draft) -> bool:
    """True for a word in what is denied, doubted, or what others guess that somebody will do."""
    token, table, words = draft.token, acts(), untrue_words()
    if any(parse.lower[kid] in words.almost or parse.lower[kid] in words.alleged for kid in parse.children[token]):
        return True
    if supposed(parse, token) or unfulfilled(parse, token) or disowned(parse, token):
        return True
    while parse.head[token] != token:
        above = parse.head[token]
        if parse.dep[token] in ("acl", "relcl") and _of_noun(parse, token):
            return parse.lemma[above] in table.guesses or any(parse.lower[kid] == "no" for kid in parse.children[above])
        if parse.dep[token] not in ("ccomp", "conj", "xcomp", "advcl"):
            return False
        if parse.dep[token] == "ccomp" and parse.lemma[above] in words.denying:
            return parse.negated(above) is None
        if parse.dep[token] == "ccomp" and parse.lemma[above] in words.saying and _unspoken(parse, above):
            return True
        if parse.dep[token] == "ccomp" and parse.lemma[above] in table.guessing and draft.kind in _GUESSED:
            subject = parse.subject(token)
            return subject is not None and parse.tag[subject] != "PRP"
        token = above
    return False


def _unspoken(parse: Parse, verb: int) -> bool:
    """True for what is said not to be said: "I'm not going to say that we will", "nobody said that"."""
    at = verb
    for _ in range(_FURTHEST):
        subject = parse.subject(at)
        if parse.negated(at) is not None or (subject is not None and parse.lower[subject] in untrue_words().nobody):
            return True
        if parse.dep[at] != "xcomp":
            return False
        at = parse.head[at]
    return False


def unsaid(parse: Parse, draft: Draft) -> bool:
    """True where the words say that there is no such act: it is supposed, guessed at, not decided, "no promise"."""
    token, table = draft.token, acts()
    if untrue(parse, draft):
        return True
    if draft.kind == "refuse" and _leaves_open(parse, draft):
        return True
    if draft.kind != "refuse" and any(parse.lower[at] == "no" for at in range(draft.first, draft.last)):
        return True
    if _given_up(parse, draft) or _expected(parse, draft) or _perhaps_done(parse, draft):
        return True
    if parse.tag[token][:2] == "NN":
        return draft.kind != "refuse" and any(parse.lower[kid] == "no" for kid in parse.children[token])
    if parse.tag[token][:2] != "VB":
        return False
    if draft.kind == "refuse" and parse.lemma[draft.head] in table.reticence and parse.lemma[token] in table.verbs:
        return True
    entries = table.verbs.get(parse.lemma[token], ())
    negated = parse.negated(token) is not None and bool(entries)
    if negated and all(negated_kind(parse, token, entry.kind) is None for entry in entries):
        return True
    return doubted(parse, token)


def _given_up(parse: Parse, draft: Draft) -> bool:
    """True for the noun of what somebody gives up: "dropped its opposition to the sale"."""
    above = parse.head[draft.token]
    entries = acts().verbs.get(parse.lemma[above], ()) if parse.dep[draft.token] == "dobj" else ()
    return draft.kind in ("object", "endorse", "request") and any(entry.kind == "withdraw" for entry in entries)


def _expected(parse: Parse, draft: Draft) -> bool:
    """True for what somebody expects of another: "Finland expects Norway to send tanks"."""
    if draft.kind not in _GUESSED or parse.lemma[draft.token] not in acts().guessing:
        return False
    verb = draft.head if parse.head[draft.head] == draft.token else parse.head[draft.head]
    return parse.head[verb] == draft.token and verb > draft.token and parse.child(verb, "nsubj") is not None


def _perhaps_done(parse: Parse, draft: Draft) -> bool:
    """True for "may have agreed" and "might agree", of what is more than thought of."""
    helpers = auxiliaries(parse, draft.token)
    done = "have" in helpers or parse.lemma[draft.token] in acts().verbs
    return draft.kind != "consider" and done and bool(helpers & acts().modals.possible)


def _leaves_open(parse: Parse, draft: Draft) -> bool:
    """True for a modal that refuses nothing: "may not join", "will or will not join", "will not block the sale"."""
    verb = draft.token
    if parse.negated(verb) is None:
        return False
    helpers = auxiliaries(parse, verb)
    modal = any(word in acts().modals for word in helpers)
    return modal and bool(
        helpers & acts().modals.possible or either_way(parse, verb) or hindered(parse, verb) is not None
    )


def _of_noun(parse: Parse, verb: int) -> bool:
    """True for the verb of "that" behind a noun which it is the content of ("rumours that Norway will leave")."""
    kids = parse.children[verb]
    return any(parse.dep[kid] == "mark" and parse.lower[kid] == "that" for kid in kids)
