"""Statements."""

from collections.abc import Iterable

from onrecord.components import Component
from onrecord.layers import Item, Layers


def run(layers: Layers) -> Iterable[Item]:
    """Nothing yet."""
    return ()


component = Component("statements", "0", ("parse", "block", "quote", "mention", "date", "place", "provenance"), ("statements",), run)
