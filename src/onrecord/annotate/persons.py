"""Persons named in a text: where their names stand, with titles, and which of them are the same person."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from onrecord.annotate.cast import sex_of_first_names, speaks
from onrecord.annotate.gazetteer import place_names
from onrecord.annotate.lexicon import Hit, bodies
from onrecord.annotate.place_like import named_like_place
from onrecord.annotate.titles import (
    LONGEST_TITLE,
    holders_known,
    honorifics,
    office_in,
    offices,
    title_ends,
    title_words,
    titles,
)
from onrecord.parse import Parse

# Longest name in tokens that is taken for one person's.
LONGEST_NAME = 6
# What a name is honoured with before it: "Senator the Hon Ann Example", "the Rt. Hon. Ann Example".
_HONOURED = frozenset(("hon", "hon.", "rt", "rt.", "right", "honourable", "honorable"))
_NO_NAMES = _HONOURED | {"mon", "the", "h.e.", "excellency"}


class Named(NamedTuple):
    """One place where a person is named: tokens of the name and of the whole phrase, title included."""

    first: int
    last: int
    left: int
    right: int
    words: tuple[str, ...]
    office: str
    states: tuple[str, ...]


class Ground:
    """What a text already holds: for each token the known name that covers it, if one does."""

    def __init__(self, parse: Parse, hits: list[Hit]):
        self.parse = parse
        self.hits = hits
        self._starts = [hit.start for hit in hits]

    def at(self, token: int) -> Hit | None:
        """The known name that shares a character with the token."""
        index = bisect_right(self._starts, self.parse.end[token] - 1) - 1
        return self.hits[index] if index >= 0 and self.hits[index].end > self.parse.start[token] else None


def named_persons(parse: Parse, hits: list[Hit]) -> list[Named]:
    """The places where a person is named in full or by title, in text order, never overlapping."""
    ground = Ground(parse, hits)
    found: list[Named] = []
    at = 0
    for token in range(len(parse)):
        if token < at:
            continue
        run = _run(ground, token)
        if run:
            named = _titled(ground, *run, floor=at)
            found.append(named)
            at = named.right + 1
    return sorted([*found, *_missed(ground, found)])


# What a person's name is never taken for.
_PLACES = frozenset(("LOC", "GPE", "FAC", "EVENT"))


def _missed(ground: Ground, found: list[Named]) -> Iterator[Named]:
    """Persons whom the parse takes for something else: known by a family name that the text gives alone elsewhere."""
    parse = ground.parse
    full = {named.words[-1].lower() for named in found if len(named.words) > 1}
    families = {named.words[-1].lower() for named in found if parse.entity[named.last] == "PERSON"}
    acting = [token for token in range(len(parse)) if _acts_alone(ground, token)]
    told = {parse.lower[token] for token in acting if parse.child(token, "appos") is not None}
    often = {word for word, times in Counter(parse.lower[token] for token in acting).items() if times > 1}
    known = (families | told | often) - full
    once = {parse.lower[token] for token in acting} - full
    held = {token for named in found for token in range(named.left, named.right + 1)}
    floor = 0
    for token in range(len(parse)):
        if token in held or not _ends_name(ground, token):
            continue
        first = token
        while first > floor and first - 1 not in held and token - first < LONGEST_NAME and _leads(ground, first - 1):
            first -= 1
        word, led = parse.lower[token], first > 0 and parse.lower[first - 1] == "the"
        given = parse.lower[first] in sex_of_first_names() and (word in once or speaks(parse, token))
        if first < token and not led and (word in known or given or _office_before(parse, first)):
            named = _titled(ground, first, token, floor)
            if not held & {*range(named.left, named.right + 1)}:
                yield named
                floor = named.right + 1


def _office_before(parse: Parse, first: int) -> bool:
    """True if an office with what it is for stands before the token: "Minister of National Security Ann Example"."""
    for at in range(first - 1, max(0, first - LONGEST_TITLE), -1):
        if parse.lower[at] in ("of", "for"):
            return at < first - 1 and parse.word[at - 1][0].isupper() and parse.lower[at - 1] in title_ends()
        if parse.tag[at] not in ("NNP", "NNPS", "CC") or not (parse.word[at][0].isupper() or parse.lower[at] == "and"):
            break
    return False


def _acts_alone(ground: Ground, token: int) -> bool:
    """True if the word alone, without an article, is the subject of a verb: "Roe said"."""
    parse = ground.parse
    if parse.dep[token] not in ("nsubj", "nsubjpass"):
        return False
    bare = all(parse.dep[kid] in ("appos", "punct", "relcl", "acl") for kid in parse.children[token])
    opens = token == 0 or parse.sentence[token - 1] != parse.sentence[token]
    led = not opens and parse.tag[token - 1].startswith("NNP")
    proper = parse.tag[token] == "NNP" or (parse.tag[token] == "NN" and not opens)  # capitals tell it of the latter
    return bare and not led and proper and _name_word(ground, token)


def _ends_name(ground: Ground, token: int) -> bool:
    """True if the token can be a family name that ends a person's name."""
    parse = ground.parse
    long = len(parse.word[token]) > 3 and not parse.word[token].isupper()
    long = long and parse.entity[token] not in _PLACES
    return long and parse.tag[token] == "NNP" and parse.dep[token] != "compound" and _name_word(ground, token)


