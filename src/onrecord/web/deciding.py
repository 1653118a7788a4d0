"""Where decisions are taken: the only addresses of the site that change anything."""

import hmac
import json
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple
from urllib.parse import parse_qs, urlencode

from anyio.to_thread import run_sync
from fastapi import Request, Response
from fastapi.responses import RedirectResponse, StreamingResponse
from sqlalchemy import Connection

from onrecord.errors import OnRecordError, UsageError
from onrecord.export.jsonl import json_text
from onrecord.ledger.decisions import training
from onrecord.records import Frozen
from onrecord.resolve.editing import edited, new_actors
from onrecord.store.asking import Asking
from onrecord.store.kept import reading_kept
from onrecord.store.opened import Store
from onrecord.store.reviewing import accept, edit, mark, merge, record_named, reject, split, undo
from onrecord.web.described import Described
from onrecord.web.page import API, json_of, problem, told

# Bytes of what is sent, records at once, characters of a note.
LARGEST, MOST, NOTE = 200_000, 200, 2_000
# What a form says of where it was, and not of what is decided.
_WHERE = ("kind", "document", "dossier", "below", "sure")


class Done(Frozen, frozen=True):
    """What was done: the batch of the decision, by which it can be undone; of an undoing the records that it names."""

    batch: str
    records: tuple[str, ...] = ()


class Sent(NamedTuple):
    """What was sent: each field's values."""

    fields: dict[str, list[str]]

    def one(self, name: str) -> str:
        """A field's value; empty where it was not sent."""
        return self.fields.get(name, [""])[0]

    @property
    def note(self) -> str | None:
        """The note, if there is one."""
        if len(self.one("note")) > NOTE:
            raise UsageError(f"note: takes at most {NOTE:,} characters")
        return self.one("note").strip() or None


class Deciding:
    """Takes decisions for a store: of those who have its key, in the name of `by`."""

    def __init__(self, store: Store, key: str, by: str):
        self.store, self.key, self.by = store, key, by

    def put(self, app: Described, asking: Asking) -> None:
        """Returns nothing: the app takes decisions, and gives those that were taken as lines to train on."""
        app.add_api_route("/review", self.by_form, methods=["POST"], include_in_schema=False)
        app.add_api_route(
            f"{API}/review/decisions", self.by_api, methods=["POST"], operation_id="decide", response_class=Response,
            summary="Decide on a record or a commitment, or undo that",
            openapi_extra={"requestBody": {"required": True, "content": {"application/json": {"schema": _SHAPE}}}},
        )  # fmt: skip
        app.shapes["decide"] = Done

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
        try:
            sent = Sent(parse_qs((await _body(request)).decode("utf-8"), keep_blank_values=True, max_num_fields=2_000))
        except (ValueError, UsageError) as error:
            return problem(request, 400, str(error))
        done = await run_sync(self._done, request, sent, sent.one("key"))
        if isinstance(done, Response):
            return done
        return RedirectResponse(_next(sent, done), 303)

    async def by_api(self, request: Request) -> Response:
        """What was done."""
        try:
            said = json.loads(await _body(request))
            if not isinstance(said, dict):
                raise UsageError("a JSON object is needed")
        except (ValueError, RecursionError, UsageError) as error:
            return problem(request, 400, f"the body cannot be read: {error}")
        fields = {str(name): [str(one) for one in (value if isinstance(value, list) else [value])]
                  for name, value in said.items() if value is not None}  # fmt: skip
        done = await run_sync(self._done, request, Sent(fields), request.headers.get("x-onrecord-key", ""))
        return done if isinstance(done, Response) else json_of(done)

    def _done(self, request: Request, sent: Sent, key: str) -> Done | Response:
        if not hmac.compare_digest(key.encode("utf-8", "replace"), self.key.encode()):
            return problem(request, 403, "the key is missing or is another's: load the page again, or send its key")
        do = DO.get(sent.one("do"))
        if do is None:
            return problem(request, 400, f"do: is one of {', '.join(DO)}")
        try:
            with self.store.writing() as connection:
                return do(connection, sent, self.by)
        except OnRecordError as error:
            return told(request, error)


