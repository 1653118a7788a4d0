"""Coreference."""

from collections.abc import Iterable

from onrecord.components import Component
from onrecord.layers import Item, Layers


def run(layers: Layers) -> Iterable[Item]:
    """Nothing yet."""
    return ()


component = Component("coreference", "0", ("parse", "name", "quote", "provenance"), ("mention", "actors"), run)
