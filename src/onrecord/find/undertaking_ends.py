"""Where an undertaking ends: with what belongs to it, before remarks, circumstances and what comes next."""

from collections.abc import Iterator

from onrecord.find.act_complements import holds_doing
from onrecord.find.act_table import acts
from onrecord.find.suppositions import inverted
from onrecord.parse import Parse

# Words that join the members of a list, and stand between them.
JOINS = frozenset(
    ("and", "or", "nor", ",", "as", "well", "but", "to", ";", "also", "then", "—", "both", "(", "i", "ii", ")")
)  # fmt: skip
EXAMPLES = frozenset(("including", "notably", "particularly", "especially"))

_NOT_LAST = JOINS | EXAMPLES | {"such"}
_REMARKS = frozenset(("relcl", "advcl", "parataxis", "appos", "acl"))
_DASHES = frozenset(("—", "–", "--", "―", ";", ":", "(", "•"))
_SETTING = frozenset(("during", "after", "before", "following", "amid", "despite", "at", "since", "under", "because"))
_CAUSES = frozenset(("because", "due", "despite", "given", "amid", "during"))
_ARGUMENTS = frozenset(("to", "of", "into", "from", "with", "by", "against", "between"))
_VIEWS = frozenset(
    (
        "exchange",
        "return",
        "contrast",
        "face",
        "light",
        "view",
        "response",
        "context",
        "wake",
        "spirit",
        "absence",
        "protest",
        "retaliation",
        "recognition",
        "anticipation",
        "coordination",
        "consultation",
    )
)
# Words that open an aside behind a comma ("meet, not just once", "the plan, with some changes").
_ASIDE = frozenset(("with", "through", "in", "after", "before", "either", "not", "despite", "following"))
# Where something is said or done, which is no part of it ("in a statement").
_OCCASIONS = frozenset(
    ("meeting", "statement", "summit", "interview", "speech", "call", "visit", "session", "conference", "letter")
)
# Tags of words that cannot stand last.
_DANGLING = frozenset((".", "DT", "PRP$", "CC", "WDT", "IN"))
_NEAR = frozenset(("next", "last", "this"))
_BEFORE_NOW = frozenset(("already", "first", "previously", "recently", "currently"))
_EVERY = frozenset(("every", "each"))
_OPENINGS = frozenset(
    (
        ("so", "that"),
        ("on", "condition"),
        ("provided", "that"),
        ("subject", "to"),
        *(("in", word) for word in ("order", "advance", "accordance", "line")),
    )
)
# Words behind which a colon does not end what is said ("ensure that: each country has rules").
_ON = frozenset(("that", "to", "by"))
_REASONS = frozenset((("due", "to"), ("because", "of"), ("thanks", "to")))
_NUMBERS = frozenset(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "a", "b", "c", "d", *"123456789"))
# Verbs whose purpose is the undertaking itself ("work together to build").
_MEANS = frozenset(
    ("work", "act", "use", "cooperate", "collaborate", "join", "take", "make", "partner", "engage", "move")
)
# Characters that say what is to be done, before a purpose or description that is not much shorter is left out, and
# characters without which examples belong to it: tuned on the training readings.
_ENOUGH, _RATIO = 40, 0.9
_SAID = 28


def last_of(parse: Parse, first: int, head: int, reach: int | None, stop: int, trigger: int | None = None) -> int:
    """The last token of an undertaking that begins at `first` and hangs on `head`, at most the one before `stop`.

    `reach` says how far its words go, where the caller knows; else the parse does, with phrases that it hung on the
    `trigger` and members of lists that it hung on a verb.
    """
    last = _reach(parse, head, stop, trigger) if reach is None else reach
    for ends, remark in _ends(parse, head, last):
        if ends <= last and (not remark or _outweighs(parse, first, ends, last)):
            last = min(last, ends - 1)
    while (
        last > head
        and (parse.lower[last] in _NOT_LAST or parse.tag[last] in _DANGLING)
        and not _closes(parse, first, last)
        and not (parse.dep[last] == "pobj" and parse.lower[last - 1] == "like")  # "opportunities like that"
    ):
        last -= 1
    return max(last, head)


def _closes(parse: Parse, first: int, last: int) -> bool:
    """True for the parenthesis that closes a short form."""
    return parse.word[last] == ")" and "(" in parse.word[max(first, last - 3) : last]


def _reach(parse: Parse, head: int, stop: int, trigger: int | None) -> int:
    last = parse.edges[head][1]
    if trigger is not None and trigger < head:
        last = _onward(parse, trigger, last)
    return min(_regrown(parse, head, last), stop - 1)


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
        end = _by_word(parse, head, token, last)
        if end is None:
            end = _by_tree(parse, head, token)
        if end is not None:
            yield end


def _by_word(parse: Parse, head: int, token: int, last: int) -> tuple[int, bool] | None:
    """An end that a word shows: a dash, an example, "so that", "in order to", "consistent with", ", with"."""
    word, comma = parse.lower[token], parse.word[token - 1] in (",", "(")
    following = parse.lower[token + 1] if token < last else ""
    if word == ":" and parse.lower[token - 1] in _ON:
        return None
    if (word in _DASHES and not _inside_name(parse, token) and not _short_form(parse, token)) or (
        word == "-" and parse.start[token] > parse.end[token - 1]
    ):
        return token, False
    if word in EXAMPLES and (comma or word == "including"):
        return (token - comma, False) if parse.start[token] - parse.start[head] >= _SAID else None
    short = parse.end[token - 1] - parse.start[head] < _SAID
    if short and (word == "consistent" or (word, following) == ("so", "that")):
        return None
    if (word, following) in _OPENINGS or (word == "in" and token + 2 < last and _in_view(parse, token)):
        return token, False
    if (word, following) in _REASONS or (word == "for" and parse.lower[token + 2 : token + 3] == ["first"]):
        return token, False
    if (word, following) == ("according", "to"):
        return token - comma, False
    if word == "as" and _of_judging(parse, head, token):
        return token, False
    if word == "consistent" or (
        word == "as" and parse.dep[token] == "prep" and following in ("a", "an", "the", "both", "part")
    ):
        return token, word == "as"
    if comma and ((word in _ASIDE and parse.dep[token] != "conj") or (word, following) == ("such", "as")):
        return token - 1, False
    return None


