"""What is known of a document under reading."""

from onrecord.layers import Layers
from onrecord.records import Document, Mark, Statement


def marks(layers: Layers) -> tuple[Mark, ...]:
    return tuple(layers.layer("block"))


def statements(layers: Layers) -> int:
    return len(layers.statements)


def test_what_is_derived_is_kept_until_something_is_added() -> None:
    layers = Layers(Document("d", "One. Two."), "One. Two.")
    layers.add([Mark("block", 0, 4, "paragraph")])
    first = layers.once(marks)
    assert first == (Mark("block", 0, 4, "paragraph"),)
    assert layers.once(marks) is first
    layers.add([Mark("block", 5, 9, "paragraph")])
    assert len(layers.once(marks)) == 2


def test_a_copy_with_other_statements_derives_anew() -> None:
    layers = Layers(Document("d", "One."), "One.")
    assert layers.once(statements) == 0
    one = Statement("s1", "d", (layers.anchor(0, 4),), "direct")
    assert layers.with_statements([one]).once(statements) == 1
    assert layers.with_statements([]).once(statements) == 0
    assert layers.once(statements) == 0
