"""A form on a terminal."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from kneewise.cli.page import Page
from kneewise.model import numbers
from kneewise.model.words import say

if TYPE_CHECKING:
    from kneewise.body.form.kept import KeptForm
    from kneewise.body.form.saying import FormLine
    from kneewise.journal.form_measuring import FormAnswer
    from kneewise.model.words import Sentence

WORDS = "kneewise.body.form"
NAME_WIDTH = 34


def print_form(answer: FormAnswer, page: Page, *, new: bool) -> None:
    """Everything of one form: measures, differences, the clip before, limits."""
    page.text(answer.title, "bold")
    for note in answer.notes:
        page.note(note, "dim")
    page.title(say(WORDS, "title.measured"))
    for line in answer.lines:
        page.row(_label(line), line.interval, NAME_WIDTH)
    if answer.strike is not None:
        page.text(answer.strike)
    page.note(say(WORDS, "interval"), "dim")
    if answer.differences:
        page.title(say(WORDS, "title.differences"))
        for line in answer.differences:
            about = "" if line.about is None else f", {line.about.text}"
            page.row(line.label, line.interval + about, NAME_WIDTH)
        if answer.other_leg is not None:
            page.note(say(WORDS, "difference.other_clip", day=numbers.day(answer.other_leg)), "dim")
    _print_changes(answer, page)
    _print_limits(answer, page)
    if answer.pictures:
        files = ", ".join(str(path) for path in answer.pictures)
        page.text("\n" + say(WORDS, "picture", files=files))
    if new:
        kept = "kept" if answer.form.clip is None else "kept.clip"
        page.text(say(WORDS, kept, id=answer.form.id))


def _print_limits(answer: FormAnswer, page: Page) -> None:
    page.title(say(WORDS, "title.limits"))
    for sentence in answer.limits:
        page.item(_with_sources(sentence))
    for line in _once(answer.lines):
        if line.about is not None:
            page.item(
                f"{line.label[:1].upper()}{line.label[1:]}: {_with_sources(line.about)}", "dim"
            )


def _with_sources(sentence: Sentence) -> str:
    keys = ", ".join(sentence.sources)
    return f"{sentence.text} [{keys}]" if keys else sentence.text


def _print_changes(answer: FormAnswer, page: Page) -> None:
    if answer.compared_with is None:
        page.note(say(WORDS, "changed.none"), "dim")
        return
    page.title(say(WORDS, "title.compared", day=numbers.day(answer.compared_with)))
    for line in answer.changes:
        label = line.label if line.side is None else f"{line.label}, {line.side}"
        page.row(label, line.text, NAME_WIDTH, "bold" if line.changed else "")
    page.note(say(WORDS, "changed.same_place"), "dim")


def print_forms(known: Sequence[KeptForm], page: Page) -> None:
    """One line a clip, the latest first."""
    if not known:
        page.text(say(WORDS, "none_yet"))
        return
    page.text(say(WORDS, "title.history"), "bold")
    for form in reversed(known):
        cadence = next((m for m in form.measured if m.name == "cadence_spm"), None)
        there = say(WORDS, f"view.{form.view}")
        steps = numbers.UNKNOWN if cadence is None else f"{cadence.value.mid:.0f}"
        line = say(WORDS, "line.clip", view=there, strides=form.strides, cadence=steps)
        page.row(f"{form.id:>4}  {numbers.day(form.day)}", line, 20)


def _label(line: FormLine) -> str:
    return line.label if line.side is None else f"{line.label}, {line.side}"


def _once(lines: Sequence[FormLine]) -> list[FormLine]:
    """The first line of every measure: what is said of it holds for both legs."""
    return list({line.name: line for line in reversed(lines)}.values())[::-1]
