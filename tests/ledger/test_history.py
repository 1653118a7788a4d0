"""One commitment: how it is named, its acts with their quotes, its origins, and what dropped it."""

import pytest
from msgspec.structs import replace
from sqlalchemy import Connection, select, update

from onrecord.errors import UsageError
from onrecord.ledger.changes import changes
from onrecord.ledger.commitments import Asked, commitments
from onrecord.ledger.history import history, thread_named
from onrecord.ledger.origins import origins
from onrecord.records import Provenance
from onrecord.store import tables as t
from onrecord.store.links import link_named, put_links, restoration, retraction
from onrecord.store.opened import Store
from onrecord.store.rows import packed, unpacked
from onrecord.store.texts import text_of
from onrecord.store.threads import rethread
from tests.ledger.conftest import Made

HEAD = "Joint statement of the Republic of Korea and the Republic of Peru\n\n"
SERIES = [
    "South Korea will build a joint shipyard near Callao. The two sides agreed to train helicopter pilots in Busan.",
    "South Korea will build a joint shipyard near Callao. Peru will provide $20 million for harbour radars. The two "
    "sides intend to train helicopter pilots in Busan.",
    "Peru will provide $20 million for harbour radars. The two sides began to train helicopter pilots in Busan.",
]


def test_a_commitment_is_named_by_its_id_its_hash_or_an_act(samples: Connection) -> None:
    for one in commitments(samples, Asked(), 500):
        found = history(samples, one.id)
        assert found.standing == one
        assert len(found.entries) == one.acts
        digest = one.id.rpartition("-")[2]
        for name in (digest, f"another-name-{digest}", *(entry.act.id for entry in found.entries)):
            assert thread_named(samples, name) == one.id


def test_a_hash_may_begin_with_an_a_as_ids_of_acts_do(own: Store) -> None:
    with own.writing() as connection:
        one = commitments(connection, Asked(), 1)[0]
        act = history(connection, one.id).entries[0].act.id
        renamed = "aabcdef" + act[7:]
        for table, column in ((t.act, t.act.c.id), (t.step, t.step.c.act)):
            connection.execute(update(table).where(column == act).values({column: renamed}))
        for name in ("abcdef", "abcdef" + act[7:9], renamed):
            assert thread_named(connection, name) == one.id


@pytest.mark.parametrize("name", ["", "nothing", "a", "abcde", "zzzzzz", "x-000000000", "a0000000000000000", "%", "'"])
def test_an_unknown_name_is_an_error_that_says_what_to_do(samples: Connection, name: str) -> None:
    with pytest.raises(UsageError, match=r"no such commitment; `onrecord ledger` lists them"):
        history(samples, name)


def test_a_name_that_may_mean_several_names_them(own: Store) -> None:
    with own.writing() as connection:
        first, second = commitments(connection, Asked(), 2)
        for one, digits in ((first, "1"), (second, "2")):
            act = history(connection, one.id).entries[0].act.id
            for table, column in ((t.act, t.act.c.id), (t.step, t.step.c.act)):
                made = f"a777777{digits}{act[8:]}"
                connection.execute(update(table).where(column == act).values({column: made}))
        with pytest.raises(UsageError, match="may be any of") as error:
            thread_named(connection, "777777")
        assert first.id in str(error.value)
        assert second.id in str(error.value)
        assert thread_named(connection, "7777772") == second.id


def test_every_quote_is_in_its_document_and_holds_the_act(samples: Connection) -> None:
    for one in commitments(samples, Asked(), 500):
        for entry in history(samples, one.id).entries:
            text = text_of(samples, entry.document)
            assert text[entry.quote.start : entry.quote.end] == entry.quote.exact
            assert entry.quote.start <= entry.act.trigger.start < entry.act.trigger.end <= entry.quote.end
            for piece in entry.act.undertaking:
                assert text[piece.start : piece.end] == piece.exact


def test_as_of_a_day_there_are_only_the_acts_until_then(samples: Connection) -> None:
    (one,) = [one for one in commitments(samples, Asked(text="transfer wartime control")) if one.documents > 1]
    found = history(samples, one.id, "2014-12-31")
    assert [entry.act.kind for entry in found.entries] == ["agree", "delay", "delay"]
    assert found.standing.stage == "delayed"
    assert all({link.subject, link.object} <= {entry.act.id for entry in found.entries} for link in found.links)
    with pytest.raises(UsageError, match="nothing of it is known by 2006-12-31"):
        history(samples, one.id, "2006-12-31")


def test_a_series_of_three_of_which_the_third_drops_one(made: Made) -> None:
    store = made(
        *(
            {"text": HEAD + text, "published": f"{2023 + at}-03-05", "kind": "communique", "series": "Callao"}
            for at, text in enumerate(SERIES)
        )
    )
    with store.reading() as connection:
        told = [(one.day, one.what, one.label) for one in changes(connection, "2024-01-01")]
        assert told == [
            ("2024-03-05", "new", "provide $20 million for harbour radars"),
            ("2024-03-05", "softened", "train helicopter pilots in Busan"),
            ("2025-03-05", "dropped", "build a joint shipyard near Callao"),
            ("2025-03-05", "moved", "train helicopter pilots in Busan"),
        ]
        (gone,) = changes(connection, "2024-01-01", whats=("dropped",))
        assert (gone.act, gone.stage, gone.by) == (None, "pledged", ("South Korea",))
        (dropped,) = history(connection, gone.thread).dropped
        assert (dropped.series, dropped.document, dropped.day) == ("Callao", gone.document, "2025-03-05")
        assert history(connection, gone.thread, "2024-12-31").dropped == ()
        (softened,) = changes(connection, "2024-01-01", whats=("softened",))
        assert softened.softened == ("Peru", "South Korea")
        assert changes(connection, "2025-03-06") == []
        assert [one.what for one in changes(connection, "2024-01-01", "2024-12-31")] == ["new", "softened"]
        only = changes(connection, "2024-01-01", asked=Asked(party="Peru", text="radars"))
        assert [(one.what, one.label) for one in only] == [("new", "provide $20 million for harbour radars")]


