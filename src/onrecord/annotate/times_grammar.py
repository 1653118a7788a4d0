"""Forms of the vocabulary of times as regular expressions over the letters of words, and the matching of them."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from onrecord import vocabulary
from onrecord.annotate.times_words import OTHER, Lexicon, Words
from onrecord.errors import IntegrityError
from onrecord.records import Frozen


class Rule(Frozen, frozen=True):
    """A named rule: the reading that resolves it, its forms, and a value given to the reading.

    `only` and `unless` are labels of names (OntoNotes) and tags (Penn), COUNT for a number that counts the noun behind
    it, and OPEN for words whose phrase goes on: the words must have one of the first, and none of the others.
    """

    name: str
    reads: str
    forms: tuple[str, ...]
    value: str = ""
    only: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()


class TimesTable(Frozen, frozen=True):
    """The vocabulary of times, `vocabulary/times.yaml`, which says what each field means."""

    capital: tuple[str, ...]
    joining: tuple[str, ...]
    words: dict[str, dict[str, str | int]]
    phrases: dict[str, str]
    rules: tuple[Rule, ...]
    ahead: tuple[str, ...]
    awaited: tuple[str, ...]
    onward: tuple[str, ...]
    rescheduled: tuple[str, ...]
    inner: tuple[str, ...]
    leading: tuple[str, ...]
    remembered: dict[str, tuple[str, ...]]


class Form(NamedTuple):
    """One form of a rule, compiled; `classes` says which class each kept group was read as."""

    rule: Rule
    pattern: re.Pattern[str]
    classes: dict[str, str]


class Found(NamedTuple):
    """A form that matched: words `first` up to, not including, `stop`, and the word range of each kept group."""

    form: Form
    words: Words
    first: int
    stop: int
    groups: dict[str, tuple[int, int]]

    @property
    def start(self) -> int:
        """Where the first word starts in the text of the words."""
        return self.words.starts[self.first]

    @property
    def end(self) -> int:
        """Where the last word ends in the text of the words."""
        return self.words.ends[self.stop - 1]

    def with_clock(self) -> int:
        """Where the clock time before the first word starts ("until 9 a.m. EST Tuesday"); else where that word does."""
        letters, first, clock = self.words.letters, self.first, grammar().clock
        while first and letters[first - 1] in clock:
            first -= 1
        return self.words.starts[first]

    def parting(self) -> tuple[int, int] | None:
        """Where the words before the joint of a range end, and where its group `last` starts; None if it has none."""
        if "last" not in self.groups:
            return None
        last = self.groups["last"][0]
        return self.words.ends[last - 2], self.words.starts[last]

    def has(self, group: str) -> bool:
        """True if the group was kept."""
        return group in self.groups

    def holds(self, class_name: str) -> bool:
        """True if one of the words is in the class."""
        letters = grammar().lexicon.letters_of(class_name)
        return any(letter in letters for letter in self.words.letters[self.first : self.stop])

    def goes_on(self) -> bool:
        """True if "and", "or", "to" or a hyphen stands before it."""
        joints = "".join(grammar().lexicon.letters_of(name) for name in ("and", "or", "to", "hyphen", "dash"))
        return self.first > 0 and self.words.letters[self.first - 1] in joints

    def next(self) -> str:
        """The word behind it, in lower case; empty at the end of the text."""
        return self.words.lower(self.stop) if self.stop < len(self.words.starts) else ""

    def text(self, group: str) -> str:
        """The words of a group as they stand; empty if it was not kept."""
        if group not in self.groups:
            return ""
        first, stop = self.groups[group]
        return self.words.text[self.words.starts[first] : self.words.ends[stop - 1]]

    def value(self, group: str) -> str | int | None:
        """What the last word of a group that has a value is worth in the class that it was kept as; None without."""
        if group not in self.groups:
            return None
        first, stop = self.groups[group]
        words = grammar().lexicon.classes.get(self.form.classes[group], {})
        for index in range(stop - 1, first - 1, -1):
            word = self.words.lower(index).replace(" ", "")
            if word in words:
                return words[word]
        return None

    def whole(self, group: str) -> int | None:
        """The value of a group as a whole number; of digits, their number. None without a value."""
        value = self.value(group)
        if isinstance(value, int):
            return value
        digits = re.search(r"\d+", self.text(group).replace(",", ""))
        return int(digits.group()[:9]) if digits else None

    def of(self, group: str, class_name: str) -> list[str | int]:
        """The values that words of a group have in a class, left to right."""
        if group not in self.groups:
            return []
        words = grammar().lexicon.classes[class_name]
        texts = (self.words.lower(index) for index in range(*self.groups[group]))
        return [words[text] for text in texts if text in words]


class Grammar:
    """All forms, ready to be matched."""

    def __init__(self, table: TimesTable):
        self.table = table
        self.lexicon = Lexicon(table.words, table.capital, table.joining)
        self.forms: list[Form] = []
        plain: list[str] = []
        for rule in table.rules:
            for form in rule.forms:
                classes: dict[str, str] = {}
                self.forms.append(Form(rule, re.compile(self._compiled(form, classes, rule.name)), classes))
                plain.append(self._compiled(form, None, rule.name))
        self.clock = frozenset(
            "".join(self.lexicon.letters_of(name) for name in ("ampm", "meridiem", "clock", "hour", "zone", "noon"))
        )
        never_first = OTHER + self.lexicon.letters_within(table.inner)
        never_alone = self.lexicon.letters_within((*table.inner, *table.leading))
        self._any = re.compile(f"(?![{never_first}]|[{never_alone}]{OTHER})(?:{'|'.join(plain)})")

    def _compiled(self, form: str, classes: dict[str, str] | None, rule: str, depth: int = 0) -> str:
        """The form as a regular expression over letters; kept groups go to `classes`, or are not kept if it is None."""

        def replaced(match: re.Match[str]) -> str:
            name = match["name"]
            if name is None:
                return "(?:" if match["open"] else ""
            if name in self.table.phrases:
                if depth > 8:
                    raise IntegrityError(f"vocabulary/times.yaml: phrase {name!r} holds itself")
                source = f"(?:{self._compiled(self.table.phrases[name], None, rule, depth + 1)})"
            else:
                letters = self.lexicon.letters_of(name)
                if not letters:
                    raise IntegrityError(f"vocabulary/times.yaml: rule {rule!r} names no class {name!r}")
                source = f"[{letters}]"
            if match["keeps"] and classes is not None:
                group = match["group"] or name
                classes[group] = name
                return f"(?P<{group}>{source})"
            return source

        return _PART.sub(replaced, form)

    def found(self, words: Words, at: int) -> Iterator[Found]:
        """Every form that matches at a word, longest first, then in the order of the table."""
        letters = words.letters
        matches = [
            (-match.end(), order, match)
            for order, form in enumerate(self.forms)
            if (match := form.pattern.match(letters, at))
        ]
        matches.sort(key=lambda item: item[:2])
        for _, order, match in matches:
            form = self.forms[order]
            groups = {name: match.span(name) for name in form.classes if match[name] is not None}
            yield Found(form, words, at, match.end(), groups)

    def next_start(self, words: Words, at: int) -> int:
        """The next word at which some form matches; -1 if none does."""
        match = self._any.search(words.letters, at)
        return match.start() if match else -1


# The parts of a form that are not regular expression yet: names (kept with ":"), plain brackets and spaces.
_PART = re.compile(r"(?P<name>[a-z][a-z_]*)(?P<keeps>:(?P<group>[a-z_]+)?)?|(?P<open>\((?!\?))|\s+")


@cache
def grammar() -> Grammar:
    """The grammar of `vocabulary/times.yaml`."""
    return Grammar(vocabulary.table("times", TimesTable))
