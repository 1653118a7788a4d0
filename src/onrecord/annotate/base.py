"""The base layer: sentences, tokens, tags, dependencies and names by spaCy's small English model, block by block."""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import Any

from onrecord.annotate.model import loaded_model, model_path
from onrecord.annotate.organisations import dotted_forms, form_words
from onrecord.annotate.own_subjects import give_subjects
from onrecord.components import Component
from onrecord.layers import Item, Layers
from onrecord.parse import Parse
from onrecord.text import Span

# Longest piece given to the parser at once, in code points: bounds its memory; paragraphs of news end far below.
LONGEST_PIECE = 12_000
# Pieces and code points given to the parser in one batch; both bound its memory.
BATCH_PIECES, BATCH_LENGTH = 64, 16_000
# A run without a space longer than this is cut: the tokeniser peels marks off its ends one by one, in quadratic time.
_LONG_RUN = re.compile(r"\S{400}")

# A name on the Web written inside a sentence ("Caliber.Az reports") is one word. Two-letter domains that are also
# English words (in, is, it, to, at, so, no, be, me, my, as, am, us) are left out: there the full stop ends a sentence.
_SITE = re.compile(
    r"[\"'“‘(\[]*[A-Za-z0-9][\w-]*(?:\.[A-Za-z0-9][\w-]*)*\."
    r"(?i:com|org|net|info|gov|edu|mil|int|news|media|az|am|ge|ru|ua|uk|kr|kp|jp|cn|tw|hk|sg|ph|vn|th|au|nz|ca|de|fr|eu|pl|"
    r"ro|bg|tr|ir|il|sa|ae|qa|eg|pk|bd|lk|br|mx|ar|tv|io|co)[\"'”’)\].,;:]*"
)
# Words whose first part is no word of its own: cut at the hyphen, "co-operate" and "de-escalate" lose their verb.
_PREFIXED = re.compile(r"(?:[Cc]o|[Dd]e|[Rr]e|[Pp]re|[Nn]on)-[a-z]{3,}|[Vv]ice-[A-Za-z][a-z]{3,}")
# Abbreviations with full stops after which a sentence goes on unless a new one clearly begins.
_OPEN_ABBREVIATION = re.compile(
    r"(?:[A-Z]\.){2,}|(?:Gen|Lt|Col|Maj|Capt|Sgt|Adm|Cmdr|Sen|Rep|Gov|Pres|Sec|Dr|Mr|Mrs|Ms|St|No|vs|Brig|Amb|Prof)\."
)
# Titles that spaCy's tokeniser cuts before their full stop.
_TITLES = ("Lt.", "Maj.", "Capt.", "Sgt.", "Cmdr.", "Amb.", "Brig.", "Pres.", "Sec.", "Cpl.", "Spc.", "Hon.")
_LONE_INITIAL = re.compile(r"[A-Z]\.")


def run(layers: Layers) -> Iterable[Item]:
    """The parse of the text; sentences never cross blocks, furniture is left out."""
    parse = Parse(layers.text)
    pieces = (
        part
        for mark in layers.layer("block")
        if mark.label != "furniture"
        for piece in _cut(layers.text, mark.span)
        for part in _cut_runs(layers.text, piece)
    )
    nlp = language()
    for batch in _batches(pieces):
        # Where lines are wrapped the parser sees spaces: on a line's end it often cuts a sentence.
        texts = [(layers.text[piece.start : piece.end].replace("\n", " "), piece.start) for piece in batch]
        for doc, offset in nlp.pipe(texts, as_tuples=True, batch_size=BATCH_PIECES):
            _append(parse, doc, offset)
    yield parse


@cache
def language() -> Any:
    """The spaCy pipeline: tokeniser, tagger, parser and names; lemmas are ours (see `lemma_of`)."""
    nlp = loaded_model(exclude=["attribute_ruler", "lemmatizer", "senter"])
    from spacy.symbols import ORTH  # slow to import; --help must not pay for it

    url_match = nlp.tokenizer.url_match

    def one_word(text: str) -> Any:
        if "-" in text and (prefixed := _PREFIXED.fullmatch(text)):
            return prefixed
        return (url_match(text) if url_match else None) or (_SITE.fullmatch(text) if "." in text else None)

    nlp.tokenizer.url_match = one_word
    for word in (*_TITLES, *sorted(dotted_forms())):
        nlp.tokenizer.add_special_case(word, [{ORTH: word}])
    return nlp