def _of_judging(parse: Parse, head: int, token: int) -> bool:
    """True for the "as" of "denounced the sanctions as illegal": it belongs to the verb of judging."""
    described = parse.tag[token + 1][:2] in ("JJ", "RB") if token + 1 < len(parse) else False
    return parse.tag[head][:2] == "NN" and parse.dep[token] == "prep" and described


def _by_tree(parse: Parse, head: int, token: int) -> tuple[int, bool] | None:
    """An end that the parse shows: a time, another clause or undertaking, a circumstance, a remark."""
    dep = parse.dep[token]
    if dep in ("ccomp", "advcl") and (asked := inverted(parse, token)) is not None and asked > head:
        return asked, False
    if dep in ("prep", "npadvmod") and _when(parse, token):
        return parse.edges[token][0], False
    if dep == "conj" and (_other_clause(parse, head, token) or holds_doing(parse, token, acts())):
        return opening(parse, head, parse.edges[token][0]), False
    if dep == "prep" and parse.head[token] == head and _circumstance(parse, head, token):
        return token, parse.lower[token] not in _CAUSES
    opens = parse.edges[token][0]
    if dep in _REMARKS and opens > head + 1:
        kind = _remark(parse, head, token, opens)
        return None if kind is None else (opens, kind)
    return None


def _circumstance(parse: Parse, head: int, token: int) -> bool:
    """True for a phrase of place, time or manner behind the object of a verb."""
    if parse.tag[head][:2] != "VB" or parse.lower[token] in _ARGUMENTS or parse.tag[token - 1][:2] == "VB":
        return False
    return parse.lower[token] in _CAUSES or parse.child(head, "dobj") is not None


def _in_view(parse: Parse, token: int) -> bool:
    """True for "in the face of", "in light of", "in response to"."""
    following = parse.lower[token + 1 : token + 4]
    return (following[0] in _VIEWS and following[1] in ("of", "to", "for", "with")) or (
        following[0] == "the" and following[1] in _VIEWS
    )


def _other_clause(parse: Parse, head: int, token: int) -> bool:
    """True for a finite verb beside an infinitive or gerund, and for a verb beside a noun: it is no part of either."""
    tag = parse.tag[token]
    if tag == "VB" and parse.head[token] >= head and parse.child(token, "nsubj", "nsubjpass") is not None:
        return _modal(parse, token)
    if parse.tag[head][:2] == "VB":
        finite = tag in ("VBD", "VBZ", "VBP") or _modal(parse, token)
        return finite and parse.tag[head] in ("VB", "VBG")
    return tag in ("VB", "VBD", "VBZ", "VBP") and parse.head[token] == head


def _when(parse: Parse, token: int) -> bool:
    """True for a phrase that says when ("on Friday", "before the election"), behind something that says what."""
    verb = parse.head[token]
    if parse.tag[verb][:2] == "NN" and parse.lower[token] in ("after", "before", "amid", "since", "following"):
        return True
    if parse.dep[token] == "npadvmod" and parse.tag[verb][:2] == "NN" and parse.entity[token] == "DATE":
        return parse.lower[parse.edges[token][0]] in _NEAR
    if parse.tag[verb][:2] != "VB" or (parse.dep[verb] == "relcl" and parse.tag[verb] != "VB"):
        return False
    if any(parse.lower[at] in _EVERY for at in range(parse.edges[token][0], parse.edges[token][1] + 1)):
        return False
    if parse.dep[token] == "npadvmod":
        return parse.entity[token] in ("DATE", "TIME")
    head = parse.child(token, "pobj")
    if head is not None and parse.lower[token] == "by" and parse.lower[parse.edges[head][0]] in ("a", "an", "another"):
        return False  # by how much
    dated = (
        head is not None and parse.entity[head] in ("DATE", "TIME") and parse.lower[token] not in ("for", "over", "of")
    )
    on_occasion = head is not None and parse.lemma[head] in _OCCASIONS and parse.lower[token] in ("in", "at", "on")
    return dated or on_occasion or parse.lower[token] in ("during", "before", "after", "following", "amid", "since")


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
    dep, first, comma = parse.dep[token], parse.lower[opens], parse.word[opens - 1] in (",", "(")
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
        return parse.tag[token] == "VBG" and first not in ("while", "after", "before", "when")
    if dep == "acl" and parse.tag[token] == "VBG" and not comma:
        return None
    if (dep == "acl" and first in _BEFORE_NOW) or (dep == "relcl" and _modal(parse, token)):
        return False
    return dep in ("relcl", "acl")


def _modal(parse: Parse, verb: int) -> bool:
    return any(parse.tag[kid] == "MD" for kid in parse.children[verb])


def opening(parse: Parse, head: int, following: int) -> int:
    """The first of the words between two coordinated verbs that join them."""
    before = following - 1
    while before > head and (parse.lower[before] in JOINS or parse.tag[before] == "RB" or numbering(parse, before)):
        before -= 1
    return before + 1


def numbering(parse: Parse, token: int) -> bool:
    """True for a part of "(ii)", "3)" or "b."."""
    word = parse.lower[token]
    return word in ("(", ")") or parse.tag[token] == "LS" or word.strip("().") in _NUMBERS
