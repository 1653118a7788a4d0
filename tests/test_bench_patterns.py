"""No regular expression of the package takes more than linear time on texts made to slow it; see `bench.patterns`.

A pattern is measured where it is slow at all; what grows too fast is measured again before it counts.
"""

import re

import pytest
from bench.adversarial import inputs
from bench.patterns import MOST, Growth, Pattern, collected, growths, shown

SIZE, SLOW, INPUTS = 4000, 0.003, 40


def grown(patterns: list[Pattern]) -> list[Growth]:
    """The growths that are beyond what is linear, each time that they are measured."""
    found = [growth for growth in growths(patterns, SLOW, SIZE, INPUTS) if growth.ratio > MOST]
    for _ in range(2):
        again = list(dict.fromkeys(growth.pattern for growth in found))
        found = [growth for growth in growths(again, SLOW, SIZE, INPUTS) if growth.ratio > MOST]
    return found


def test_every_pattern_of_the_package_takes_linear_time() -> None:
    patterns, missed = collected()
    assert not missed, f"let bench/exercise.py come by {missed}"
    assert len(patterns) > 300
    assert not [shown(growth) for growth in grown(patterns)]


@pytest.mark.parametrize(
    ("pattern", "method", "linear"),
    [
        (r"[ \t]+$", "search", False),
        (r"[ \t]+$", "match", True),
        (r"(?<![ \t])[ \t]++$", "search", True),
        (r"(?:a+)+b", "match", False),
        (r"(?:<!--.*?-->\s*)*<p>", "match", False),
        (r"\([^)]{0,100}\)", "finditer", True),
        (r"\([^)]*\)", "finditer", False),
        (r"\w+ of", "search", False),
    ],
)
def test_what_is_not_linear_is_found(pattern: str, method: str, linear: bool) -> None:
    made = Pattern(pattern, int(re.compile(pattern, re.DOTALL).flags), False, "here", (method,))
    found = list(growths([made], SLOW, SIZE, INPUTS, slowest=1))
    assert all(growth.ratio <= MOST for growth in found) == linear


def test_inputs_have_the_size_that_is_asked_for() -> None:
    made = inputs(r"(?i:ab)?[^x]+|\d{9,}(?=c)", 0)
    assert len(made) > 50
    assert all(abs(len(make(1000)) - 1000) < 30 for make in made if len(make(1000)) > 3)
