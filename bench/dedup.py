"""Which texts carry one story, as clusters of near-duplicates."""

from bench.data import Row
from onrecord.resolve.commitments import components
from onrecord.resolve.stories import Story, keys, linked, story


def predict(rows: list[Row]) -> list[Row]:
    """The rows, whose ids differ, with `cluster`: the least of the ids that same-story links lead to."""
    stories = {row["id"]: story(row["text"]) for row in rows}
    under: dict[int, list[str]] = {}
    pairs: list[tuple[str, str]] = []
    for row in rows:
        sketch = keys(row["text"])
        near = {other for key in sketch for other in under.get(key, ())}
        pairs += [(row["id"], other) for other in sorted(near) if _one(stories[row["id"]], stories[other])]
        for key in sketch:
            under.setdefault(key, []).append(row["id"])
    cluster = {name: group[0] for group in components(stories, pairs) for name in group}
    return [{**row, "cluster": cluster[row["id"]]} for row in rows]


def _one(one: Story, other: Story) -> bool:
    return linked(one, other) is not None
