"""Numbers and lengths of time in words and digits."""

from onrecord.annotate.times_grammar import Found, grammar
from onrecord.annotate.times_words import Words

# TIMEX3 writes quarters, decades and centuries in smaller units where it can: "P20Y" for two decades.
_IN_SMALLER = {"E": (10, "Y"), "C": (100, "Y"), "L": (1000, "Y"), "F": (2, "W"), "WE": (2, "D"), "SE": (6, "M")}
_HALVES = {"Y": ("M", 6), "M": ("D", 15), "D": ("TH", 12), "TH": ("TM", 30), "TM": ("TS", 30)}


def amount(found: Found, group: str) -> float | None:
    """The number that the words of a group say ("twenty-one", "2 1/2"); None for "several" or nothing."""
    if group not in found.groups:
        return None
    first, stop = found.groups[group]
    return number(found.words, first, stop)


def number(words: Words, first: int, stop: int) -> float | None:
    """The number that words `first` up to `stop` say; None if they say none."""
    classes = grammar().lexicon.classes
    total, said = 0.0, False
    for index in range(first, stop):
        word = words.lower(index)
        if word[0].isdigit():
            total, said = total + _digits(word), True
        elif word in classes["hundred"]:
            total = (total or 1) * int(classes["hundred"][word])
            said = True
        elif word in classes["vague"] or word == "dozens":
            return None
        else:
            for name in ("ones", "teens", "tens", "couple", "dozen", "ordinal"):
                if word in classes[name]:
                    total, said = total + int(classes[name][word]), True
                    break
    if not said and any(words.lower(index) in ("a", "an") for index in range(first, stop)):
        return 1.0
    return total if said else None


def _digits(word: str) -> float:
    plain = word.replace(",", "")
    if "/" in plain:
        above, below = plain.split("/")[:2]
        return int(above) / int(below)
    try:
        return float(plain[:15])
    except ValueError:
        return float("".join(character for character in plain if character.isdigit())[:15])


def duration(found: Found) -> str | None:
    """The TIMEX3 length ("P2Y6M", "PT1H30M", "PXD") of groups `count`, `half` and a unit."""
    unit = str(found.value("unit") or found.value("singular") or found.value("plural"))
    count = None if found.has("plural") else 1.0
    if found.has("count"):
        count = amount(found, "count")
    if count is None:
        return _written("X", unit)
    if found.has("half"):
        count += 0.5
    if found.has("halved"):
        count = 0.5
    if unit in _IN_SMALLER:
        times, unit = _IN_SMALLER[unit]
        count *= times
    whole = int(count)
    if count == whole:
        return _written(str(whole), unit)
    if count - whole == 0.5 and unit in _HALVES:
        smaller, half = _HALVES[unit]
        rest = _written(str(half), smaller)
        if not whole:
            return rest
        written = _written(str(whole), unit)
        return written + (rest[2:] if written.startswith("PT") else rest[1:])
    return _written(f"{count:g}", unit)


def _written(count: str, unit: str) -> str:
    if count == "X":
        unit = {"SE": "M", "F": "W"}.get(unit, unit)
    return f"PT{count}{unit[1]}" if unit.startswith("T") else f"P{count}{unit}"
