"""Statements without a verb of saying: "according to", "a pledge to", "Seoul's request for", "made clear that"."""

from collections.abc import Iterator

from onrecord.find.drafts import Draft
from onrecord.find.extent import reach
from onrecord.find.spans import trimmed
from onrecord.parse import Parse
from onrecord.text import Span
from onrecord.vocabulary.cues import Cues

# Prepositions that give a topic rather than words ("a statement on").
_TOPICAL = frozenset(("on", "in", "at", "with", "during", "after", "to"))


def according(parse: Parse, token: int) -> Iterator[Draft]:
    """The statement of an "according to": the rest of its sentence."""
    to = token + 1
    if to >= len(parse) or parse.lower[to] != "to" or parse.sentence[to] != parse.sentence[token]:
        return
    source = parse.child(to, "pobj") if parse.child(to, "pobj") is not None else parse.child(token, "pobj")
    if source is None:
        return
    last = max(parse.edges[source][1], source)
    for kid in parse.children[source]:
        if kid > source and parse.dep[kid] in ("relcl", "advcl", "acl"):
            last = min(last, parse.edges[kid][0] - 1)
    first_of, stop = parse.sentences[parse.sentence[token]]
    before = trimmed(parse.text, parse.start[first_of], parse.start[token]) if token > first_of else None
    after = trimmed(parse.text, parse.end[last], parse.end[stop - 1]) if last + 1 < stop else None
    if before and token - first_of <= 2:
        before = None
    if before and after and not parse.word[last + 1].startswith(","):
        after = None
    content = [span for span in (before, after) if span]
    if content:
        speaker = trimmed(parse.text, parse.start[parse.edges[source][0]], parse.end[last])
        yield Draft(token, parse.span(token, to), content, "according to", subject=source, speaker=speaker)


def of_phrase(parse: Parse, verb: int, cues: Cues) -> Iterator[Draft]:
    """The statement of a verb that reports only with its object or predicate ("made clear that")."""
    words = cues.phrases.get(parse.lemma[verb])
    if not words:
        return
    for kid in parse.children[verb]:
        if kid > verb and parse.lemma[kid] in words:
            if parse.lower[kid] == "forward":
                to = kid + 1
                if to + 1 < len(parse) and parse.lower[to] == "to" and parse.edges[to][1] > to:
                    last = max(reach(parse, verb, to, cues), parse.edges[kid][1])
                    content = trimmed(parse.text, parse.start[to + 1], parse.end[last])
                    if content:
                        yield Draft(verb, parse.span(verb, to), [content], "phrase")
                return
            thing = parse.child(verb, "dobj") if parse.dep[kid] == "prt" else None
            if thing is not None and thing > kid:
                content = trimmed(
                    parse.text, parse.start[parse.edges[thing][0]], parse.end[reach(parse, verb, thing, cues)]
                )
                if content and content.start >= parse.end[kid]:
                    yield Draft(verb, parse.span(verb, kid), [content], "phrase")
                return
            inner = next((k for k in parse.children[kid] if parse.dep[k] in ("ccomp", "acl", "prep")), None)
            if inner is None or (parse.dep[inner] == "prep" and parse.lower[inner] in _TOPICAL):
                inner = next((k for k in parse.children[verb] if k > kid and parse.dep[k] == "ccomp"), None)
            content = _complement(parse, inner) if inner is not None else None
            if content:
                yield Draft(verb, parse.span(verb, kid), [content], "phrase")
            return
    clause = parse.child(verb, "ccomp")
    if clause is not None and clause > verb and parse.lemma[clause] in words and parse.tag[clause] == "JJ":
        content = trimmed(parse.text, parse.start[clause + 1], parse.end[parse.edges[verb][1]])
        if content:
            yield Draft(verb, parse.span(verb, clause), [content], "phrase")
        return
    if clause is not None and clause > verb and parse.lemma[verb + 1] in words:
        content = _complement(parse, clause)
        if content and content.start >= parse.end[verb + 1]:
            yield Draft(verb, parse.span(verb, verb + 1), [content], "phrase")


