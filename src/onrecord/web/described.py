"""What the API's description says beside its routes: the shapes of answers, of errors, and what is meant by a name."""

import inspect
from collections.abc import Iterable, Iterator
from typing import Any, get_args

import msgspec
from fastapi import FastAPI

from onrecord.commitment import STAGES
from onrecord.ledger.changes import WHATS
from onrecord.records import ActKind, Frozen

_REF = "#/components/schemas/{name}"
_JSON = "application/json"
# The header that holds the key of a change.
KEY = "X-OnRecord-Key"
# Where there are accounts.
_REFUSALS = {401: "No token is shown, or one that is not good.", 403: "The account may not do this."}
_REFUSED = "The key is not there, or is another's."
# The statuses of what is no answer, and why.
ERRORS = {
    400: "The question makes no sense: a date that is none, a name that the store does not know.",
    404: "What is named in the path is not there.",
    422: "A parameter is out of its bounds.",
    503: "The store cannot answer, or not in the time that a question may take; ask for less.",
}
# What is empty is not asked for.
_DAY = {"pattern": r"^([0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?)?$", "examples": ["2026", "2026-05", "2026-05-17"]}
# What the parameters mean, one name the same wherever it stands, and what else can be said of their shape.
PARAMETERS: dict[str, tuple[str, dict[str, Any]]] = {
    "after": ("A place in the queue, as the one before has it as `at`.", {"pattern": r"^([0-9]+-[0-9]+-[a-z0-9]+)?$"}),
    "below": ("Only what the model is less sure of (0 to 1); what it was not asked about is left out.", {}),
    "by": ("Only what is by this one: a state, or a reviewer.", {}),
    "document": ("Only what this document holds: its id, its source or its address.", {}),
    "words": ("Words of the document that carry the record.", {}),
    "near": ("Near which character of the text they stand, each run of blanks one.", {}),
    "record": ("The id of a record, which is shown whether it waits or not.", {}),
    "rule": ("Only what this rule found, as a record's “why” names it.", {"examples": ["modal will"]}),
    "sure": ("Only what the model is at least as sure of (0 to 1).", {}),
    "new": ("The later of two documents: its id, its source or its address.", {}),
    "old": ("The earlier of two documents: its id, its source or its address.", {}),
    "one": ("A document: its id, its source or its address.", {}),
    "only": ("Only records of this kind.", {}),
    "other": ("Another document: its id, its source or its address.", {}),
    "where": ("Only what that account has, both have, or is told differently.", {}),
    "country": ("The two letters of a state (ISO 3166-1).", {"examples": ["NO"]}),
    "did": ("Only acts that did this to the stage of their commitment.", {}),
    "page": ("The number of a page of a paper; 0 for that of the record.", {}),
    "tie": ("Who commits to whom, or who speaks of whose commitments.", {}),
    "to": ("Only what is owed to, or said of, this state.", {"examples": ["Japan"]}),
    "about": ("Only what holds all these words, in whatever form.", {}),
    "as_of": ("How things stood at the end of this day, month or year.", _DAY),
    "documents": ("Only commitments that at least so many documents carry.", {}),
    "dossier": ("The id of a dossier, or “none” for what is in no dossier.", {}),
    "id": ("The id, as the lists give it; of a document its beginning, its source or its address will do.", {}),
    "kind": ("Only commitments that have an act of this kind.", {"enum": ["", *get_args(ActKind)]}),
    "limit": ("How many rows at most.", {}),
    "name": ("The name, in whatever of its spellings.", {"examples": ["Japan"]}),
    "offset": ("How many rows are passed over.", {}),
    "officials": ("What officials and bodies of that state said, instead of what it is quoted with itself.", {}),
    "overdue": ("Only what is open though the deadline that was named last has passed, as of that day or today.", {}),
    "party": ("A state, body or person who is party to it, in whatever spelling.", {"examples": ["Japan"]}),
    "q": ("Words in any form; “…” keeps a phrase together.", {"examples": ["submarines", '"prime minister"']}),
    "since": ("From this day, or the first of this month or year, on.", _DAY),
    "stage": ("The stage at which it stands.", {"enum": ["", *STAGES]}),
    "text": ("Only what holds all these words, in whatever form.", {}),
    "until": ("Up to this day, or the last of this month or year.", _DAY),
    "what": ("Only changes of this kind.", {"enum": ["", *WHATS]}),
}


