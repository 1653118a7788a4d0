"""Overlapping ranges as a flat row of pieces."""

from hypothesis import given
from hypothesis import strategies as st

from onrecord.segments import Layer, segments


def test_overlapping_ranges_are_cut_where_they_begin_and_end() -> None:
    layers = [Layer(2, 8, 0, "content"), Layer(5, 12, 1, "undertaking"), Layer(5, 6, 2, "trigger")]
    cut = [(piece.start, piece.end, [layer.record for layer in piece.layers]) for piece in segments(0, 10, layers)]
    assert cut == [(0, 2, []), (2, 5, [0]), (5, 6, [1, 0, 2]), (6, 8, [1, 0]), (8, 10, [1])]


RANGES = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 20), st.integers(0, 5)), max_size=12)


@given(RANGES)
def test_the_pieces_cover_the_text_once_and_hold_exactly_their_layers(ranges: list[tuple[int, int, int]]) -> None:
    layers = [Layer(start, start + length, record, "content") for start, length, record in ranges]
    pieces = list(segments(0, 30, layers))
    assert [piece.start for piece in pieces] == [0, *(piece.end for piece in pieces[:-1])]
    assert pieces[-1].end == 30
    for piece in pieces:
        for offset in range(piece.start, piece.end):
            assert set(piece.layers) == {layer for layer in layers if layer.start <= offset < layer.end}
