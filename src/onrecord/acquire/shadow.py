"""The walk through a page's tree in the order in which browsers show it, declarative shadow trees too.

Such a tree (`<template shadowrootmode="open">`) is shown in the place of the element that it stands in, its host. What
else stands in the host is shown where the shadow tree has a slot for it. What has no slot browsers do not show; it is
read all the same, after the shadow tree, for a page's script may put it somewhere.
"""

from collections.abc import Callable, Iterator
from typing import Any, Literal, NamedTuple

Kind = Literal["start", "text", "end", "tail"]
Path = tuple[Any, str] | None

# Elements to which a shadow tree can be attached (DOM standard), beside those whose names are not HTML's.
_HOSTS = frozenset((
    "article", "aside", "blockquote", "body", "div", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "main",
    "nav", "p", "section", "span",
))  # fmt: skip


def has_shadows(source: str) -> bool:
    """True for a page that may hold shadow trees."""
    return "shadowrootmode" in source.lower()


def shadow_root(host: Any) -> Any:
    """The template whose content is the shadow tree of an element, its first; None if it has none."""
    if not isinstance(host.tag, str) or not (host.tag in _HOSTS or "-" in host.tag):
        return None
    return next((one for one in host.iterchildren("template") if _mode(one) in ("open", "closed")), None)


def _mode(template: Any) -> str:
    return str(template.get("shadowrootmode", "")).lower()


def walked(root: Any) -> Iterator[tuple[Kind, Any]]:
    """Each element as it starts and ends, its text and what follows it, in the order of the page's source.

    As lxml's iterwalk gives them, which takes quadratic time over comments in a row.
    """
    yield "start", root
    if root.text:
        yield "text", root
    opened = [(root, iter(root))]
    while opened:
        element, children = opened[-1]
        child = next(children, None)
        if child is None:
            opened.pop()
            yield "end", element
            child = element if opened else None
        elif isinstance(child.tag, str):
            yield "start", child
            if child.text:
                yield "text", child
            opened.append((child, iter(child)))
            continue
        if child is not None and child.tail:
            yield "tail", child


class Stood(NamedTuple):
    """Where an element stands in the page, whatever is shown first: its XPath, and ranges of the string value.

    Its own is from `began` to `ended`; what follows it begins there. `shadow` is true of a shadow tree.
    """

    path: Path
    began: int
    ended: int
    shadow: bool = False


def stood(root: Any, length: Callable[[str], int], step: Callable[[str, dict[str, int]], str]) -> dict[Any, Stood]:
    """Where each element, and each comment, of a tree stands.

    `length` says how many characters a text has, `step` names a child, given what was counted before it.
    """
    found: dict[Any, Stood] = {}
    paths: dict[Any, Path] = {root: (None, step(root.tag, {}))}
    starts, shadows, at = {root: 0}, {shadow_root(root)}, length(root.text or "")
    opened: list[tuple[Any, Iterator[Any], dict[str, int]]] = [(root, iter(root), {})]
    while opened:
        element, children, counted = opened[-1]
        child = next(children, None)
        if child is None:
            opened.pop()
            found[element] = Stood(paths[element], starts[element], at, element in shadows)
            at += length(element.tail or "") if opened else 0
        elif isinstance(child.tag, str):
            paths[child], starts[child] = (paths[element], step(child.tag, counted)), at
            shadows.add(shadow_root(child))
            at += length(child.text or "")
            opened.append((child, iter(child), {}))
        else:
            found[child] = Stood(None, at, at)
            at += length(child.tail or "")
    return found


_Token = tuple[Literal["node", "text", "tail"], Any]


def composed(root: Any) -> Iterator[tuple[Kind, Any]]:
    """Each element as it starts and ends, its text and what follows it, in the order in which browsers show them."""
    slotted: dict[Any, list[_Token]] = {}
    yield "start", root
    opened = [(root, iter(_inner(root, slotted)))]
    while opened:
        element, tokens = opened[-1]
        token = next(tokens, None)
        if token is None:
            opened.pop()
            yield "end", element
        elif token[0] != "node":
            yield token[0], token[1]
        elif isinstance(token[1].tag, str):
            yield "start", token[1]
            opened.append((token[1], iter(_inner(token[1], slotted))))


def _inner(element: Any, slotted: dict[Any, list[_Token]]) -> list[_Token]:
    """What an element shows in itself; what is to be shown in slots is put down in `slotted`."""
    if element in slotted:
        return slotted[element]
    tokens: list[_Token] = [("text", element)] if element.text else []
    root = shadow_root(element)
    if root is None:
        for child in element:
            tokens += [("node", child), ("tail", child)]
        return tokens
    named: dict[str, list[_Token]] = {"": tokens}
    for child in element:
        if child is not root:
            named.setdefault(child.get("slot", "") if isinstance(child.tag, str) else "", []).append(("node", child))
        tokens.append(("tail", child))
    for slot in _slots(root):
        shown = named.get(slot.get("name", ""), [])
        if any(_is_something(token) for token in shown):
            slotted[slot] = named.pop(slot.get("name", ""))
    return [("node", root), *(token for rest in named.values() for token in rest)]


def _is_something(token: _Token) -> bool:
    kind, element = token
    if kind == "node":
        return isinstance(element.tag, str)
    return bool(((element.text if kind == "text" else element.tail) or "").strip())


def _slots(root: Any) -> Iterator[Any]:
    """The slots of a shadow tree, in order, without those of shadow trees in it."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.tag == "slot":
            yield element
        inner = None if element is root else shadow_root(element)
        waiting += reversed([one for one in element if isinstance(one.tag, str) and one is not inner])