class Error(Frozen, frozen=True):
    """Why there is no answer, and what to do, in one line."""

    error: str


class Described(FastAPI):
    """An app whose description says the shape of each answer. `shapes` has those by the names of their operations.

    Operations that are `keyed` change something, and are refused without the key. Where the app is `guarded`, each is
    refused to who shows no token, or not that of an account which may.
    """

    def __init__(self, **given: Any):
        super().__init__(**given)
        self.shapes: dict[str, type] = {}
        self.keyed: set[str] = set()
        self.guarded = False

    def openapi(self) -> dict[str, Any]:
        """The description, OpenAPI 3.1; made once."""
        if self.openapi_schema is None:
            made = super().openapi()
            shapes = {Error, *self.shapes.values()}
            in_order = sorted(shapes, key=lambda one: f"{one.__module__}.{one.__qualname__}")
            references, components = msgspec.json.schema_components(in_order, ref_template=_REF)
            references_of = dict(zip(in_order, references, strict=True))
            for operation in _operations(made):
                shape = self.shapes.get(operation.get("operationId", ""))
                if shape is not None:
                    operation["responses"] = _responses(shape, references_of)
                for status, why in _REFUSALS.items() if self.guarded else ():
                    operation["responses"][str(status)] = _problem(why, references_of)
                    operation["security"] = [{"token": []}]
                if operation.get("operationId") in self.keyed and not self.guarded:
                    operation["responses"]["403"] = _problem(_REFUSED, references_of)
                    operation["security"] = [{"key": []}]
                _explain(operation.get("parameters", ()))
            made["components"] = {"schemas": {name: _tidied(one) for name, one in components.items()}}
            made["components"]["securitySchemes"] = {
                "token": {"type": "http", "scheme": "bearer"},
            } if self.guarded else {"key": {"type": "apiKey", "in": "header", "name": KEY}}  # fmt: skip
        return super().openapi()


def _operations(described: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path in described["paths"].values():
        yield from path.values()


def _responses(shape: type, references: dict[type, dict[str, Any]]) -> dict[str, Any]:
    ours = isinstance(shape, type) and issubclass(shape, Frozen)
    good = inspect.cleandoc(shape.__doc__ or "").splitlines()[0] if ours else "As its own standard says."
    made = {"200": {"description": good, "content": {_JSON: {"schema": references[shape]}}}}
    return made | {str(status): _problem(why, references) for status, why in ERRORS.items()}


def _problem(why: str, references: dict[type, dict[str, Any]]) -> dict[str, Any]:
    return {"description": why, "content": {_JSON: {"schema": references[Error]}}}


def _explain(parameters: Iterable[dict[str, Any]]) -> None:
    """Returns nothing: each parameter says what it means; what an address cannot say (null) is no part of its shape."""
    for one in parameters:
        meaning, further = PARAMETERS.get(one["name"], ("", {}))
        if meaning:
            one.setdefault("description", meaning)
        shape = one["schema"]
        kinds = [kind for kind in shape.pop("anyOf", ()) if kind != {"type": "null"}]
        one["schema"] = {**kinds[0], **shape} if len(kinds) == 1 else shape | ({"anyOf": kinds} if kinds else {})
        one["schema"] |= further
        if one["in"] == "query" and not one["required"]:
            one["allowEmptyValue"] = True


def _tidied(shape: dict[str, Any]) -> dict[str, Any]:
    """A shape with the indentation of its docstring taken out."""
    if "description" in shape:
        shape["description"] = inspect.cleandoc(shape["description"])
    return shape
