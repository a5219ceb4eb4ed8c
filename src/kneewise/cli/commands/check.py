"""`kneewise check`: the symptom check, asked question by question or answered with options."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kneewise.cli.asking import someone_is_there
from kneewise.cli.options import AsJson, Home, console, journal_of, print_json
from kneewise.model.diary import Side
from kneewise.model.errors import UsageError

if TYPE_CHECKING:
    from kneewise.journal.checking import Check
    from kneewise.journal.journal import Journal

Answers = Annotated[
    list[str] | None, typer.Option("--answer", help="KEY=VALUE; unknown is kept as such.")
]
File = Annotated[
    Path | None, typer.Option("--json-answers", help="A file {KEY: VALUE}; null is unknown.")
]
Knee = Annotated[Side | None, typer.Option(help="Which knee the answers speak of.")]
Questions = Annotated[
    bool, typer.Option("--questions", help="List every open question with its answers.")
]
Clear = Annotated[str | None, typer.Option(help="A flag or gate that was seen.")]
Day = Annotated[datetime | None, typer.Option("--on", formats=["%Y-%m-%d"], help="When seen.")]
Profession = Annotated[str, typer.Option(help="Who saw it, e.g. doctor.")]
Excluded = Annotated[str, typer.Option(help="What was excluded.")]
SignAbsent = Annotated[bool, typer.Option("--sign-absent", help="The sign is gone now.")]
Forget = Annotated[str | None, typer.Option(help="Delete the answers to one sensitive question.")]


def check(
    ctx: typer.Context,
    answer: Answers = None,
    json_answers: File = None,
    side: Knee = None,
    questions: Questions = False,
    clear: Clear = None,
    on: Day = None,
    profession: Profession = "",
    excluded: Excluded = "",
    sign_absent: SignAbsent = False,
    forget: Forget = None,
    as_json: AsJson = False,
    home: Home = None,
) -> None:
    """Check symptoms: red flags first, then what they may fit. Education, not a diagnosis."""
    said = _given(answer, json_answers)
    with journal_of(ctx, home) as journal:
        if forget is not None:
            journal.forget_symptom(forget)
        if said:
            journal.answer_symptoms(said, side)
        if clear is not None:
            journal.clear_flag(
                clear,
                on=journal.local_day() if on is None else on.date(),
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
    else:
        _print(found, questions=questions)


def _print(found: Check, *, questions: bool) -> None:
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
