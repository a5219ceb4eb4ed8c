"""`kneewise check`: the symptom check, asked question by question or answered with options."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kneewise.cli.options import AsJson, Home, console, journal_of, print_json
from kneewise.model.diary import Side
from kneewise.model.errors import UsageError

if TYPE_CHECKING:
    from kneewise.journal.journal import Journal

Day = Annotated[datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="When seen.")]


def check(
    ctx: typer.Context,
    answer: Annotated[
        list[str] | None, typer.Option("--answer", help="KEY=VALUE; unknown is kept as such.")
    ] = None,
    json_answers: Annotated[
        Path | None, typer.Option("--json-answers", help="A file {KEY: VALUE}; null is unknown.")
    ] = None,
    side: Annotated[Side | None, typer.Option(help="Which knee the answers speak of.")] = None,
    questions: Annotated[
        bool, typer.Option("--questions", help="List every open question with its answers.")
    ] = False,
    clear: Annotated[str | None, typer.Option(help="A flag or gate that was seen.")] = None,
    on: Day = None,
    profession: Annotated[str, typer.Option(help="Who saw it, e.g. doctor.")] = "",
    excluded: Annotated[str, typer.Option(help="What was excluded.")] = "",
    sign_absent: Annotated[
        bool, typer.Option("--sign-absent", help="The sign is gone now.")
    ] = False,
    forget: Annotated[
        str | None, typer.Option(help="Delete the answers to one sensitive question.")
    ] = None,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Check symptoms: red flags first, then what they may fit. Education, not a diagnosis."""
    from kneewise.cli.asking import someone_is_there

    said = _given(answer, json_answers)
    with journal_of(ctx, home) as journal:
        if forget is not None:
            journal.forget_symptom(forget)
        if said:
            journal.answer_symptoms(said, side)
        if clear is not None:
            day = on.date() if on is not None else datetime.now(UTC).astimezone().date()
            journal.clear_flag(
                clear,
                on=day,
                profession=profession,
                excluded=excluded,
                sign_absent=sign_absent,
                side=side,
            )
        told = said or clear or forget or questions or as_json
        if not told and someone_is_there():
            _ask(journal, side)
        found = journal.check()
    if as_json:
        print_json(found)
        return
    from kneewise.cli.check_view import print_check, print_questions

    if questions:
        print_questions(found, console())
    else:
        print_check(found, console())


def _given(answers: list[str] | None, file: Path | None) -> dict[str, object]:
    """All answers given with options; a later one of the same question counts."""
    said: dict[str, object] = {}
    if file is not None:
        try:
            read = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise UsageError(f"{file} holds no answers as JSON ({error}).") from error
        if not isinstance(read, dict):
            raise UsageError(f"{file} holds no answers: it is one object of KEY and VALUE.")
        said |= read
    for pair in answers or ():
        key, sign, value = pair.partition("=")
        if not sign:
            raise UsageError(f"--answer is KEY=VALUE, not {pair!r}.")
        said[key.strip()] = value.strip()
    return said


def _ask(journal: Journal, side: Side | None) -> None:
    """Every open question in turn; an emergency ends it at once."""
    from kneewise.cli.check_view import ask_all

    ask_all(journal, side)


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command()(check)
