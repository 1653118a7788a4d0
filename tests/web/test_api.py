"""The API: every page has its JSON there, described as it is."""

import copy
from collections.abc import Iterator, Mapping
from typing import Any

import jsonschema_rs
import pytest
from bench.addresses import addresses, pages

from onrecord.store.opened import Store, open_store
from onrecord.web.described import ERRORS
from onrecord.web.page import API
from onrecord.web.pages import PAGES
from tests.web.conftest import Served

SHAPES = "#/components/schemas/"


@pytest.fixture(scope="module")
def described(site: Served) -> Any:
    """The description of the API."""
    return site.ask(f"{API}/openapi.json").json


@pytest.fixture(scope="module")
def store(ledger_file: Any) -> Iterator[Store]:
    """The store that the site shows."""
    with open_store(ledger_file, make=False) as made:
        yield made


def operations(described: Any) -> list[tuple[str, dict[str, Any]]]:
    """Each operation with its method and path."""
    return [(f"{method} {path}", one) for path, of in described["paths"].items() for method, one in of.items()]


def exact(value: Any) -> Any:
    """A description in which no object has other fields than those that it names."""
    if isinstance(value, list):
        return [exact(one) for one in value]
    if not isinstance(value, dict):
        return value
    made = {name: exact(one) for name, one in value.items()}
    return {"additionalProperties": False, **made} if isinstance(made.get("properties"), dict) else made


def shape_of(described: Any, operation: Mapping[str, Any], status: int) -> jsonschema_rs.Draft202012Validator:
    """What an answer of that status has to be like."""
    schema = operation["responses"][str(status)]["content"]["application/json"]["schema"]
    return jsonschema_rs.Draft202012Validator({**schema, "components": exact(described["components"])})


def test_the_description_is_whole(described: Any) -> None:
    """Of the form that it says, each reference leads somewhere, and each part says what it is."""
    from schemathesis.specs.openapi import definitions

    definitions.OPENAPI_31_VALIDATOR.validate(described)
    assert described["openapi"].startswith("3.1.")
    for name, shape in described["components"]["schemas"].items():
        jsonschema_rs.meta.validate({"$schema": "https://json-schema.org/draft/2020-12/schema", **shape})
        assert shape["description"], name
    for name, one in operations(described):
        assert one["summary"], name
        assert one["operationId"], name
        assert {"200", *map(str, ERRORS)} <= one["responses"].keys() or not name.startswith("get "), name
        for parameter in one.get("parameters", ()):
            told = f"{name}: {parameter['name']} has no description; add it to PARAMETERS of web/described.py"
            assert parameter.get("description"), told
    names = [one["operationId"] for _, one in operations(described)]
    assert len(names) == len(set(names))
    held = described["components"]["schemas"]
    assert all(one.removeprefix(SHAPES) in held for one in references(described))


def references(value: Any) -> Iterator[str]:
    """All that the description refers to."""
    for one in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        yield from references(one)
    if isinstance(value, dict) and isinstance(value.get("$ref"), str):
        yield value["$ref"]


def test_every_page_is_in_the_api(described: Any) -> None:
    assert {one.path.replace(":path", "") for one in PAGES} <= pages(described).keys()


def test_answers_are_as_they_are_described(site: Served, store: Store, described: Any) -> None:
    """Each page, its JSON and its place in the API; the JSON has what is described, and nothing else."""
    seen = dict.fromkeys(pages(described), 0)
    for path, address in addresses(described, store, 12):
        operation = pages(described)[path]
        answer = site.ask(f"{API}{address}")
        assert answer.status in (200, 400, 404), (address, answer.body)
        assert answer.headers["content-type"] == "application/json"
        shape_of(described, operation, answer.status).validate(answer.json)
        bare, mark, query = address.partition("?")
        as_json, page = site.ask(f"{bare}.json{mark}{query}"), site.ask(address)
        assert (as_json.status, as_json.json) == (answer.status, answer.json), address
        assert (page.status, page.headers["content-type"]) == (answer.status, "text/html; charset=utf-8"), address
        seen[path] += answer.status == 200
    assert all(many >= 6 for many in seen.values()), seen


def test_what_is_wrong_is_said_as_it_is_described(site: Served, described: Any) -> None:
    """A number out of its bounds, a date that is none, and an id of nothing."""
    for path, operation in pages(described).items():
        for parameter in operation.get("parameters", ()):
            wrong = {"limit": "0", "since": "soon", "as_of": "soon", "id": "nonesuch", "name": "nonesuch"}
            if parameter["name"] not in wrong or (parameter["name"] == "name" and parameter["in"] == "query"):
                continue
            given = wrong[parameter["name"]]
            named = path.replace(f"{{{parameter['name']}}}", given).replace("{id}", "x").replace("{name}", "Japan")
            query = f"?{parameter['name']}={given}" if parameter["in"] == "query" else ""
            answer = site.ask(f"{API}{named}{query}")
            assert answer.status in ERRORS, (path, parameter["name"], answer.body)
            shape_of(described, operation, answer.status).validate(answer.json)


def test_a_field_that_is_not_described_would_be_seen(site: Served, described: Any) -> None:
    operation = pages(described)["/dossiers"]
    answer = copy.deepcopy(site.ask(f"{API}/dossiers").json)
    answer["rows"][0]["colour"] = "red"
    assert not shape_of(described, operation, 200).is_valid(answer)
