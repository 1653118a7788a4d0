"""How a component declares itself, and the order in which components run.

A component is a pure function `Layers -> Iterable[Item]`. Built-ins and plug-ins register alike, through the
entry-point group `onrecord`.
"""

from collections.abc import Callable, Iterable
from functools import cache
from graphlib import CycleError, TopologicalSorter
from importlib.metadata import entry_points
from typing import NamedTuple

from onrecord.errors import IntegrityError
from onrecord.layers import Item, Layers


class Component(NamedTuple):
    """A step of reading. `needs` and `gives` name layers ("parse", "timex", "mention", "statements"…)."""

    name: str
    version: str
    needs: tuple[str, ...]
    gives: tuple[str, ...]
    run: Callable[[Layers], Iterable[Item]]


@cache
def components() -> tuple[Component, ...]:
    """All registered components in the order in which they run.

    Raises IntegrityError where none is registered: the code is there, but the package was never installed.
    """
    found = entry_points(group="onrecord")
    if not found:
        raise IntegrityError("no component is registered; install the package (pip install -e . from its folder)")
    return ordered([point.load() for point in found])


def ordered(found: Iterable[Component]) -> tuple[Component, ...]:
    """The components sorted so that each comes after those that give what it needs; names break ties.

    Raises IntegrityError if a need is given by none, a layer or name comes twice, or needs go in a circle.
    """
    by_name: dict[str, Component] = {}
    givers: dict[str, str] = {}
    for component in sorted(found, key=lambda component: component.name):
        if component.name in by_name:
            raise IntegrityError(f"two components are named {component.name!r}; remove one")
        by_name[component.name] = component
        for layer in component.gives:
            if layer in givers:
                raise IntegrityError(f"two components give {layer!r}: {givers[layer]} and {component.name}; remove one")
            givers[layer] = component.name
    graph: dict[str, list[str]] = {}
    for component in by_name.values():
        missing = [layer for layer in component.needs if layer not in givers]
        if missing:
            raise IntegrityError(f"component {component.name} needs {', '.join(missing)}, which no component gives")
        graph[component.name] = sorted({givers[layer] for layer in component.needs})
    try:
        return tuple(by_name[name] for name in TopologicalSorter(graph).static_order())
    except CycleError as error:
        raise IntegrityError(f"components need each other in a circle: {' -> '.join(error.args[1])}") from None
