"""What a form or a program sends to an address that changes something."""

import json
import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple, TypeVar
from urllib.parse import parse_qs

from anyio import CapacityLimiter, fail_after
from anyio.to_thread import run_sync
from fastapi import Request, Response
from starlette.requests import ClientDisconnect

from onrecord.errors import OnRecordError, UsageError
from onrecord.web.described import KEY
from onrecord.web.page import problem, told
from onrecord.web.visitor import visitor_of

Made = TypeVar("Made")
_SURROGATE = re.compile("[\ud800-\udfff]")
NO_KEY = "the key is missing or is another's: load the page again, or send its key"
# Bytes, fields, and seconds that what is sent may take.
LARGEST, _FIELDS, _SECONDS = 200_000, 2_000, 30.0
# Who writes waits for others who do; so few at once, and in threads of their own, that who reads need not.
_WRITERS = 2


class Sent(NamedTuple):
    """What was sent: each field's values."""

    fields: dict[str, list[str]]

    def one(self, name: str) -> str:
        """A field's value; empty where it was not sent."""
        return next(iter(self.fields.get(name, ())), "")


async def of_form(
    request: Request, do: Callable[[Request, Sent], Made], keyed: bool = True
) -> Made | Response:  # fmt: skip
    """What is made of a form; the problem, where it cannot be read or done, or is not the visitor's own."""
    try:
        sent = Sent(parse_qs((await _body(request)).decode("utf-8"), keep_blank_values=True, max_num_fields=_FIELDS))
    except (ValueError, UsageError) as error:
        return problem(request, 400, str(error))
    return await run_sync(_made, request, sent, do, sent.one("key") if keyed else None, limiter=_writers())


async def of_json(request: Request, do: Callable[[Request, Sent], Made]) -> Made | Response:
    """What is made of a JSON object, of values or lists of them; as of a form, with the key in a header."""
    try:
        said = json.loads(await _body(request))
        if not isinstance(said, dict):
            raise UsageError("a JSON object is needed")
    except (ValueError, RecursionError, UsageError) as error:
        return problem(request, 400, f"the body cannot be read: {error}")
    fields = {
        str(name): [str(one) for one in (value if isinstance(value, list) else [value])]
        for name, value in said.items()
        if value is not None
    }
    return await run_sync(_made, request, Sent(fields), do, request.headers.get(KEY, ""), limiter=_writers())


@cache
def _writers() -> CapacityLimiter:
    return CapacityLimiter(_WRITERS)


def _made(request: Request, sent: Sent, do: Callable[[Request, Sent], Made], key: str | None) -> Made | Response:
    if key is not None and not visitor_of(request).holds(key):
        return problem(request, 403, NO_KEY)
    try:
        for name, values in sent.fields.items():
            if any("\0" in one or _SURROGATE.search(one) for one in (name, *values)):
                raise UsageError(f"{name[:40]!r}: has characters that no text has")
        return do(request, sent)
    except OnRecordError as error:
        return told(request, error)


async def _body(request: Request) -> bytes:
    """What was sent; raises UsageError where that is too much."""
    whole = bytearray()
    try:
        with fail_after(_SECONDS):
            async for piece in request.stream():
                whole += piece
                if len(whole) > LARGEST:
                    raise UsageError(f"more than {LARGEST:,} bytes; send less at once")
    except TimeoutError:
        raise UsageError(f"not all was sent within {_SECONDS:g} seconds; nothing was changed") from None
    except ClientDisconnect:
        raise UsageError("who sent this is gone; nothing was changed") from None
    return bytes(whole)
