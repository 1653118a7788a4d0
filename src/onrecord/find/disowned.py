"""What is said not to be so: "it is not true that", "there is no truth to reports that", "denied that it had"."""

from onrecord.find.act_complements import infinitive
from onrecord.find.act_table import acts
from onrecord.parse import Parse

_FURTHEST = 8
_UP = frozenset(("ccomp", "conj", "xcomp", "advcl", "acl", "relcl", "pcomp", "dobj", "csubj"))
# What a verb has beside its object, by which "that" is none.
_OTHERS = frozenset(("dobj", "prep", "ccomp", "xcomp"))
_PRONOUNS = frozenset(("it", "he", "she", "they", "we", "i"))
# Kinds of acts that somebody may deny to have done.
_UNDERTAKEN = frozenset(("pledge", "plan", "agree", "propose", "approve"))
_NONE = frozenset(("no", "little", "scant"))
_NOTHING = frozenset(("nothing", "nobody", "none", "no-one"))
_PREDICATES = frozenset(("oprd", "acomp", "advmod", "ccomp", "amod", "attr"))
_NAMING = frozenset(("call", "brand", "label", "describe", "dismiss", "deem", "term", "denounce", "dub", "reject"))


def disowned(parse: Parse, token: int) -> bool:
    """True for a word in a clause of which somebody, or the text, says that it is not so."""
    at = token
    for _ in range(_FURTHEST):
        above = parse.head[at]
        if above == at or parse.dep[at] not in _UP:
            return False
        if parse.tag[above][:2] == "NN":
            if parse.dep[at] in ("acl", "ccomp", "relcl") and _content(parse, at):
                return untrue_report(parse, above)
        elif parse.dep[at] != "conj" and _denies(parse, above, at):
            return True
        at = above
    return False


def _content(parse: Parse, verb: int) -> bool:
    """True for the verb of "that" behind a noun which it is the content of ("rumours that Norway will leave").

    Also where the parser took "that" for an object beside another one ("the report that Norway sent troops").
    """
    if any(parse.dep[kid] == "mark" and parse.lower[kid] == "that" for kid in parse.children[verb]):
        return True
    that = parse.edges[verb][0]
    if parse.lower[that] != "that" or parse.dep[that] != "dobj":
        return False
    of = parse.head[that]
    return parse.child(of, "dobj") != that or len([kid for kid in parse.children[of] if parse.dep[kid] in _OTHERS]) > 1


def _denies(parse: Parse, verb: int, clause: int) -> bool:
    """True for a verb that says of the clause below it that it is not so."""
    lemma, dep = parse.lemma[verb], parse.dep[clause]
    if lemma == "be":
        return dep in ("ccomp", "csubj") and _false(parse, verb)
    if lemma in acts().denying:
        return parse.negated(verb) is None and (dep in ("ccomp", "dobj") or _done(parse, clause))
    if dep != "ccomp" or lemma not in acts().showing:
        return False
    subject = parse.child(verb, "nsubj")
    return subject is not None and (parse.lower[subject] in _NOTHING or _without(parse, subject))


def _done(parse: Parse, verb: int) -> bool:
    """True for "having agreed" and "agreeing", of what is said not to have been done."""
    return parse.tag[verb] in ("VBG", "VBN")


def _false(parse: Parse, be: int) -> bool:
    """True if a form of "be" says of its subject or clause that it is not so."""
    said = parse.child(be, "acomp", "attr")
    if said is None:
        return False
    words, negated = acts(), parse.negated(be) is not None
    wrong = parse.lower[said] in words.wrong or parse.lemma[said] in words.falsehoods
    return (wrong and not negated) or (parse.lower[said] in words.right and negated)


