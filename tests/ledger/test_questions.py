"""The timeline, the dossiers, the documents with their findings, the doctor and what it mends."""

from itertools import pairwise
from pathlib import Path

import pytest
from sqlalchemy import Connection, delete, update

from onrecord.errors import UsageError
from onrecord.export.digest import new_terms
from onrecord.ledger.changes import WHATS, changes
from onrecord.ledger.commitments import Asked, commitments
from onrecord.ledger.doctor import checks, mend
from onrecord.ledger.documents import document_named, documents, findings
from onrecord.ledger.history import history
from onrecord.ledger.subjects import subjects
from onrecord.ledger.timeline import timeline
from onrecord.ledger.verify import verify
from onrecord.records import Act
from onrecord.resolve.dossiers import from_file
from onrecord.store import tables as t
from onrecord.store.catalogue import keep
from onrecord.store.export import digest
from onrecord.store.opened import Store
from onrecord.store.unit import failed
from tests.ledger.conftest import Made

CONTROL = Asked(dossier="wartime-operational-control")
OWN = """
- title: Wartime operational control
  about: Mine.
  words: [submarine]
- title: Jets
  about: Fighter jets and their pilots.
  words: [fighter jet, pilots]
  without: [ground crews]
"""


def test_the_timeline_is_in_the_order_of_time_and_keeps_to_what_is_asked(samples: Connection) -> None:
    whole = timeline(samples, Asked(), limit=1000)
    assert [one.day for one in whole] == sorted(one.day for one in whole)
    assert {one.what for one in whole} == {"act", "event"}
    assert len({one.record.id for one in whole}) == len(whole)
    assert whole[-20:] == timeline(samples, Asked(), limit=20)
    acts = timeline(samples, CONTROL, events=False)
    threads = {one.id for one in commitments(samples, CONTROL)}
    assert {one.thread for one in acts} == threads
    assert all(isinstance(one.record, Act) for one in acts)
    late = timeline(samples, Asked(dossier=CONTROL.dossier, since="2014-01-01"), "2024-12-31")
    assert late
    assert all("2014-01-01" <= one.day <= "2024-12-31" for one in late)
    assert timeline(samples, Asked(party="Ruritania")) == []


def test_changes_are_told_once_and_add_up_to_the_stage(samples: Connection) -> None:
    whole = changes(samples, "0000-01-01")
    told = [one.act.id for one in whole if one.act]
    assert len(set(told)) == len(told)
    assert {one.what for one in whole} == {*WHATS} - {"dropped", "edited"}
    for one in commitments(samples, Asked(), 500):
        own = [change for change in whole if change.thread == one.id]
        assert own[0].what == "new"
        assert own[-1].stage == one.stage
        assert all(a.stage == b.before for a, b in pairwise(own))
    for what in WHATS:
        assert changes(samples, "0000-01-01", whats=(what,)) == [one for one in whole if one.what == what]


def test_dossiers_of_ones_own_take_the_place_of_shipped_ones(own: Store, tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(OWN, "utf-8")
    with own.writing() as connection:
        before = {one.id: one for one in subjects(connection)}
        control = [one.id for one in commitments(connection, CONTROL)]
        keep(connection, from_file(path))
        after = {one.id: one for one in subjects(connection)}
        assert set(after) == {*before, "jets"}
        assert after["wartime-operational-control"].about == "Mine."
        assert any("submarine" in one.label for one in commitments(connection, CONTROL))
        assert not {one.id for one in commitments(connection, CONTROL)} & set(control)
        assert after["jets"].commitments == len(commitments(connection, Asked(dossier="jets"))) > 0
        assert after["none"].commitments == len(commitments(connection, Asked(dossier="none"), 500))
        assert after["cyber"] == before["cyber"]
        assert list(verify(connection)) == []
        keep(connection, ())
        assert {one.id: one for one in subjects(connection)} == before


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (None, "cannot be read"),
        ("", "is no list of dossiers"),
        ("- title: A", "is no list of dossiers"),
        ("- {title: A, words: [the]}", "needs words that say something"),
        ("- {title: A, words: [jets]}\n- {title: a, words: [ships]}", "two dossiers have one title"),
        ("- {title: None, words: [jets]}", "stands for what is in no dossier"),
        ("- {title: 2024-13-45, words: [jets]}", "is no list of dossiers"),
        ("- {title: [", "is no list of dossiers"),
        ("- {title: A, words: jets}", "is no list of dossiers"),
    ],
)
def test_a_file_that_holds_no_dossiers_is_an_error_in_one_line(tmp_path: Path, written: str | None, said: str) -> None:
    path = tmp_path / "mine.yaml"
    if written is not None:
        path.write_text(written, "utf-8")
    with pytest.raises(UsageError, match=said) as error:
        from_file(path)
    assert "\n" not in str(error.value)


def test_documents_are_named_by_id_beginning_or_source(samples: Connection) -> None:
    whole = documents(samples, 500)
    assert len(whole) == 12
    assert [one.published for one in whole] == sorted((one.published or "" for one in whole), reverse=True)
    assert [one for at in (0, 5, 10) for one in documents(samples, 5, at)] == whole
    for one in whole:
        for name in (one.document, one.document[:8], str(one.source)):
            assert document_named(samples, name) == one.document
    for name in ("", "zzz", "0" * 64, whole[0].document[:5], "%"):
        with pytest.raises(UsageError, match="no such document; `onrecord documents` lists them"):
            document_named(samples, name)