def _batches(pieces: Iterable[Span]) -> Iterator[list[Span]]:
    """The pieces in runs that the parser may hold at once."""
    batch: list[Span] = []
    length = 0
    for piece in pieces:
        batch.append(piece)
        length += piece.end - piece.start
        if len(batch) == BATCH_PIECES or length >= BATCH_LENGTH:
            yield batch
            batch, length = [], 0
    if batch:
        yield batch


def _cut(text: str, span: Span) -> Iterator[Span]:
    """The span in pieces that the parser can take, cut at a sentence's end or at least at a space."""
    start = span.start
    while span.end - start > LONGEST_PIECE:
        window = text[start : start + LONGEST_PIECE]
        at = max(window.rfind(mark) for mark in (". ", "? ", "! ", "” "))
        at = at + 1 if at > LONGEST_PIECE // 2 else window.rfind(" ")
        stop = start + (at if at > 0 else LONGEST_PIECE)
        yield Span(start, stop)
        start = _solid(text, stop, span.end)
    if start < span.end:
        yield Span(start, span.end)


def _solid(text: str, start: int, stop: int) -> int:
    """The first place from `start` on where no white space stands: the parser may hang a whole piece on one."""
    while start < stop and text[start].isspace():
        start += 1
    return start


def _cut_runs(text: str, piece: Span) -> Iterator[Span]:
    """The piece cut after every 400 characters without a space between them."""
    start = piece.start
    for run in _LONG_RUN.finditer(text, piece.start, piece.end):
        yield Span(start, run.end())
        start = _solid(text, run.end(), piece.end)
    if start < piece.end:
        yield Span(start, piece.end)


def _append(parse: Parse, doc: Any, offset: int) -> None:
    base = len(parse)
    first = base
    for token in doc:
        word = token.text
        if word.isspace():
            continue
        parse.start.append(token.idx + offset)
        parse.end.append(token.idx + offset + len(word))
        parse.word.append(word)
    kept = [token for token in doc if not token.is_space]
    index = {token.i: base + position for position, token in enumerate(kept)}
    for token in kept:
        head = token.head
        while head.is_space and head.head.i != head.i:
            head = head.head
        parse.head.append(index.get(head.i, index[token.i]))
        tag = token.tag_
        lower = token.lower_
        # "US" in lower case is the pronoun.
        parse.lower.append("US" if token.text == "US" and tag.startswith("NNP") else lower)
        parse.tag.append(tag)
        parse.lemma.append(lemma_of(lower, tag))
        parse.dep.append(token.dep_)
        parse.entity.append(token.ent_type_)
        parse.entity_start.append(token.ent_iob == 3)
    for token in kept[1:]:
        if token.is_sent_start and not _goes_on(parse, index[token.i]):
            _close(parse, first, index[token.i])
            first = index[token.i]
    if kept:
        _close(parse, first, base + len(kept))
    _coordinate(parse, base)
    give_subjects(parse, base)
    _date_cues(parse, base)


_TIMES = frozenset(("DATE", "TIME"))


def _date_cues(parse: Parse, first: int) -> None:
    """Returns nothing: in "said on Monday it would go" the time hangs on "said". From the token `first` on.

    The parser often hangs it on what is said, or takes "on Friday Ukraine had" for a place of that name.
    """
    for token in range(first + 1, len(parse.word)):
        if parse.dep[token] in ("prep", "npadvmod") and parse.dep[parse.head[token]] == "ccomp":
            _to_cue(parse, token)
        elif parse.dep[token] == "compound" and parse.entity[token] in _TIMES:
            _from_subject(parse, token)


def _to_cue(parse: Parse, token: int) -> None:
    """Returns nothing: a time right behind a verb of the past, of which the rest is the complement, is the verb's."""
    said = parse.head[token]
    verb = parse.head[said]
    time = token if parse.dep[token] == "npadvmod" else token + 1
    if not verb < token < said or parse.tag[verb] != "VBD" or time >= said or parse.entity[time] not in _TIMES:
        return
    last = time
    while last + 1 < said and parse.entity[last + 1] in _TIMES and not parse.entity_start[last + 1]:
        last += 1
    own = said in parse.head[verb + 1 : token]
    if not own and "," not in parse.word[verb + 1 : last + 2]:
        parse.head[token] = verb


def _from_subject(parse: Parse, token: int) -> None:
    """Returns nothing: of "said on Friday Ukraine had attacked" the state is the subject, and the day the time."""
    state = parse.head[token]
    prep = parse.head[state]
    after = state + 1
    if state != token + 1 or parse.dep[state] != "pobj" or prep != token - 1 or after >= len(parse.word):
        return
    clause = after if parse.tag[after][:2] == "VB" and parse.dep[after] == "ccomp" else parse.head[after]
    verb = parse.head[prep]
    if parse.dep[clause] != "ccomp" or parse.head[clause] != verb or not verb < prep < clause:
        return
    if any(parse.head[at] == clause and parse.dep[at] in ("nsubj", "nsubjpass") for at in range(prep, clause)):
        return
    parse.head[token], parse.dep[token] = prep, "pobj"
    parse.head[state], parse.dep[state] = clause, "nsubj"


