"""Every document of the corpus read, every anchor held against its text; and how CPU time grows with the text."""

import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

from bench import reading
from onrecord.errors import IntegrityError
from onrecord.reader import read_text
from onrecord.records import Reading, anchors_of

CORPORA = ("corpus/news-mix", "corpus/rok-us")


class Outcome(NamedTuple):
    """What reading a folder came to: counts, and one line for each document that failed or anchor that did not hold."""

    documents: int
    words: int
    records: int
    anchors: int
    failures: list[str]
    broken: list[str]


def documents(folder: Path, every: int = 1) -> list[Path]:
    """The texts of a folder of the corpus, or each `every`-th of them, by name."""
    return sorted(folder.glob("*.txt"))[::every]


def read_all(paths: Iterable[Path]) -> Outcome:
    """The outcome of reading each text. A component that failed counts as a failure, though the reader went on."""
    words = records = anchors = count = 0
    failures: list[str] = []
    broken: list[str] = []
    for path in paths:
        count += 1
        text = path.read_text(encoding="utf-8")
        words += len(text.split())
        try:
            found = read_text(text, published=reading.published(path))
        except Exception as error:  # noqa: BLE001 - the count of what may be raised is the figure
            failures.append(f"{path.name}: {type(error).__name__}: {error}")
            continue
        failures.extend(f"{path.name}: {line}" for line in failed(found))
        broken.extend(f"{path.name}: {line}" for line in not_held(found))
        records += len(found.statements) + len(found.events) + len(found.acts)
        anchors += sum(1 for _ in anchors_of((found.statements, found.events, found.acts, found.actors)))
    return Outcome(count, words, records, anchors, failures, broken)


def failed(found: Reading) -> list[str]:
    """One line for each component that raised."""
    return [finding.message for finding in found.findings if finding.code == "component-failed"]


def not_held(found: Reading) -> list[str]:
    """One line for each anchor of the reading that is not its text."""
    lines = []
    for anchor in anchors_of((found.provenance, found.actors, found.statements, found.events, found.acts)):
        try:
            anchor.check(found.document.text)
        except IntegrityError as error:
            lines.append(str(error))
    return lines


def given(number: int) -> str:
    """A first name, another for each number."""
    return f"{chr(65 + number % 26)}{chr(97 + number // 26 % 26)}{chr(97 + number // 676 % 26)}on"


# Texts that once made readers of text quadratic or deep: each is a function of a size in characters, more or less.
HARD: dict[str, Callable[[int], str]] = {
    "plain sentences": lambda n: "The minister said the two countries will hold talks in May. " * (n // 60),
    "one sentence": lambda n: "the minister and " * (n // 17) + "the envoy agreed to meet.",
    "open quotation marks": lambda n: "“" * n,
    "straight quotation marks": lambda n: '" ' * (n // 2),
    "quotations only": lambda n: "“We will act.” " * (n // 15),
    "paragraphs of open quotations": lambda n: "“We will act soon and decide.\n\n" * (n // 31),
    "single quotation marks": lambda n: "‘we ’tis " * (n // 9),
    "commas": lambda n: "," * n,
    "words and commas": lambda n: "ships, " * (n // 7),
    "nested brackets": lambda n: "(" * (n // 2) + ")" * (n // 2),
    "nested quotations": lambda n: "“he said ‘" * (n // 12) + "’”" * (n // 12),
    "one word": lambda n: "a" * n,
    "one number": lambda n: "7" * n,
    "ands": lambda n: "and " * (n // 4),
    "stops and spaces": lambda n: ". . . " * (n // 6),
    "one line": lambda n: "- The President championed farmers and producers by improving access. " * (n // 70),
    "a long word and more": lambda n: ("a" * 400 + " and and ") * (n // 409),
    "namesakes": lambda n: " ".join(f"{given(i)} Kim met Kim." for i in range(n // 17)),
    "capitals": lambda n: "NATO " * (n // 5),
    "names": lambda n: "".join(f"Minister Ann Person{i} said she met Bob Other{i}. " for i in range(n // 48)),
    "pronouns": lambda n: "She said he said they said it. " * (n // 31),
    "dates": lambda n: "on Monday, May 4, 2021 and last week, " * (n // 38),
    "empty lines": lambda n: "\n" * n,
    "short lines": lambda n: "x\n" * (n // 2),
    "bullets": lambda n: "- Build ships\n" * (n // 14),
    "spaces": lambda n: " " * n,
    "hyphens": lambda n: "a-" * (n // 2),
    "full stops": lambda n: "U.S. " * (n // 5),
    "controls": lambda n: "a\u202e\u0000b " * (n // 5),
    "emoji": lambda n: "👩‍✈️ said 🇰🇷 " * (n // 12),
}  # fmt: skip


class Growth(NamedTuple):
    """How CPU time grows with a hard text: seconds at the two sizes, and their ratio over that of the sizes."""

    case: str
    small: float
    large: float

    @property
    def excess(self) -> float:
        """The ratio of times over the ratio of sizes (4): 1 is linear, 4 quadratic. Times below 50 ms count as 50."""
        return self.large / max(self.small, 0.05) / 4


def growths(size: int = 20_000) -> list[Growth]:
    """CPU seconds of reading each hard text at `size` characters and at four times that, the worst growth first."""
    read_text("The minister said that the two sides will meet.")
    found = [Growth(case, _seconds(make(size)), _seconds(make(4 * size))) for case, make in HARD.items()]
    return sorted(found, key=lambda growth: -growth.excess)


def _seconds(text: str) -> float:
    before = time.process_time()
    read_text(text)
    return time.process_time() - before


def main() -> None:
    """Returns nothing: prints how CPU time grows with each hard text."""
    for growth in growths():
        print(f"{growth.case:32}{growth.small:8.2f} s{growth.large:8.2f} s   growth over linear {growth.excess:.1f}")


if __name__ == "__main__":
    main()
