"""Where decisions are taken: the only addresses of the site that change anything."""

from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlencode

from fastapi import Request, Response
from fastapi.responses import RedirectResponse, StreamingResponse
from sqlalchemy import Connection

from onrecord.errors import UsageError
from onrecord.export.jsonl import json_text
from onrecord.ledger.decisions import training
from onrecord.ledger.documents import document_named
from onrecord.records import Frozen
from onrecord.resolve.editing import SHAPES, added, edited, new_actors
from onrecord.store.accounts import note
from onrecord.store.asking import Asking
from onrecord.store.kept import reading_kept
from onrecord.store.opened import Store
from onrecord.store.reviewing import accept, add, edit, mark, merge, record_named, reject, split, undo
from onrecord.store.sessions import still_may
from onrecord.web.described import Described
from onrecord.web.page import API, json_of
from onrecord.web.sent import Sent, of_form, of_json
from onrecord.web.visitor import address_of, visitor_of

# Records at once, characters of a note.
MOST, NOTE = 200, 2_000
# What a form says of where it was, and not of what is decided.
_WHERE = ("only", "document", "dossier", "rule", "below", "sure")


class Done(Frozen, frozen=True):
    """What was done: the batch of the decision, by which it can be undone; of an undoing the records that it names."""

    batch: str
    records: tuple[str, ...] = ()


# Does what was sent, in the name of who sent it.
Do = Callable[[Connection, Sent, str], Done]


class Deciding:
    """Takes decisions for a store."""

    def __init__(self, store: Store):
        self.store = store

    def put(self, app: Described, asking: Asking) -> None:
        """Returns nothing: the app takes decisions, and gives those that were taken as lines to train on."""
        app.add_api_route("/review/decide", self.by_form, methods=["POST"], include_in_schema=False)
        app.add_api_route(
            f"{API}/decisions", self.by_api, methods=["POST"], operation_id="decide", response_class=Response,
            summary="Decide on a record or a commitment, or undo that",
            openapi_extra={"requestBody": {"required": True, "content": {"application/json": {"schema": _SHAPE}}}},
        )  # fmt: skip
        app.shapes["decide"] = Done
        app.keyed.add("decide")

        def lines() -> Iterator[str]:
            with asking.reading() as connection:
                for one in training(connection):
                    yield f"{json_text(one)}\n"

        def as_lines() -> Response:
            headers = {"content-disposition": 'attachment; filename="training.jsonl"'}
            return StreamingResponse(lines(), media_type="application/jsonl", headers=headers)

        app.add_api_route("/review/training.jsonl", as_lines, methods=["GET"], include_in_schema=False)

    async def by_form(self, request: Request) -> Response:
        """To where the form was, or to the next record, once it is done."""
        return await of_form(
            request, lambda request, sent: RedirectResponse(_next(sent, self._done(request, sent)), 303)
        )

    async def by_api(self, request: Request) -> Response:
        """What was done."""
        return await of_json(request, lambda request, sent: json_of(self._done(request, sent)))

    def _done(self, request: Request, sent: Sent) -> Done:
        visitor, name = visitor_of(request), sent.one("do")
        do = DO.get(name)
        if name in MADE:  # what was typed is looked for in the text before the writing begins: nobody waits for that
            with self.store.reading() as connection:
                do = MADE[name](connection, sent)
        if do is None:
            raise UsageError(f"do: is one of {', '.join((*DO, *MADE))}")
        with self.store.writing() as connection:
            if visitor.session is not None:
                still_may(connection, visitor.name, visitor.session, "reviewer")
            done = do(connection, sent, visitor.name)
            if visitor.session is not None:
                about, address = f"batch {done.batch}", address_of(request)
                note(connection, visitor.name, "decided", about, sent.one("do"), address)
            return done


def _note(sent: Sent) -> str | None:
    """The note, if there is one."""
    if len(sent.one("note")) > NOTE:
        raise UsageError(f"note: takes at most {NOTE:,} characters")
    return sent.one("note").strip() or None


def _next(sent: Sent, done: Done) -> str:
    """Where a form leads once it is done: the next record, or the one whose decision was undone."""
    where = {name: sent.one(name) for name in _WHERE if sent.one(name)}
    back = sent.one("back")
    if sent.one("do") == "add":
        return f"/documents/{sent.one('document')}#{done.records[0]}"
    if back in ("several", "decisions"):
        told = {"accepted": len(done.records)} if sent.one("do") == "accept" else {}
        return f"/review/{back}?{urlencode(where | told)}"
    if sent.one("do") == "undo" and done.records:
        return f"/review?{urlencode(where | {'record': done.records[0]})}"
    return f"/review?{urlencode(where | ({'after': sent.one('at')} if sent.one('at') else {}))}"


