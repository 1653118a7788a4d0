"""One look of the network at a document: what it sees of statements and of acts, given what the rules found."""

from collections.abc import Iterable

from onrecord.find.act_scores import scored
from onrecord.find.acts import ruled
from onrecord.find.network import heads, one_thread, vectors
from onrecord.find.statement_scores import pieces
from onrecord.find.windows import windows
from onrecord.layers import Layers
from onrecord.records import Statement
from onrecord.seen import Seen, SeenAct, SeenPiece


def looked(layers: Layers, statements: Iterable[Statement], wide: bool = False) -> Seen:
    """What the network sees, given the statements that the rules found; `wide` as in `windows`."""
    told = list(statements)
    weights = heads()
    said: list[SeenPiece] = []
    acts: list[SeenAct] = []
    with one_thread():
        for window in windows(layers, ruled(layers.with_statements(told)), told, wide):
            if not len(window.head):
                continue
            x = vectors(window)
            said.extend(pieces(weights, x, window))
            acts.extend(scored(weights, x, window))
    return Seen(tuple(said), tuple(acts))