def _leads(ground: Ground, token: int) -> bool:
    """True if the token is a given name before the one behind it, however the parser tags it."""
    parse = ground.parse
    joined = parse.dep[token] == "compound" and parse.end[token] + 1 == parse.start[token + 1]
    return joined and parse.head[token] > token and _name_word(ground, token)


def _run(ground: Ground, token: int) -> tuple[int, int] | None:
    """The tokens of a name that begins here: a known holder's, a PERSON of the parse, or what follows a title."""
    parse = ground.parse
    hit = ground.at(token)
    if hit and hit.entry.sort == "person":
        return (token, parse.tokens(hit.start, hit.end)[-1]) if hit.start == parse.start[token] else None
    if named_like_place(parse, token) and ground.at(token + 1) is None:
        return token, token + 1
    if hit or not _name_word(ground, token) or _before_name(parse, token) or _is_field(parse, token):
        return None
    after_title = token > 0 and parse.lower[token - 1] in title_ends() and _title_before(ground, token)
    after_title = after_title or (parse.tag[token] == "NNP" and _office_of(ground, token) is not None)
    person = parse.entity[token] == "PERSON" or after_title or _given(ground, token)
    known = parse.lower[token] in famous() and parse.tag[token] == "NNP" and _sole(parse, token)
    if known and not person:
        return token, token
    if not (after_title or person):
        return None
    last = token
    while last + 1 < len(parse) and last - token + 1 < LONGEST_NAME and _continues(ground, last + 1, person):
        last += 1
    while last > token and parse.lower[last] in titles().particles:
        last -= 1
    if last == token and not (after_title or known or _alone(parse, token)):
        return None
    return token, last


def _is_field(parse: Parse, token: int) -> bool:
    """True for the place of an office before a name, which the parse takes for part of it: "Mayor of Oslo Ann …"."""
    following = parse.tag[token + 1 : token + 3]
    return following == ["NNP", "NNP"] and _place_of(parse, token) and _led_by_office(parse, token, token + 1)


def _before_name(parse: Parse, token: int) -> bool:
    """True if a full name begins right behind the token, which belongs to a title: "Counsel Ann Example"."""
    if parse.entity[token] or token + 2 >= len(parse) or parse.dep[token] != "compound":
        return False
    if parse.lower[token] in sex_of_first_names() or parse.word[token + 1].endswith("."):
        return False  # "Antony J. Example"
    full = parse.entity[token + 1] == parse.entity[token + 2] == "PERSON" and not parse.entity_start[token + 2]
    return full and parse.entity_start[token + 1] and parse.tag[token + 2] == "NNP"


