"""Who a person is by what stands beside the name: "Ann Example, minister of roads", and the other way round."""

from onrecord.annotate.cast import PAST, Cast, roles
from onrecord.annotate.phrases import Phrase, phrase_at
from onrecord.annotate.titles import LONGEST_TITLE, honorifics, offices, title_words
from onrecord.parse import Parse
from onrecord.records import Mark

# Words above the last one before a comma among which the noun of a title is sought.
MOST_ABOVE = 5
# What may follow a title behind a name, where no comma does.
_CLOSING = frozenset((",", ".", ";", ":", "(", ")", "–", "—"))


def appositives(cast: Cast, heads: dict[int, list[Mark]]) -> dict[int, Phrase]:
    """The role phrases in apposition to a person's name, by the name's head; the person gets the office they tell."""
    found: dict[int, Phrase] = {}
    for head, marks in heads.items():
        name = marks[0].value[0] if marks[0].value else ""
        actor = cast.actors.get(name)
        if actor is None or actor.kind != "person":
            continue
        noun = _noun(cast, heads, head, marks[0])
        if noun is None or not cast.parse.tag[noun].startswith("NN") or cast.parse.tag[noun].endswith("S"):
            continue
        phrase = phrase_at(cast, noun)
        if not phrase.office and cast.parse.lemma[noun] not in roles().persons:
            continue
        second = _second_office(cast, phrase)
        found[head] = phrase if second is None else phrase._replace(right=second.right)
        note_past(cast, name, cast.parse.lower[phrase.left : phrase.head])
        for one in filter(None, (phrase, second)):
            cast.nouns.setdefault(cast.parse.lower[one.head], []).append((one.head, name))
            others = tuple(other for other in one.inside if other != name)
            cast.serves.setdefault(name, set()).update(others)
            cast.person(name, one.office, cast.states_of(others))
    return found


def note_past(cast: Cast, name: str, words: list[str]) -> None:
    """Returns nothing: notes whether the person is only ever called by an office that is no longer held."""
    cast.past[name] = not PAST.isdisjoint(words) and cast.past.get(name, True)


def _noun(cast: Cast, heads: dict[int, list[Mark]], head: int, mark: Mark) -> int | None:
    """The noun that says who the person is whose name the token heads."""
    parse = cast.parse
    own = parse.tokens(mark.start, mark.end)
    beside = (kid for kid in parse.children[head] if parse.dep[kid] == "appos" and kid not in heads and kid not in own)
    noun = next(beside, None)
    if noun is None and parse.dep[head] == "appos" and parse.head[head] not in heads:
        noun = parse.head[head]
    near = _of_state(cast, own)
    if near is not None and (noun is None or noun < near):
        return near
    if noun is None or parse.lower[noun] not in roles().persons:
        noun = _led_by(cast, head, own[0]) or _behind(cast, own[-1]) or noun
    return noun


def _of_state(cast: Cast, own: range) -> int | None:
    """The noun of "the president of Norway, Bo Sample,", where the parser takes the name for another's.

    The name stands between commas, right behind what the title is of.
    """
    parse = cast.parse
    before, after = own[0] - 2, own[-1] + 1
    closed = after >= len(parse) or parse.word[after] in _CLOSING
    if not closed or before < 0 or parse.word[before + 1] != "," or not cast.named[before]:
        return None
    at = before
    for _ in range(MOST_ABOVE):
        if parse.dep[at] not in ("pobj", "prep", "compound"):
            break
        at = parse.head[at]
    titled = parse.lower[at] in roles().persons and parse.tag[at] in ("NN", "NNP") and at < before
    inside = range(at, before + 1)
    return at if titled and "," not in parse.word[at:before] and not any(_is_person(cast, o) for o in inside) else None


def _led_by(cast: Cast, head: int, first: int) -> int | None:
    """The role noun of "its ambassador in Oslo, Ann Example,": what stands before the comma is one phrase of it.

    The parser may take the two for two where the name bears a form of address: "the Minister of Roads, Mr. Bo Sample".
    """
    parse = cast.parse
    addressed = parse.dep[head] == "conj" and parse.lower[first] in honorifics()
    if first < 2 or parse.word[first - 1] != "," or not (parse.dep[head] == "appos" or addressed):
        return None
    for at in (first - 2, *parse.ancestors(first - 2)[:MOST_ABOVE]):
        if parse.tag[at] in ("NN", "NNP") and parse.lower[at] in roles().persons and at < first - 1:
            inside = parse.tokens(parse.start[at], parse.start[first - 1])
            plain = all(parse.tag[one] in ("NN", "NNP", "NNPS", "IN", "DT", "POS", "JJ", "CC") for one in inside)
            return at if plain and not any(cast.named[one] and _is_person(cast, one) for one in inside) else None
    return None


def _behind(cast: Cast, last: int) -> int | None:
    """The noun of a title between commas behind a name that ends at the token, which the parser takes for another's.

    "Ann Example MP, Secretary of State for Roads, said": written as a title, without an article, and closed.
    """
    parse = cast.parse
    first = last + 2
    if first >= len(parse) or parse.word[last + 1] != "," or not parse.word[first][0].isupper():
        return None
    noun = _titled(parse, first)
    if noun is None or parse.lower[noun] not in roles().persons or cast.named[noun]:
        return None
    phrase = phrase_at(cast, noun)
    after = phrase.right + 1
    closed = after >= len(parse) or parse.word[after] in _CLOSING
    whole = phrase.left == first and not any(_is_person(cast, at) for at in range(first, phrase.right + 1))
    return noun if closed and whole else None


def _titled(parse: Parse, first: int) -> int | None:
    """The noun of the title that begins at the token ("Secretary" of "Secretary of State"); None if none does."""
    for stop in range(min(len(parse), first + LONGEST_TITLE), first, -1):
        words = parse.lower[first:stop]
        if " ".join(words) in offices() and not parse.tag[first].endswith("S"):
            return next((first + at - 1 for at, word in enumerate(words) if word in ("of", "for")), stop - 1)
    return None


def _second_office(cast: Cast, phrase: Phrase) -> Phrase | None:
    """The second office of "the Deputy Prime Minister and Minister for Roads": one person has both."""
    parse = cast.parse
    first = phrase.right + 2
    if not phrase.office or first >= len(parse) or parse.lower[first - 1] not in ("and", "&"):
        return None
    noun = _titled(parse, first) if parse.word[first][0].isupper() and parse.lower[first] in title_words() else None
    if noun is None or parse.tag[noun] not in ("NN", "NNP") or cast.named[noun]:
        return None
    second = phrase_at(cast, noun)
    return second if second.left == first and second.office else None


def _is_person(cast: Cast, token: int) -> bool:
    return any(name in cast.actors and cast.actors[name].kind == "person" for name in cast.named[token])