def of_noun(parse: Parse, noun: int, cues: Cues) -> Iterator[Draft]:
    """The statement of a noun that reports, where its content and its speaker stand in the text."""
    content: Span | None = None
    unnamed = False
    carried = cues.noun_prepositions.get(parse.lemma[noun], frozenset())
    speaker = parse.child(noun, "poss")
    for kid in parse.children[noun]:
        if kid < noun:
            continue
        if parse.dep[kid] == "prep" and parse.lower[kid] in ("by", "from") and speaker is None:
            speaker = parse.child(kid, "pobj")
        elif content is None and parse.dep[kid] in ("acl", "ccomp", "relcl") and _complementary(parse, kid):
            content = _complement(parse, kid)
            unnamed = not cues.wide and parse.lower[parse.edges[kid][0]] == "that"
        elif content is None and parse.dep[kid] == "prep" and parse.lower[kid] in carried:
            sought = parse.child(kid, "pobj")
            if sought is not None and parse.lemma[sought] in cues.words_sought:
                return
            content = _complement(parse, kid, 1)
    if content is None:
        return
    for kid in parse.children[noun]:
        if (
            parse.dep[kid] == "acl"
            and parse.tag[kid] == "VB"
            and 0 <= parse.start[parse.edges[kid][0]] - content.end <= 1
        ):
            content = Span(content.start, parse.end[parse.edges[kid][1]])
    if speaker is None:
        speaker = _maker(parse, noun)
    if speaker is None and not (unnamed and parse.child(noun, "neg") is None):
        return
    if speaker is not None and parse.lower[speaker] in ("which", "who", "that"):
        return
    yield Draft(noun, parse.span(noun, noun), [content], "nominal", subject=speaker)


def of_word(parse: Parse, word: int, openings: frozenset[str]) -> Iterator[Draft]:
    """The statement of a noun or adjective whose complement reports even where nobody is named ("doubts about")."""
    for kid in parse.children[word]:
        if kid < word or parse.edges[kid][1] == kid:
            continue
        if parse.dep[kid] == "prep" and parse.lower[kid] in openings:
            skipped = 1
        elif parse.dep[kid] not in ("acl", "ccomp", "relcl", "xcomp", "advcl") or not _complementary(parse, kid):
            continue
        elif ("do" if parse.lower[parse.edges[kid][0]] == "to" else "that") in openings:
            skipped = 0
        else:
            continue
        content = _complement(parse, kid, skipped)
        if content:
            yield Draft(word, parse.span(word, word), [content], "nominal", subject=_holder(parse, word))
        return


def _holder(parse: Parse, word: int) -> int | None:
    """Whose doubt it is, or who is doubtful."""
    owner = parse.child(word, "poss")
    if owner is not None:
        return owner
    above = parse.head[word]
    if parse.dep[word] in ("acomp", "attr", "dobj", "advcl") and parse.tag[above][:2] == "VB":
        return parse.subject(above)
    if parse.dep[word] == "pobj" and parse.lower[above] in ("with", "in", "by", "after"):
        verb = parse.head[above]
        return parse.subject(verb) if parse.tag[verb][:2] == "VB" else None
    if parse.tag[word][:2] == "JJ" and parse.dep[word] in ("amod", "relcl", "acl") and above < word:
        return above
    return _maker(parse, word)


def _complementary(parse: Parse, clause: int) -> bool:
    """True for "to do" and "that it is", not for "that he made"."""
    first = parse.edges[clause][0]
    if parse.lower[first] == "that" and parse.tag[first] == "IN":
        return True
    return parse.lower[first] == "to" if parse.tag[clause] == "VB" else parse.tag[clause] == "VBG"


def _maker(parse: Parse, noun: int) -> int | None:
    """The subject of "made a pledge", "issued a call"."""
    verb = parse.head[noun]
    if parse.dep[noun] != "dobj" or parse.lemma[verb] not in ("make", "issue", "give", "repeat", "renew", "have"):
        return None
    return parse.subject(verb)


def _complement(parse: Parse, head: int, skipped: int = 0) -> Span | None:
    first, last = parse.edges[head]
    first = max(first, parse.head[head] + 1) + skipped
    if first <= last and parse.lower[first] == "that":
        first += 1
    return trimmed(parse.text, parse.start[first], parse.end[last]) if first <= last else None