async def _body(request: Request) -> bytes:
    """What was sent; raises UsageError where that is too much."""
    whole = bytearray()
    async for piece in request.stream():
        whole += piece
        if len(whole) > LARGEST:
            raise UsageError(f"more than {LARGEST:,} bytes; decide on fewer records at once")
    return bytes(whole)


def _next(sent: Sent, done: Done) -> str:
    """Where a form leads once it is done: the next record, or the one whose decision was undone."""
    where = {name: sent.one(name) for name in _WHERE if sent.one(name)}
    back = sent.one("back")
    if back in ("several", "decisions"):
        return f"/review/{back}?{urlencode(where)}"
    if sent.one("do") == "undo" and done.records:
        return f"/review?{urlencode(where | {'record': done.records[0]})}"
    return f"/review?{urlencode(where | ({'after': sent.one('at')} if sent.one('at') else {}))}"


def _accept(connection: Connection, sent: Sent, by: str) -> Done:
    names = list(dict.fromkeys(sent.fields.get("record", ())))
    if not 0 < len(names) <= MOST:
        raise UsageError(f"record: names from one to {MOST} records")
    return Done(accept(connection, names, by, sent.note), tuple(names))


def _reject(connection: Connection, sent: Sent, by: str) -> Done:
    return Done(reject(connection, sent.one("record"), by, sent.note), (sent.one("record"),))


def _edit(connection: Connection, sent: Sent, by: str) -> Done:
    was = record_named(connection, sent.one("record"))
    reading = reading_kept(connection, was.document)
    fields = {name.removeprefix("field-"): value[0] for name, value in sent.fields.items() if name.startswith("field-")}
    now = edited(was, fields, reading.document.text, reading.actors)
    return Done(edit(connection, was.id, now, new_actors(now, reading.actors), by, sent.note), (now.id,))


def _marked(kind: Any) -> "Callable[[Connection, Sent, str], Done]":
    def marked(connection: Connection, sent: Sent, by: str) -> Done:
        return Done(mark(connection, sent.one("record"), kind, by, sent.note), (sent.one("record"),))

    return marked


def _merge(connection: Connection, sent: Sent, by: str) -> Done:
    return Done(merge(connection, sent.one("commitment"), sent.one("other"), by, sent.note))


def _split(connection: Connection, sent: Sent, by: str) -> Done:
    return Done(split(connection, sent.one("commitment"), sent.fields.get("act", ()), by, sent.note))


def _undo(connection: Connection, sent: Sent, by: str) -> Done:
    undone = undo(connection, by, sent.one("batch") or None)
    return Done(undone[0].batch, tuple(one.record for one in undone if one.was is not None))


DO: dict[str, Callable[[Connection, Sent, str], Done]] = {
    "accept": _accept, "reject": _reject, "edit": _edit, "disputed": _marked("disputed"),
    "not-measurable": _marked("not-measurable"), "merge": _merge, "split": _split, "undo": _undo,
}  # fmt: skip
_TEXT = {"type": "string"}
_SHAPE = {
    "type": "object", "required": ["do"], "additionalProperties": {"type": ["string", "null"]},
    "properties": {
        "do": {"enum": [*DO]},
        "record": {"anyOf": [_TEXT, {"type": "array", "items": _TEXT}], "description": "Of accept, several."},
        "note": {"type": "string", "maxLength": NOTE, "description": "Why; needed for disputed and not-measurable."},
        "commitment": {"type": "string", "description": "Of merge and split: the commitment."},
        "other": {"type": "string", "description": "Of merge: the commitment that is the same."},
        "act": {"type": "array", "items": _TEXT, "description": "Of split: the acts that are parted from it."},
        "batch": {"type": "string", "description": "Of undo: the decision; without it your last."},
    },
    "description": "Of edit, field-NAME gives the new value of a field. The header X-OnRecord-Key holds the key.",
}  # fmt: skip
