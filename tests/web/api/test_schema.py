"""The API answers as its description says, whatever is sent to it; and never breaks."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from fastapi.routing import APIRoute
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from kneewise.web.api import routers
from kneewise.web.app import make_app
from kneewise.web.settings import WebSettings

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]
EXAMPLES = 12

LONG_WORK = {"/api/why", "/api/trials/offers", "/api/trials", "/api/import"}
"""What starts work of seconds; each has a test of its own."""

OPERATIONS = [
    (route.path_format, method)
    for router in routers()
    for route in router.routes
    if isinstance(route, APIRoute)
    for method in sorted(route.methods)
]


@pytest.fixture(scope="module")
def described(simulated_home: Path, tmp_path_factory) -> Iterator[Any]:
    """The description of an app over a copy of the simulated runner's home, asked directly."""
    home = shutil.copytree(simulated_home, tmp_path_factory.mktemp("fuzzed") / "home")
    settings_ = WebSettings(home=Path(home), hosts=frozenset({"localhost", "127.0.0.1"}))
    return schemathesis.openapi.from_asgi(
        "/api/openapi.json", make_app(settings_), headers={"host": "localhost"}
    )


def test_the_description_says_all_there_is_and_is_valid(described):
    described.validate()
    said = {(path, method.upper()) for path in described for method in described[path]}
    assert said == set(OPERATIONS)


@pytest.mark.parametrize(
    ("path", "method"),
    [one for one in OPERATIONS if one[0] not in LONG_WORK],
    ids=lambda said: said.strip("/"),
)
def test_whatever_is_sent_is_answered_as_described(described, path, method):
    operation = described[path][method]
    if method == "GET" and not operation.query and not operation.path_parameters:
        answer(operation.Case())
        return
    right = operation.as_strategy(generation_mode=GenerationMode.POSITIVE)
    wrong = operation.as_strategy(generation_mode=GenerationMode.NEGATIVE)

    @settings(max_examples=EXAMPLES, suppress_health_check=list(HealthCheck))
    @given(right | wrong)
    def holds(case) -> None:
        answer(case)

    holds()


def answer(case) -> None:
    case.call_and_validate(checks=CHECKS, headers={"host": "localhost"})
