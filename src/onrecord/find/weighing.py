"""How sure network and rules together are of what they found."""

import math
from collections.abc import Mapping, Sequence


def logit(share: float, least: float) -> float:
    """The log-odds of a probability, which is held `least` away from 0 and 1."""
    held = min(max(share, least), 1 - least)
    return math.log(held / (1 - held))


def how_sure(names: Sequence[str], given: Sequence[float], settings: Mapping[str, float]) -> float:
    """The probability by logistic regression over the evidence of these names (fitted on texts held back)."""
    score = settings["bias"] + sum(settings[name] * value for name, value in zip(names, given, strict=True))
    return 1 / (1 + math.exp(-score))