def test_findings_about_sources_come_first(own: Store) -> None:
    with own.writing() as connection:
        failed(connection, "a.txt", "not-read", "a.txt: holds no text")
        failed(connection, "b.txt", "not-read", "b.txt: is binary")
        found = findings(connection)
        assert [(one.code, one.source, one.document) for one in found[:2]] == [
            ("not-read", "a.txt", None), ("not-read", "b.txt", None)
        ]  # fmt: skip
        assert findings(connection, "not-read") == found[:2]
        with pytest.raises(UsageError, match="no finding has the code 'nothing'; there are not-read"):
            findings(connection, "nothing")
        assert findings(connection, limit=1, offset=1) == found[1:2]


def test_the_doctor_finds_a_sound_store_well(own: Store) -> None:
    found = list(checks(own))
    assert [one.name for one in found if not one.well] == []
    assert {"file", "journal", "documents", "weights", "failures"} <= {one.name for one in found}


def test_the_doctor_says_what_failed(own: Store) -> None:
    with own.writing() as connection:
        failed(connection, "a.txt", "not-read", "a.txt: holds no text")
    (told,) = [one for one in checks(own) if one.name == "failures"]
    assert told.well
    assert told.message.startswith("1 source could not be read")


DAMAGE = {
    "a stage": update(t.step).where(t.step.c.stage == "delayed").values(stage="completed"),
    "a day": update(t.step).where(t.step.c.seq == 1).values(day="2001-01-01"),
    "a label": update(t.thread).where(t.thread.c.label.contains("wartime")).values(label="something else"),
    "a lost step": delete(t.step).where(t.step.c.kind == "delay"),
}


@pytest.mark.parametrize("what", DAMAGE)
def test_what_is_derived_is_proved_and_mended(own: Store, what: str) -> None:
    with own.writing() as connection:
        before = digest(connection)
        connection.execute(DAMAGE[what])
        broken = list(verify(connection))
        assert broken
        assert {one.kind for one in broken} == {"commitment"}
        assert all("`onrecord doctor --mend` derives it" in one.message for one in broken)
        mend(connection)
        assert list(verify(connection)) == []
        assert digest(connection) == before


def test_what_was_read_is_proved(own: Store) -> None:
    with own.writing() as connection:
        act = history(connection, commitments(connection, Asked(), 1)[0].id).entries[0].act
        where = t.act.c.id == act.id
        for values in ({"kind": "breach"}, {"words": "other words"}, {"by_states": '["Peru"]'}, {"body": "{}"}):
            kept = connection.execute(t.act.select().where(where)).one()._asdict()
            connection.execute(update(t.act).where(where).values(values))
            assert act.id in {one.id for one in verify(connection)}
            connection.execute(update(t.act).where(where).values(kept))
        connection.execute(update(t.reading).values(body='{"kind": 7}'))
        assert {one.kind for one in verify(connection)} == {"provenance"}


def test_changes_tell_the_parties_of_then_and_find_who_only_asked(made: Made) -> None:
    store = made(
        {"text": "Peru asked Norway to build two patrol ships in Callao.", "published": "2024-01-05", "kind": "news"},
        {"text": "Norway agreed to build two patrol ships in Callao.", "published": "2024-02-05", "kind": "news"},
        {"text": "Malta and Norway agreed to build two patrol ships in Callao.", "published": "2024-03-05",
         "kind": "news"},
    )  # fmt: skip
    with store.reading() as connection:
        (now,) = commitments(connection, Asked(text="patrol ships"))
        assert now.by == ("Malta", "Norway")
        told = [(one.day, one.what, one.by) for one in changes(connection, "2024-01-01")]
        assert told[:2] == [("2024-01-05", "new", ("Norway",)), ("2024-02-05", "moved", ("Norway",))]
        assert commitments(connection, Asked(party="Peru")) == [now]
        assert [one.day for one in changes(connection, "2024-02-01", asked=Asked(party="Peru"))] == ["2024-02-05"]


def test_what_has_new_terms_at_the_same_stage_is_amended(made: Made) -> None:
    """A deadline or an amount that no text before named, whatever the words; not one that was named before."""
    said = "Norway agreed with Denmark to impose sanctions on the shipyard"
    told = ("by June 2022", "by June 2023", "before the end of June 2023", "worth $150 million by June 2023",
            "worth 150 million dollars", "before the end of June 2022")  # fmt: skip
    store = made(*({"text": f"{said} {one}.", "published": f"2021-0{at}-01"} for at, one in enumerate(told, 1)))
    with store.reading() as connection:
        found = changes(connection, "2021")
        assert [(one.what, one.day, one.terms) for one in found] == [
            ("new", "2021-01-01", ()), ("amended", "2021-02-01", ("due",)), ("amended", "2021-04-01", ("amount",)),
        ]  # fmt: skip
        assert [new_terms(one) for one in found[1:]] == ["due by June 2023 (2023-06)", "amount $150 million"]
        assert changes(connection, "2021", whats=["amended"], asked=Asked(party="Norway")) == found[1:]


def test_new_commitments_of_a_party_are_those_that_name_it(samples: Connection) -> None:
    every = [one for one in changes(samples, "0000-01-01", whats=("new",)) if "Australia" in one.by]
    asked = changes(samples, "0000-01-01", asked=Asked(party="Australia"), whats=("new",))
    assert every
    assert {one.thread for one in every} <= {one.thread for one in asked}


def test_the_last_of_a_party_are_the_last_of_more(samples: Connection) -> None:
    asked = Asked(party="Philippines")
    whole = timeline(samples, asked, limit=500)
    for many in (1, 2, 5):
        assert timeline(samples, asked, limit=many) == whole[-many:]