def _given(ground: Ground, token: int) -> bool:
    """True for a given name that the parse leaves out of the person's name: "Roi" before "Klein"."""
    parse, family = ground.parse, token + 1
    if parse.dep[token] != "compound" or parse.entity[token] or family >= len(parse):
        return False
    if parse.lower[token] in sex_of_first_names() and parse.entity_start[family]:
        return parse.entity[family] == "PERSON" and parse.tag[token] == "NNP" and _name_word(ground, family)
    if parse.head[token] != family:
        return False
    alone = family + 1 == len(parse) or parse.entity[family + 1] != "PERSON" or parse.entity_start[family + 1]
    person = parse.entity[family] == "PERSON" and parse.entity_start[family] and alone
    return person and parse.tag[token] == "NNP" and not parse.word[token].isupper() and _name_word(ground, family)


def _name_word(ground: Ground, token: int) -> bool:
    """True if the token can begin a name: a capitalised proper noun that is no title and no known name."""
    parse = ground.parse
    word = parse.word[token]
    if not word[0].isupper() or not parse.tag[token].startswith(("NNP", "NN", "JJ", "VB", "FW", "MD", "RB", "CD")):
        return False
    lower = parse.lower[token]
    if lower in title_words() or lower in honorifics() or word.isdigit() or word in titles().postnominals:
        return False
    return ground.at(token) is None


def _continues(ground: Ground, token: int, person: bool) -> bool:
    parse = ground.parse
    if parse.sentence[token] != parse.sentence[token - 1]:
        return False
    word, lower = parse.word[token], parse.lower[token]
    if parse.start[token] > parse.end[token - 1] + 1:
        return False
    if lower in titles().particles:
        return token + 1 < len(parse) and (parse.word[token + 1][0].isupper() or parse.word[token + 1] in ("-", "–"))
    if word in ("-", "–"):
        return parse.start[token] == parse.end[token - 1] and token + 1 < len(parse) and parse.word[token + 1].isalpha()
    if parse.word[token - 1] in ("-", "–"):
        return True
    if lower in titles().suffixes or word in titles().postnominals:
        return True
    if not word[0].isupper() or ground.at(token) is not None:
        return False
    if word.isupper() and len(word) > 3 and not parse.word[token - 1].isupper():
        return False
    if person and parse.entity[token] == "PERSON" and not parse.entity_start[token]:
        return True
    same = parse.entity[token] == parse.entity[token - 1] and not parse.entity_start[token]
    given = same and parse.lower[token - 1] in sex_of_first_names() and parse.lower[token - 2] in _HONOURED
    kinds = ("PERSON", "", "ORG", "GPE", *(("NORP",) if same else ())) if person else ("PERSON", "")
    kinds = (*kinds, "FAC", "LOC") if given else kinds
    return parse.tag[token] in ("NNP", "NNPS") and lower not in title_words() and parse.entity[token] in kinds


@cache
def famous() -> frozenset[str]:
    """Family names of known holders that are no other word, in lower case."""
    common = title_words() | frozenset(
        ("brown", "major", "rice", "bush", "park", "power", "cook", "stone", "costa", "wang")
    )
    known = holders_known().by_word
    return frozenset(
        word for word in known if len(word) > 4 and " " not in word and word not in common
        and any(row.name.lower().split()[-1] == word for row in known[word])
    )  # fmt: skip


def _sole(parse: Parse, token: int) -> bool:
    """True if no other name's word stands beside the token."""
    before = token > 0 and parse.tag[token - 1] == "NNP" and parse.head[token - 1] == token
    after = token + 1 < len(parse) and parse.tag[token + 1] in ("NNP", "NNPS") and parse.head[token] == token + 1
    return not before and not after


def _alone(parse: Parse, token: int) -> bool:
    """True if a single word names a person by itself: a known holder's family name, or what the parse takes for one."""
    if parse.tag[token] != "NNP" or len(parse.word[token]) < 4:
        return False
    if parse.entity[token] == "PERSON" and parse.dep[token] in ("nsubj", "nsubjpass", "poss", "conj", "pobj", "dobj"):
        return not parse.word[token].isupper()
    return False