def _accept(connection: Connection, sent: Sent, by: str) -> Done:
    names = list(dict.fromkeys(sent.fields.get("record", ())))
    if not 0 < len(names) <= MOST:
        raise UsageError(f"record: names from one to {MOST} records")
    return Done(accept(connection, names, by, _note(sent)), tuple(names))


def _reject(connection: Connection, sent: Sent, by: str) -> Done:
    return Done(reject(connection, sent.one("record"), by, _note(sent)), (sent.one("record"),))


def _edited(connection: Connection, sent: Sent) -> Do:
    """How a record is edited as was typed, provided that it counts then as it does now."""
    was = record_named(connection, sent.one("record"))
    reading = reading_kept(connection, was.document)
    now = edited(was, _fields(sent), reading.document.text, reading.actors)
    actors = new_actors(now, reading.actors)
    return lambda connection, sent, by: Done(edit(connection, was.id, now, actors, by, _note(sent)), (now.id,))


def _added(connection: Connection, sent: Sent) -> Do:
    """How a record is added as was typed. The id of a document is the hash of its text: that is the same then."""
    document, kind, near = document_named(connection, sent.one("document")), sent.one("kind"), sent.one("near") or "0"
    if kind not in SHAPES or not near.isdecimal() or len(near) > 9:
        raise UsageError(f"kind: is one of {', '.join(SHAPES)}; near: is a number of characters")
    reading = reading_kept(connection, document)
    new = added(kind, _fields(sent), int(near), document, reading.document.text, reading.actors)
    actors = new_actors(new, reading.actors)

    def put(connection: Connection, sent: Sent, by: str) -> Done:
        if document_named(connection, sent.one("document")) != document:
            raise UsageError(
                "document: was read anew meanwhile; look at it again, and add the record to what it is now"
            )
        return Done(add(connection, new, actors, by, _note(sent)), (new.id,))

    return put


def _fields(sent: Sent) -> dict[str, str]:
    return {name.removeprefix("field-"): value[0] for name, value in sent.fields.items() if name.startswith("field-")}


def _marked(kind: Any) -> Do:
    def marked(connection: Connection, sent: Sent, by: str) -> Done:
        return Done(mark(connection, sent.one("record"), kind, by, _note(sent)), (sent.one("record"),))

    return marked


def _merge(connection: Connection, sent: Sent, by: str) -> Done:
    return Done(merge(connection, sent.one("commitment"), sent.one("other"), by, _note(sent)))


def _split(connection: Connection, sent: Sent, by: str) -> Done:
    return Done(split(connection, sent.one("commitment"), sent.fields.get("act", ()), by, _note(sent)))


def _undo(connection: Connection, sent: Sent, by: str) -> Done:
    undone = undo(connection, by, sent.one("batch") or None)
    return Done(undone[0].batch, tuple(one.record for one in undone if one.was is not None and one.verdict != "added"))


DO: dict[str, Do] = {
    "accept": _accept, "reject": _reject, "disputed": _marked("disputed"), "not-measurable": _marked("not-measurable"),
    "merge": _merge, "split": _split, "undo": _undo,
}  # fmt: skip
# What is made of what was typed, before it is done.
MADE: dict[str, Callable[[Connection, Sent], Do]] = {"edit": _edited, "add": _added}
_TEXT = {"type": "string"}
_SHAPE = {
    "type": "object", "required": ["do"], "additionalProperties": {"type": "string"},
    "properties": {
        "do": {"enum": [*DO, *MADE]},
        "record": {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}], "description": "Of accept, several."},
        "note": {"type": "string", "maxLength": NOTE, "description": "Why; needed for disputed and not-measurable."},
        "document": {**_TEXT, "description": "Of add: the document, its id, source or address."},
        "kind": {"enum": [*SHAPES], "description": "Of add: what is added."},
        "near": {**_TEXT, "description": "Of add: near which character its words stand, each run of blanks one."},
        "commitment": {"type": "string", "description": "Of merge and split: the commitment."},
        "other": {"type": "string", "description": "Of merge: the commitment that is the same."},
        "act": {"type": "array", "items": _TEXT, "description": "Of split: the acts that are parted from it."},
        "batch": {"type": "string", "description": "Of undo: the decision; without it your last."},
    },
    "description": "Of edit and add, field-NAME gives the value of a field. The key stands in a header.",
}  # fmt: skip