def _coordinate(parse: Parse, first: int) -> None:
    """Returns nothing: of "the ministers of Japan and the United States" the second state hangs on the first.

    The parser often coordinates it with the ministers. From the token `first` on.
    """
    for token in range(first + 2, len(parse.word)):
        noun = parse.head[token]
        named = parse.entity[noun] and parse.tag[noun] not in ("NNS", "NNPS")
        if parse.dep[token] != "conj" or parse.entity[token] != "GPE" or named or noun >= token:
            continue
        joint = token
        while joint > noun and parse.lower[joint] != "and":
            joint -= 1
        state = joint - 1
        inside = joint > noun + 1 and all(parse.entity[at] == "GPE" for at in range(joint + 1, token + 1))
        if not inside or parse.tag[state] != "NNP" or parse.dep[state] != "pobj":
            continue
        prep = parse.head[state]
        if parse.lower[prep] in ("of", "from") and parse.head[prep] == noun:
            parse.head[token] = state
            parse.head[joint] = state


def _close(parse: Parse, first: int, stop: int) -> None:
    parse.sentence.extend([len(parse.sentences)] * (stop - first))
    parse.sentences.append((first, stop))


def _goes_on(parse: Parse, token: int) -> bool:
    """True if the parser cut a sentence before this token where none ends: after an abbreviation, or in mid-phrase."""
    before = parse.word[token - 1]
    word = parse.word[token]
    if _OPEN_ABBREVIATION.fullmatch(before):
        return word[0].islower() or word[0] in ",;)" or parse.tag[token].startswith(("NNP", "VB", "POS", "MD"))
    if _LONE_INITIAL.fullmatch(before):
        return True
    if before in dotted_forms():
        return word[0].islower() or word[0] in ",;)&" or word in form_words()
    return word[0].islower() and before[-1] not in ".!?…:;\"”’'"


_SUFFIXED = {
    "VBD": "verb",
    "VBG": "verb",
    "VBN": "verb",
    "VBZ": "verb",
    "VBP": "verb",
    "MD": "verb",
    "NNS": "noun",
    "JJR": "adj",
    "JJS": "adj",
}
_CONTRACTED = {"'s": "be", "’s": "be", "'re": "be", "’re": "be", "'m": "be", "’m": "be", "'ve": "have", "’ve": "have",
               "'d": "would", "’d": "would", "'ll": "will",
               "’ll": "will", "ca": "can", "wo": "will", "sha": "shall"}  # fmt: skip


@lru_cache(maxsize=100_000)
def lemma_of(lower: str, tag: str) -> str:
    """The lemma of a lower-case word by its Penn tag: spaCy's own rules and exceptions, looked up without its objects.

    Verbs, plural nouns and compared adjectives are reduced; any other word is its own lemma.
    """
    if lower in ("n't", "n’t"):
        return "not"
    group = _SUFFIXED.get(tag)
    if group is None:
        return lower
    if group == "verb" and lower in _CONTRACTED:
        return _CONTRACTED[lower]
    exceptions, rules, known = _lemma_tables()
    if tag == "MD":
        return lower
    listed = exceptions.get(group, {}).get(lower)
    if listed:
        return str(listed[0])
    if tag == "VBP":
        return lower
    forms = [lower[: -len(old)] + new for old, new in rules.get(group, []) if lower.endswith(old)]
    listed_forms = [form for form in forms if form in known[group]]
    return str((listed_forms or forms or [lower])[0])


def is_word(lower: str) -> bool:
    """True for an English noun, verb or adjective, in the plural too; names that are words as well count."""
    known = _lemma_tables()[2]
    forms = (lower, lower.removesuffix("s"), lower.removesuffix("es"))
    return any(form in words for words in known.values() for form in forms)


@cache
def _lemma_tables() -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
    from spacy.lookups import Lookups

    lookups = Lookups().from_disk(model_path() / "lemmatizer" / "lookups")
    exceptions, rules, known = (lookups.get_table(f"lemma_{name}") for name in ("exc", "rules", "index"))
    groups = ("verb", "noun", "adj")
    return (
        {group: exceptions.get(group, {}) for group in groups},
        {group: rules.get(group, []) for group in groups},
        {group: frozenset(known.get(group, ())) for group in groups},
    )


component = Component("base", "1", ("block",), ("parse",), run)