def _title_before(ground: Ground, token: int) -> bool:
    """True if a title or a form of address ends right before the token, and is written as one."""
    parse = ground.parse
    if parse.sentence[token] != parse.sentence[token - 1]:
        return False
    word = parse.word[token - 1]
    if parse.lower[token - 1] in honorifics():
        return word[0].isupper()
    if not word[0].isupper() and parse.dep[token - 1] not in ("compound", "nmod"):
        return False
    begin = max(parse.sentences[parse.sentence[token]][0], token - LONGEST_TITLE)
    return any(
        " ".join(parse.lower[at:token]) in offices() and not _of_several(parse, at) for at in range(begin, token)
    )


def _of_several(parse: Parse, first: int) -> bool:
    """True for a title of several that says of what: "heads of government" stands before no name."""
    return parse.lower[first].endswith("s") and parse.lower[first + 1] in ("of", "for")


def _office_of(ground: Ground, token: int) -> int | None:
    """Where the state, body or place before a name begins, if it is that of an office: "Mayor of Oslo Ann Example"."""
    parse = ground.parse
    if token < 3 or parse.sentence[token - 1] != parse.sentence[token]:
        return None
    hit = ground.at(token - 1)
    if hit is not None and (hit.entry.sort not in _FIELDS or hit.end != parse.end[token - 1]):
        return None
    first = token - 1 if hit is None else parse.token_at(hit.start)
    return first if (hit is not None or _place_of(parse, first)) and _led_by_office(parse, first, token) else None


# What an office can be of.
_FIELDS = frozenset(("state", "body", "capital"))


def _place_of(parse: Parse, token: int) -> bool:
    """True if a place is named there in one word."""
    return parse.word[token][0].isupper() and parse.word[token] in place_names()


def _led_by_office(parse: Parse, first: int, name: int) -> bool:
    """True if an office and "of", "for", "to" or "in" lead to the token; a small one only before a whole name."""
    before = first - 1 - (first > 1 and parse.lower[first - 1] == "the")
    if (
        before <= 0
        or parse.lower[before] not in ("of", "for", "to", "in")
        or parse.lower[before - 1] not in title_ends()
    ):
        return False
    whole = parse.tag[name : name + 2] == ["NNP", "NNP"] and parse.head[name] == name + 1 and name == first + 1
    return parse.word[before - 1][0].isupper() or whole


def _titled(ground: Ground, first: int, last: int, floor: int) -> Named:
    """The name with the title before it and the state after it ("… of the Republic of Korea")."""
    parse = ground.parse
    left = _left(ground, first, floor)
    right = last
    if last + 2 < len(parse) and parse.word[last + 1] == "," and parse.lower[last + 2] in ("jr.", "jr", "sr."):
        last = right = last + 2
    elif last + 1 < len(parse) and parse.lower[last + 1] in ("jr.", "sr.", "jr", "sr"):
        last += 1
        cut = last + 1 < len(parse) and parse.word[last + 1] == "." and parse.end[last] == parse.start[last + 1]
        last = right = last + (cut and not parse.word[last].endswith("."))
    right = _honoured_to(parse, right)
    while last > first and parse.word[last] in titles().postnominals:
        last -= 1
    while last > first and (parse.lower[first] in _NO_NAMES or parse.word[first] == "HE"):
        first += 1
    words = tuple(parse.text[parse.start[first] : parse.end[last]].replace(",", " ").split())
    said = [parse.lower[at] for at in range(left, first)]
    states = list(_states(ground, left, first - 1))
    if left < first and right + 2 < len(parse) and parse.lower[right + 1] == "of":
        at = right + 2 + (parse.lower[right + 2] == "the")
        hit = ground.at(at) if at < len(parse) else None
        if hit and hit.entry.sort in ("state", "body"):
            right = parse.tokens(hit.start, hit.end)[-1]
            states = [hit.entry.name]
    right = _bracketed(ground, right, states)
    tail = parse.lower[right + 1 : right + 1 + LONGEST_TITLE]
    office = office_in([*said, *tail] if left < first and tail[:2] in (["of", "the"], ["at", "the"]) else said)
    if office == "officer":  # "the President of Norway, General Ann Example" is president first
        office = office_in([word for word in said if offices().get(word) != office]) or office
    office = office or office_in(parse.lower[last + 1 : right + 1])  # "Ann Example MP"
    return Named(first, last, left, right, words, office, tuple(states))