def untrue_report(parse: Parse, noun: int) -> bool:
    """True for a report or claim that is said not to be true, and for "a lie that", "no evidence that"."""
    words, lemma, above = acts(), parse.lemma[noun], parse.head[noun]
    dep = parse.dep[noun]
    if lemma in words.truths and _without(parse, noun):
        return True
    if lemma in words.falsehoods:
        return dep != "attr" or parse.negated(above) is None
    if lemma not in words.reports and lemma not in words.guesses:
        return False
    if dep in ("nsubj", "nsubjpass") and parse.lemma[above] == "be":
        return _false(parse, above)
    if dep in ("dobj", "nsubjpass") and parse.lemma[above] in words.denying | words.dismissing:
        return parse.negated(above) is None
    if dep in ("dobj", "nsubj", "nsubjpass") and parse.tag[above][:2] == "VB":
        return _named_wrong(parse, above, noun)
    if dep == "pobj" and parse.dep[above] == "prep":
        over = parse.head[above]
        return (parse.lemma[over] in words.truths and _without(parse, over)) or parse.lower[over] == "contrary"
    return False


def _without(parse: Parse, noun: int) -> bool:
    return any(parse.lower[kid] in _NONE for kid in parse.children[noun])


def _named_wrong(parse: Parse, verb: int, noun: int) -> bool:
    """True for "called reports that it would leave false", wherever the parser hung the last word."""
    naming = next((at for at in (verb, parse.head[verb]) if parse.lemma[at] in _NAMING), None)
    if naming is None or parse.negated(naming) is not None:
        return False
    words = acts()
    last = parse.edges[naming][1]
    found = (at for at in range(noun + 1, last + 1) if parse.dep[at] in _PREDICATES)
    return any(parse.lower[at] in words.wrong or parse.lemma[at] in words.falsehoods for at in found)


def never_undertaken(parse: Parse, verb: int) -> tuple[int | None] | None:
    """What somebody denies to have undertaken, in one: "denied that it had agreed to send", "reports that it would".

    Without it where what is denied is no undertaking; None where no clause or report is denied.
    """
    words = acts()
    if parse.lemma[verb] not in words.denying | words.dismissing:
        return None
    clause = parse.child(verb, "ccomp", "xcomp")
    thing = parse.child(verb, "dobj", "nsubjpass")
    told = thing is not None and (parse.lemma[thing] in words.reports or parse.lemma[thing] in words.guesses)
    if thing is not None and told:
        kids = (kid for kid in parse.children[thing] if parse.dep[kid] in ("acl", "relcl", "ccomp"))
        clause = next((kid for kid in kids if _content(parse, kid)), None)
        if clause is None or (parse.tag[clause] == "VB" and not parse.auxiliaries(clause)):
            return None  # a suggestion that it leave
    if clause is None or clause < verb or (not told and parse.lemma[verb] not in words.denying):
        return None
    if parse.negated(verb) is not None or _of_others(parse, verb, clause):
        return (None,)
    return (_undertaken(parse, clause),) if told or _undertaken(parse, clause) is not None else None


def _of_others(parse: Parse, verb: int, clause: int) -> bool:
    """True where one state denies what another is said to have done: "Russia denied that Norway had agreed"."""
    who, whose = parse.subject(verb), parse.child(clause, "nsubj")
    if who is None or whose is None or parse.entity[who] != "GPE" or parse.entity[whose] != "GPE":
        return False
    return parse.lower[who] != parse.lower[whose]


def _undertaken(parse: Parse, clause: int) -> int | None:
    """What a clause says that somebody undertook: behind a verb of undertaking, or behind "would" of who is meant."""
    entries = acts().verbs.get(parse.lemma[clause], ())
    if any(entry.kind in _UNDERTAKEN and "infinitive" in entry.takes for entry in entries):
        return infinitive(parse, clause)
    subject = parse.child(clause, "nsubj")
    modals = {parse.lower[kid] for kid in parse.auxiliaries(clause) if parse.tag[kid] == "MD"}
    own = subject is not None and parse.lower[subject] in _PRONOUNS and parse.negated(clause) is None
    bound = modals & (acts().modals.binding | acts().modals.reported) and "have" not in modals
    return clause if own and bound and parse.lemma[clause] not in acts().not_deeds else None
