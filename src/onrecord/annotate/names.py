"""Names."""

from collections.abc import Iterable

from onrecord.components import Component
from onrecord.layers import Item, Layers


def run(layers: Layers) -> Iterable[Item]:
    """Nothing yet."""
    return ()


component = Component("names", "0", ("parse",), ("name",), run)
