"""Events."""

from collections.abc import Iterable

from onrecord.components import Component
from onrecord.layers import Item, Layers


def run(layers: Layers) -> Iterable[Item]:
    """Nothing yet."""
    return ()


component = Component(
    "events", "0", ("parse", "block", "mention", "date", "place", "statements", "provenance"), ("events",), run
)
