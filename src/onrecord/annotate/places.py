"""Places."""

from collections.abc import Iterable

from onrecord.components import Component
from onrecord.layers import Item, Layers


def run(layers: Layers) -> Iterable[Item]:
    """Nothing yet."""
    return ()


component = Component("places", "0", ("parse", "name"), ("place",), run)
