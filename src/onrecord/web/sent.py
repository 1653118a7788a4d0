"""What a form or a program sends to an address that changes something."""

import json
from typing import NamedTuple
from urllib.parse import parse_qs

from fastapi import Request

from onrecord.errors import UsageError

# Bytes, and fields.
LARGEST, _FIELDS = 200_000, 2_000


class Sent(NamedTuple):
    """What was sent: each field's values."""

    fields: dict[str, list[str]]

    def one(self, name: str) -> str:
        """A field's value; empty where it was not sent."""
        return next(iter(self.fields.get(name, ())), "")


async def form_of(request: Request) -> Sent:
    """The fields of a form. Raises UsageError where they cannot be read, or are too many."""
    try:
        return Sent(parse_qs((await _body(request)).decode("utf-8"), keep_blank_values=True, max_num_fields=_FIELDS))
    except ValueError as error:
        raise UsageError(str(error)) from None


async def json_sent(request: Request) -> Sent:
    """The members of a JSON object, each a value or a list of them. Raises UsageError where it is none."""
    try:
        said = json.loads(await _body(request))
    except (ValueError, RecursionError) as error:
        raise UsageError(f"the body cannot be read: {error}") from None
    if not isinstance(said, dict):
        raise UsageError("the body cannot be read: a JSON object is needed")
    return Sent(
        {
            str(name): [str(one) for one in (value if isinstance(value, list) else [value])]
            for name, value in said.items()
            if value is not None
        }
    )


async def _body(request: Request) -> bytes:
    """What was sent; raises UsageError where that is too much."""
    whole = bytearray()
    async for piece in request.stream():
        whole += piece
        if len(whole) > LARGEST:
            raise UsageError(f"more than {LARGEST:,} bytes; send less at once")
    return bytes(whole)