PLEDGE = "South Korea promised on Monday to build two patrol ships for Peru"
MORE = (
    "The first of the two is to be laid down next spring in the yard of Busan, where three others are under "
    "construction, and sailors from Callao will go there to learn how such vessels are run and repaired. "
    "Park Ji-won, the defence minister, spoke of a new chapter in the old friendship of the two countries."
)


def test_copies_and_reports_that_credit_one_outlet_are_one_origin(made: Made) -> None:
    def news(publisher: str, text: str) -> dict[str, str]:
        return {"text": text, "publisher": publisher, "published": "2024-03-05", "kind": "news"}

    store = made(
        news("The Example", f"Ships for Lima\n\nSEOUL, March 4 -- {PLEDGE}. {MORE}"),
        news("The Copy", f"Seoul promises ships\n\nSEOUL, March 4 -- {PLEDGE}. {MORE} Lima was pleased."),
        news("The Third", f"A yard is busy\n\nBUSAN, March 5 -- {PLEDGE}, Reuters reported."),
        news("The Fourth", f"New\n\nLIMA, March 5 -- Peru needs ships. According to Reuters, {PLEDGE}."),
        news("The Fifth", "Own words\n\nCALLAO, March 5 -- South Korea pledged to build two patrol ships for Peru."),
    )
    with store.reading() as connection:
        one = max(commitments(connection, Asked(text="patrol ships")), key=lambda one: one.documents)
        found = history(connection, one.id)
        assert one.documents == 5
        assert {origin.name: len(origin.documents) for origin in found.origins} == {
            "The Copy": 2, "Reuters": 2, "The Fifth": 1
        }  # fmt: skip


@pytest.mark.parametrize(
    ("credits", "expected"),
    [
        ([("Reuters",), ("AP", "Reuters"), ("Reuters",)], {"Reuters": 3}),
        ([("Reuters",), ("AP", "Reuters"), ("AP",)], {"AP": 2, "Reuters": 1}),
        ([("AP", "Yonhap"), ("Reuters", "Yonhap"), ("AFP",)], {"AFP": 1, "AP": 1, "Reuters": 1}),
        ([("OnRecord samples",), (), ()], {"OnRecord samples": 3}),
    ],
)
def test_who_credits_several_outlets_is_no_origin_of_its_own(
    own: Store, credits: list[tuple[str, ...]], expected: dict[str, int]
) -> None:
    r = t.reading.c
    with own.writing() as connection:
        query = select(r.document, r.body).where(r.publisher == "OnRecord samples").order_by(r.document)
        rows = connection.execute(query).all()[:3]
        for row, names in zip(rows, credits, strict=True):
            body = packed(replace(unpacked(row.body, Provenance), credits=names))
            connection.execute(update(t.reading).where(r.document == row.document).values(body=body))
        found = origins(connection, [row.document for row in rows])
        assert {one.name: len(one.documents) for one in found} == expected


def test_an_outlet_that_was_told_something_else_is_no_origin(made: Made) -> None:
    aside = "The weather was fine. " * 40 + "\n\nThe mood was good, an adviser told Reuters."
    store = made(
        {"text": f"Ships\n\n{PLEDGE}.\n\n{aside}", "publisher": "The Wire", "published": "2024-03-05", "kind": "news"},
        {"text": f"Yard\n\n{PLEDGE}, an adviser told Reuters.\n\n{MORE}", "publisher": "The Other",
         "published": "2024-03-06", "kind": "news"},
    )  # fmt: skip
    with store.reading() as connection:
        one = max(commitments(connection, Asked(text="patrol ships")), key=lambda one: one.documents)
        assert {origin.name for origin in history(connection, one.id).origins} == {"The Wire", "Reuters"}


def test_what_was_parted_is_told_with_the_reason(own: Store) -> None:
    with own.writing() as connection:
        whole = next(found for one in commitments(connection, Asked(), 500)
                     if len((found := history(connection, one.id)).links) == 1)  # fmt: skip
        (link,) = whole.links
        put_links(connection, [retraction(connection, link_named(connection, link.id[:8]), "A. Reader", "other jets")])
        rethread(connection, {link.subject, link.object})
        for act in (link.subject, link.object):
            (parted,) = history(connection, act).parted
            assert (parted.link, parted.by, parted.why) == (link, "A. Reader", "other jets")
            assert parted.words
        assert whole.parted == ()
        put_links(connection, restoration(connection, link, "A. Reader", None))
        rethread(connection, {link.subject, link.object})
        assert history(connection, whole.standing.id) == whole
