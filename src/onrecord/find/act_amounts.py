"""How much is undertaken: a sum of money with its currency, a share, or a number with what it counts."""

from bisect import bisect_right
from collections.abc import Sequence

from onrecord.parse import Parse
from onrecord.text import Span
from onrecord.vocabulary.currencies import sums

_AMOUNTS = frozenset(("MONEY", "PERCENT", "QUANTITY", "CARDINAL"))
# Undertakings before an amount in which it may stand.
_NEAR = 4
_NOT_AMOUNTS = frozenset(("one", "two", "three", "both", "first", "second"))


def amount(parse: Parse, head: int) -> Span | None:
    """The first amount in the phrase that the token heads; None where there is none.

    Which words are a sum of money is told by how currencies are written, whatever the parse takes them for.
    """
    first, last = parse.edges[head]
    if parse.tag[head][:2] == "VB":  # what is done beside it has amounts of its own
        beside = [parse.edges[kid][0] for kid in parse.children[head] if kid > head and parse.dep[kid] == "conj"]
        last = min([last, *(start - 1 for start in beside if start > head)])
    found = _numbered(parse, first, last)
    for money in sums(parse.text, *parse.span(first, last)):
        if found is None or money.end <= found.start:
            return money
        if money.start < found.end:
            told = parse.entity[parse.token_at(found.start)] == "MONEY"
            # "A NOK 500-million loan" is of so much, and counts no loans.
            return Span(min(found.start, money.start), max(found.end, money.end) if told else money.end)
        break
    return found


def _numbered(parse: Parse, first: int, last: int) -> Span | None:
    """The first number between the tokens that the parse tells to be one, with what it counts."""
    token = first
    while token <= last:
        counted = parse.tag[token] == "CD" and parse.dep[token] == "nummod" and not parse.entity[token]
        if (parse.entity[token] in _AMOUNTS or counted) and parse.lower[token] not in _NOT_AMOUNTS:
            if counted:
                return _counted(parse, token, token, last)
            end = token
            while end < last and parse.entity[end + 1] == parse.entity[token] and not parse.entity_start[end + 1]:
                end += 1
            return _counted(parse, token, end, last)
        token += 1
    return None


def _counted(parse: Parse, first: int, end: int, last: int) -> Span:
    """A number with what it counts ("five submarines", "3.5 % of GDP")."""
    if parse.entity[first] in ("CARDINAL", ""):
        head = parse.head[end]
        if end < head <= min(last, end + 4) and parse.tag[head][:2] == "NN":
            end = head
    elif end + 2 <= last and parse.lower[end + 1] == "of" and _percent(parse, first, end):
        counted = parse.child(end + 1, "pobj")
        if counted is not None and counted <= last:
            end = counted
    return parse.span(first, end)


def _percent(parse: Parse, first: int, end: int) -> bool:
    return parse.entity[first] == "PERCENT" or parse.lower[end] in ("cent", "percent", "%")


def of_another(found: Span | None, own: Sequence[Span], pieces: Sequence[Span]) -> bool:
    """True for an amount that stands in what another act undertakes; `pieces` are those of all acts, sorted."""
    if found is None or any(piece.overlaps(found) for piece in own):
        return False
    before = bisect_right(pieces, found.start, key=lambda piece: piece.start)
    return any(piece.covers(found) for piece in pieces[max(0, before - _NEAR) : before])
