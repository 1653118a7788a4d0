"""The best pairing of two lists: assignment by shortest augmenting paths (Jonker and Volgenant 1987)."""

import math
from collections.abc import Mapping, Sequence

Pair = tuple[int, int]


def pairing(scores: Mapping[Pair, float]) -> list[Pair]:
    """The pairs of (one, other), sorted, whose scores together are highest; each side is in one pair at most.

    Pairs without a score are none; scores are above 0. The same scores give the same pairs in whatever order they come.
    """
    found: list[Pair] = []
    for group in _groups(scores):
        found += _solved({pair: scores[pair] for pair in group})
    return sorted(found)


def _groups(scores: Mapping[Pair, float]) -> list[list[Pair]]:
    """The pairs in groups that share no side with each other: small problems instead of a large one."""
    home: dict[tuple[int, int], int] = {}
    groups: dict[int, list[Pair]] = {}
    for number, pair in enumerate(sorted(scores)):
        joined = sorted({home[end] for end in ((0, pair[0]), (1, pair[1])) if end in home})
        mine = [pair]
        for old in joined:
            mine = groups.pop(old) + mine
        groups[number] = mine
        for one, other in mine:
            home[(0, one)] = home[(1, other)] = number
    return [groups[number] for number in sorted(groups)]


def _solved(scores: Mapping[Pair, float]) -> list[Pair]:
    rows = sorted({one for one, _ in scores})
    columns = sorted({other for _, other in scores})
    # As many columns again cost nothing: a row that takes one of them stays alone.
    costs = [[-scores.get((row, column), 0.0) for column in columns] + [0.0] * len(rows) for row in rows]
    taken = _assigned(costs)
    return [
        (row, columns[at])
        for row, at in zip(rows, taken, strict=True)
        if at < len(columns) and (row, columns[at]) in scores
    ]


def _assigned(costs: Sequence[Sequence[float]]) -> list[int]:
    """The column of each row such that the costs together are lowest; there are no fewer columns than rows."""
    height, width = len(costs), len(costs[0])
    of_row, of_column = [0.0] * (height + 1), [0.0] * (width + 1)
    owner, before = [0] * (width + 1), [0] * (width + 1)
    for row in range(1, height + 1):
        owner[0], at = row, 0
        least, used = [math.inf] * (width + 1), [False] * (width + 1)
        while owner[at]:
            used[at] = True
            at = _next(costs, at, owner, before, least, used, of_row, of_column)
        while at:
            owner[at], at = owner[before[at]], before[at]
    taken = [0] * height
    for column in range(1, width + 1):
        if owner[column]:
            taken[owner[column] - 1] = column - 1
    return taken


def _next(
    costs: Sequence[Sequence[float]],
    at: int,
    owner: list[int],
    before: list[int],
    least: list[float],
    used: list[bool],
    of_row: list[float],
    of_column: list[float],
) -> int:
    """The column by which the path goes on, after the prices were raised so that one is free of charge."""
    row = owner[at]
    free = [column for column in range(1, len(used)) if not used[column]]
    for column in free:
        cost = costs[row - 1][column - 1] - of_row[row] - of_column[column]
        if cost < least[column]:
            least[column], before[column] = cost, at
    best = min(free, key=lambda column: (least[column], column))
    step = least[best]
    for column, is_used in enumerate(used):
        if is_used:
            of_row[owner[column]] += step
            of_column[column] -= step
        else:
            least[column] -= step
    return best