def _honoured_to(parse: Parse, right: int) -> int:
    """The last of the letters behind a name that ends at the token: "Ann Example AO, DSC", "Ann Example (Ret.)"."""
    known = titles().postnominals
    while right + 1 < len(parse) and parse.sentence[right + 1] == parse.sentence[right]:
        at = right + 1 + (parse.word[right + 1] == ",")
        if at >= len(parse) or parse.word[at] not in known:
            break
        if (
            at > right + 1
            and at + 1 < len(parse)
            and parse.word[at + 1][0].isalnum()
            and parse.word[at + 1] not in known
        ):
            break  # "Ann Example, PC makers and pilots"
        right = at
    return right


def _bracketed(ground: Ground, right: int, states: list[str]) -> int:
    """The last token of the phrase with its state's short name in brackets: "of the Republic of Korea (ROK)"."""
    parse = ground.parse
    if right + 3 >= len(parse) or parse.word[right + 1] != "(" or parse.word[right + 3] != ")":
        return right
    hit = ground.at(right + 2)
    return right + 3 if hit is not None and states[-1:] == [hit.entry.name] else right


def _left(ground: Ground, first: int, floor: int) -> int:
    """The first token of the title before a name, not before `floor`; the name's own first token without a title."""
    parse = ground.parse
    at = first
    begin = max(floor, parse.sentences[parse.sentence[first]][0])
    while at > begin:
        step = _step(ground, at, first, begin)
        if step == at:
            break
        at = step
        if parse.lower[at] in _OPENING:
            break
    while at < first and parse.lower[at] in _LOOSE and not parse.word[at][0].isupper():
        at += 1
    return at


_OPENING = frozenset(("his", "her", "their", "its"))
_LOOSE = frozenset(("of", "for", "to", "'s", "’s", "-", "then", "first", "the"))


def _step(ground: Ground, at: int, first: int, begin: int) -> int:
    """Where the title begins if the token before `at`, or the known name there, belongs to it; else `at`."""
    parse = ground.parse
    lower = parse.lower[at - 1]
    hit = ground.at(at - 1)
    if lower in title_words() or lower in honorifics():
        return at if parse.word[at - 1] == "under" else at - 1
    if at == first:
        state = _office_of(ground, at)
        return at if state is None else max(begin, state)
    if hit and hit.entry.sort not in ("capital", "person"):
        return max(begin, parse.token_at(hit.start))
    if lower in _OPENING:
        return at - 1
    if lower in ("for", "to", "of") and " ".join(parse.lower[at:first]) in offices():
        return at  # "a spokesman for Minister Ann Example" is not she
    if lower in _LOOSE and at - 1 > begin:
        before = parse.lower[at - 2]
        if lower in ("'s", "’s") and ground.at(at - 2) is None:
            return at
        if lower == "the":
            honoured = parse.lower[at] in _HONOURED and before in title_words()
            return at - 1 if honoured or before in ("of", "for", "to") else at
        return at - 1 if ground.at(at - 2) or before in title_words() else at
    head = parse.head[at - 1]
    inside = parse.tag[at - 1] == "NNP" and parse.word[at - 1][0].isupper() and at - 1 < head <= first + LONGEST_NAME
    return at - 1 if inside and parse.dep[at - 1] in ("compound", "nmod") else at


def _states(ground: Ground, first: int, last: int) -> Iterator[str]:
    seen = set()
    for token in range(first, last + 1):
        hit = ground.at(token)
        if hit and hit.entry.name not in seen and (hit.entry.name not in bodies() or bodies()[hit.entry.name].states):
            seen.add(hit.entry.name)
            yield hit.entry.name
