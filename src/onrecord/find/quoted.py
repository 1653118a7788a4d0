"""Whose words a quotation is: quotations joined to cues, to each other, and to those that they continue."""

from bisect import bisect_left, bisect_right

from onrecord.find.drafts import Draft
from onrecord.find.spans import trimmed
from onrecord.layers import Layers
from onrecord.parse import Parse
from onrecord.records import Mark
from onrecord.text import Span
from onrecord.vocabulary.cues import Cues

# Tuned on 100 articles of PolNeAR's training part: how far from a quotation its cue is sought.
_TOKENS_AFTER, _TOKENS_BEFORE, _TOKENS_BEFORE_COLON = 24, 14, 30
_CHARACTERS_AROUND = 600
# Characters between what the parser saw as said and a quotation that goes on with it: a space and a mark.
_TOUCHING = 2
# Tokens of a quotation that may stand for a whole sentence said.
_SHORTEST = 6
_STOPS = frozenset((".", "?", "!", "”", "“", '"', "''", "``", ";"))
_TOLD = frozenset(("clause", "parenthesis"))
_OPENING = "\"“„«‘'`"
_CLOSING = "”’»"


class Quoted:
    """Joins the quotations of a document to its drafts; `drafts` holds the result in no order."""

    def __init__(self, layers: Layers, drafts: list[Draft], cues: Cues):
        self.layers = layers
        self.parse: Parse = layers.parse
        self.cues = cues
        self.drafts = drafts
        self.by_verb = {draft.verb: draft for draft in drafts}
        self.sorted = sorted((d for d in drafts if d.cue and d.content), key=lambda d: d.cue.start if d.cue else 0)
        ends = ((max(d.content[-1].end, d.cue.end if d.cue else 0), d) for d in self.sorted if d.rule in _TOLD)
        self.told = sorted(ends, key=lambda one: one[0])
        self.starts = [draft.cue.start if draft.cue else 0 for draft in self.sorted]
        self.last: tuple[Draft, int] | None = None

    def join(self) -> list[Draft]:
        """The drafts with every quotation at its cue, and one more for each quotation that goes on without one."""
        done = -1
        blocks = self.layers.layer("block")
        starts = [block.start for block in blocks]
        for mark in self.layers.layer("quote"):
            if mark.start < done:
                continue
            done = mark.end
            number = bisect_right(starts, mark.start) - 1
            self._held(mark.span)
            self._place(mark, blocks[number], number)
        return self.drafts

    def _held(self, quote: Span) -> None:
        """Returns nothing: what a cue within a quotation says does not reach beyond the quotation's end."""
        low, high = bisect_left(self.starts, quote.start), bisect_left(self.starts, quote.end)
        for draft in self.sorted[low:high]:
            inside = [Span(max(piece.start, quote.start), min(piece.end, quote.end)) for piece in draft.content]
            draft.content = [piece for piece in inside if piece.start < piece.end]

    def _place(self, mark: Mark, block: Mark, number: int) -> None:
        quote = mark.span
        around = self._around(quote)
        if around:
            for draft in around:
                whole = self._alone(draft, quote)
                draft.content = [whole] if whole else [_widened(piece, quote) for piece in draft.content]
                draft.quoted = True
            self.last = (around[-1], number)
            return
        said = trimmed(self.layers.text, quote.start, quote.end)
        if said is None or block.label == "heading":
            return
        found = self._beside(quote, said)
        if found is None and self._whole(mark, block):
            before = self.last[0] if self.last and self._near(mark, block, number) else self._told_before(quote, block)
            if before is not None:
                found = Draft(-1, None, [said], "continued quotation", follows=before)
                self.drafts.append(found)
        if found:
            found.quoted = True
            self.last = (found, number)

    def _alone(self, draft: Draft, quote: Span) -> Span | None:
        """The quotation, where what the parser took with it before the cue is the sentence that leads to it."""
        text = self.layers.text
        piece = draft.content[0]
        if len(draft.content) > 1 or not draft.cue or draft.cue.start < quote.end or piece.start >= quote.start - 1:
            return None
        lead = text[piece.start : quote.start].rstrip(_OPENING).rstrip()
        return quote if lead[-1:] in (":", "(", "-", "–", "—") and text[quote.start].isupper() else None

    def _around(self, quote: Span) -> list[Draft]:
        low = bisect_left(self.starts, quote.start - _CHARACTERS_AROUND)
        high = bisect_right(self.starts, quote.end + _CHARACTERS_AROUND)
        return [
            draft
            for draft in self.sorted[low:high]
            if draft.cue and not quote.overlaps(draft.cue) and _touches(draft, quote)
        ]

    def _beside(self, quote: Span, said: Span) -> Draft | None:
        verb = self._verb_before(quote)
        if verb is not None:
            said = self._with_lead(verb, quote, said)
        else:
            verb = self._verb_after(quote)
            said = said if verb is None else self._from_opening(said)
        if verb is None:
            return self._named_before(quote, said) or self._named_after(quote, said)
        draft = self.by_verb.get(verb)
        if draft is None or not draft.content:
            if draft is None:
                draft = Draft(verb, self.parse.span(verb, verb), [said], "quotation beside its cue")
                self.by_verb[verb] = draft
                self.drafts.append(draft)
            draft.content = [said]
        else:
            draft.content = sorted((*draft.content, said))
        return draft

    def _with_lead(self, verb: int, quote: Span, said: Span) -> Span:
        """What is said, with the words before a quotation that begins in its middle ("said it would “wait”")."""
        parse = self.parse
        lead = parse.tokens(parse.end[verb], quote.start)
        words = [token for token in lead if parse.word[token][0].isalnum()]
        if not words or parse.word[words[-1] + 1] in (",", ":") or parse.sentence[words[0]] != parse.sentence[verb]:
            return said
        spoken = any(parse.tag[token][:2] in ("VB", "MD") for token in words)
        if parse.lemma[verb] in self.cues.addressing and not spoken:
            return said
        first = words[1] if parse.lower[words[0]] == "that" and len(words) > 1 else words[0]
        return Span(parse.start[first], said.end)

    def _from_opening(self, said: Span) -> Span:
        """What is said, with the words that open the sentence of a quotation that begins in its middle."""
        parse, text = self.parse, self.layers.text
        first = parse.token_at(said.start)
        begin = parse.sentences[parse.sentence[first]][0]
        if not text[said.start].islower() or not 0 < first - begin <= _TOKENS_AFTER:
            return said
        opening = range(begin, first)
        if any(self._takes_quote(token) or parse.word[token] in _STOPS - {"“", '"', "``", "''"} for token in opening):
            return said
        if not any(parse.dep[token] in ("nsubj", "nsubjpass", "aux", "expl") for token in opening):
            return said
        return Span(parse.start[begin], said.end)

    def _named_before(self, quote: Span, said: Span) -> Draft | None:
        """The statement of "Name: “…”", a name alone before the colon."""
        parse, text = self.parse, self.layers.text
        colon = parse.token_at(text.rfind(":", max(0, quote.start - 4), quote.start))
        if colon <= 0 or colon >= len(parse) or parse.word[colon] != ":" or parse.start[colon] >= quote.start:
            return None
        head = colon - 1
        first = head
        while first > 0 and parse.tag[first - 1] in ("NNP", "NN") and parse.sentence[first - 1] == parse.sentence[head]:
            first -= 1
        if parse.entity[head] not in ("PERSON", "ORG") or (first > 0 and parse.word[first - 1] not in _STOPS):
            block = self.layers.covering("block", parse.start[first], parse.end[head])
            if parse.tag[head] != "NNP" or block is None or block.start != parse.start[first]:
                return None
        draft = Draft(colon, parse.span(colon, colon), [said], "name before a colon", subject=head)
        draft.speaker = parse.span(first, head)
        self.drafts.append(draft)
        return draft

    def _named_after(self, quote: Span, said: Span) -> Draft | None:
        """The statement of "“…,” Ann Roe, head of the office.": a name behind a comma, and no verb to the full stop."""
        parse, text = self.parse, self.layers.text
        first = parse.token_at(quote.end)
        while first < len(parse) and not parse.word[first][0].isalnum():
            first += 1
        if text[quote.end - 1] != "," or first >= len(parse) or parse.start[first] > quote.end + 3:
            return None
        stop = parse.sentences[parse.sentence[first]][1]
        names = [token for token in range(first, min(first + 5, stop)) if parse.entity[token] == "PERSON"]
        whole = text[said.start].isupper() and len(parse.tokens(*said)) >= _SHORTEST
        if (
            not whole
            or not names
            or any(parse.tag[token][:3] != "NNP" for token in range(first, names[0]))
            or any(parse.tag[token] in ("VBD", "VBZ", "VBP", "MD") for token in range(first, stop))
        ):
            return None
        head = max(names)
        draft = Draft(-1, None, [said], "name beside a quotation", subject=head, speaker=parse.span(first, head))
        self.drafts.append(draft)
        return draft

    def _verb_after(self, quote: Span) -> int | None:
        text = self.layers.text
        last = text[quote.start : quote.end].rstrip(_OPENING + _CLOSING)[-1:] or " "
        after = text[quote.end + 1 : quote.end + 2]
        if last not in ",?!-–—…" and after not in (",", "-", "–", "—"):
            return None
        first = self.parse.token_at(quote.end)
        for token in range(first, min(first + _TOKENS_AFTER, len(self.parse))):
            if self.parse.word[token] in _STOPS and token > first + 1:
                return None
            if self._takes_quote(token):
                return token
        return None

    def _verb_before(self, quote: Span) -> int | None:
        parse = self.parse
        before = parse.token_at(quote.start) - 1
        while before >= 0 and parse.start[before] >= quote.start - 2 and parse.word[before][0] in _OPENING:
            before -= 1
        if before < 0:
            return None
        colon = parse.word[before] == ":"
        near = parse.word[before] in (",", ";") or colon
        limit = _TOKENS_BEFORE_COLON if colon else _TOKENS_BEFORE if near else 3
        for token in range(before - near, max(before - limit, -1), -1):
            if parse.word[token] in _STOPS:
                return None
            if self._takes_quote(token):
                return token
        return None

    def _takes_quote(self, token: int) -> bool:
        return self.parse.tag[token][:2] == "VB" and "quote" in self.cues.verbs.get(self.parse.lemma[token], ())

    def _near(self, mark: Mark, block: Mark, number: int) -> bool:
        """True if the last quotation stands in this paragraph, or in the last and this one opens with the mark."""
        if self.last is None or number - self.last[1] > 1:
            return False
        return self.last[1] == number or mark.start - block.start <= 3

    def _whole(self, mark: Mark, block: Mark) -> bool:
        """True for whole sentences in marks."""
        text = self.layers.text
        lead = text[max(block.start, mark.start - 4) : mark.start].rstrip(_OPENING).rstrip()
        opens = not lead or lead[-1] in '.?!:”"’'
        if not opens or not (text[mark.start].isupper() or text[mark.start] in "…[.$("):
            return False
        return mark.value is not None or text[mark.end - 1] in ".?!…" or text[mark.end + 1 : mark.end + 2] in (".", "?")

    def _told_before(self, quote: Span, block: Mark) -> Draft | None:
        """The statement right before the quotation in its paragraph ("He said it would hold. “We checked.”")."""
        number = bisect_left(self.told, quote.start, key=lambda one: one[0]) - 1
        if number < 0:
            return None
        end, draft = self.told[number]
        between = self.layers.text[end : quote.start]
        return draft if end > block.start and not any(character.isalnum() for character in between) else None


def _touches(draft: Draft, quote: Span) -> bool:
    """True if what is said shares characters with the quotation, or breaks off right before its mark."""
    return draft.overlaps(quote) or (draft.rule == "naming" and 0 < quote.start - draft.content[-1].end <= _TOUCHING)


def _widened(piece: Span, quote: Span) -> Span:
    near = piece.overlaps(quote) or 0 < quote.start - piece.end <= _TOUCHING
    return Span(min(piece.start, quote.start), max(piece.end, quote.end)) if near else piece
