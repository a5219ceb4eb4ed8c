"""The questions of the check: read from questions.toml, asked where they matter."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from types import MappingProxyType

from kneewise.care.check.signs import Aged, Picture, Sign, any_of, said
from kneewise.model.diary import Site
from kneewise.model.errors import UsageError
from kneewise.model.words import say

PACKAGE = "kneewise.care.check"

NO = frozenset({"no", "none"})
"""Answers that are no sign, whatever the question."""

UNKNOWN = frozenset({"", "?", "unknown", "don't know"})
"""What a person may type for "don't know"; it is kept as such."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question: its kind, what may be answered, and when it is asked (questions.toml)."""

    key: str
    kind: str
    group: str
    part: str
    options: tuple[str, ...] = ()
    asked_if: tuple[str, ...] = ()
    benign: frozenset[str] = frozenset()
    trauma: bool = False
    sensitive: bool = False
    lasts_days: int | None = None
    range: tuple[float, float] | None = None

    @property
    def text(self) -> str:
        """The question as it is asked."""
        return say(PACKAGE, f"question.{self.key}")

    @property
    def required(self) -> bool:
        """Whether nothing is green while it is open."""
        return self.group != "picture"

    def label(self, option: str) -> str:
        """One of the options in words."""
        return say(PACKAGE, f"option.{self.key}.{option}")

    def asked(self, picture: Picture) -> bool:
        """Whether it matters after what was said."""
        return not self.asked_if or any_of(*map(_sign, self.asked_if)).holds(picture)

    def values(self, answer: str) -> frozenset[str]:
        """The single values of an answer."""
        return frozenset(answer.split(","))

    def signs(self, answer: str) -> frozenset[str]:
        """The values of an answer that are a sign: without "no", "none" and benign ones."""
        return self.values(answer) - self.benign - (NO if "no" not in self.options else frozenset())


@cache
def all_questions() -> Mapping[str, Question]:
    """Every question by its key, in the order in which they are asked."""
    raw = tomllib.loads(files(PACKAGE).joinpath("questions.toml").read_text(encoding="utf-8"))
    return MappingProxyType({key: _question(key, entry) for key, entry in raw.items()})


def questions_to_ask(picture: Picture, keys: Iterable[str] | None = None) -> tuple[Question, ...]:
    """Those of the keys (else of all) that matter after what was said, in order."""
    chosen = all_questions() if keys is None else set(keys)
    return tuple(
        question
        for question in all_questions().values()
        if question.key in chosen and question.asked(picture)
    )


def check_value(key: str, value: object) -> str | None:
    """An answer as it is kept: text, "a,b" for several, None for "don't know".

    Raises UsageError for an unknown question or a value that is none of its options.
    """
    question = all_questions().get(key)
    if question is None:
        raise UsageError(f"There is no question {key!r}; `kneewise check --questions` lists them.")
    if value is None:
        return None
    said_ = _as_text(value).strip()
    if said_.lower() in UNKNOWN:
        return None
    return _READERS[question.kind](question, said_)


def _as_text(value: object) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ",".join(str(part) for part in value) or "none"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _yes_no(question: Question, value: str) -> str:
    found = [word for word in ("yes", "no") if word.startswith(value.lower())]
    if not found:
        raise UsageError(f"{question.key} is yes, no or unknown, not {value!r}.")
    return found[0]


def _choice(question: Question, value: str) -> str:
    options = tuple(Site) if question.kind == "site" else question.options
    if value not in options:
        raise UsageError(f"{question.key} is one of {', '.join(options)}; not {value!r}.")
    return value


def _many(question: Question, value: str) -> str:
    parts = {part.strip() for part in value.split(",")} - {""}
    if parts & NO:
        if parts - NO:
            raise UsageError(f"{question.key} is none, or some of its options, not both.")
        return "none"
    wrong = parts - set(question.options)
    if wrong:
        known = ", ".join(("none", *question.options))
        raise UsageError(f"{question.key} is {known}; not {', '.join(sorted(wrong))}.")
    return ",".join(option for option in question.options if option in parts)


def _number(question: Question, value: str) -> str:
    low, high = question.range or (float("-inf"), float("inf"))
    try:
        number = float(value.replace(",", "."))
    except ValueError:
        number = float("nan")
    if not low <= number <= high:
        raise UsageError(f"{question.key} is a number from {low:g} to {high:g}, not {value!r}.")
    return f"{number:g}"


def _date(question: Question, value: str) -> str:
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise UsageError(f"{question.key} is a date like 2026-05-31, not {value!r}.") from error


_READERS = {
    "yes_no": _yes_no,
    "choice": _choice,
    "site": _choice,
    "many": _many,
    "number": _number,
    "date": _date,
}


def _sign(text: str) -> Sign:
    if text.startswith("age<"):
        return Aged(under=int(text.removeprefix("age<")))
    key, _, value = text.partition("=")
    return said(key, value) if value else said(key)


def _question(key: str, entry: Mapping[str, object]) -> Question:
    given = dict(entry)
    for name in ("options", "asked_if", "range"):
        if name in given:
            given[name] = tuple(given[name])  # type: ignore[arg-type]
    given["benign"] = frozenset(given.get("benign", ()))  # type: ignore[call-overload]
    return Question(key=key, **given)  # type: ignore[arg-type]
