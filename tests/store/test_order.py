"""One digest over all that is asserted, whatever the order in which, and the database in which, it was added."""

import random
from collections.abc import Callable

from onrecord.store.export import lines
from onrecord.store.opened import Store
from tests.store.given import DOZEN, PLEDGED, filled
from tests.store.test_unit import EARLIER, UNDATED, digest_of

PIECES = (*DOZEN, EARLIER, UNDATED)
# Made on neither database in particular: each is compared with it.
_SEEN: set[str] = set()


def test_the_order_of_adding_does_not_matter(stores: Callable[[], Store]) -> None:
    """Five random orders, on both databases, and one digest."""
    chance = random.Random(5)  # noqa: S311 - no secret
    for _ in range(5):
        order = chance.sample(PIECES, len(PIECES))
        _SEEN.add(digest_of(filled(stores(), *order)))
    assert len(_SEEN) == 1


def test_the_lines_name_all_that_is_asserted(stores: Callable[[], Store]) -> None:
    """Appearances, readings, records, links and commitments, one JSON object a line; no times of run."""
    with filled(stores(), *PIECES).reading() as connection:
        found = list(lines(connection))
    for what in ("appearance", "reading", "actor", "statement", "event", "act", "link", "commitment"):
        assert any(f'"what":"{what}"' in line for line in found), what
    assert not any(PLEDGED.document.source in line for line in found if PLEDGED.document.source)
    assert not any('"added"' in line or '"made"' in line for line in found)
