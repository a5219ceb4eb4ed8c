"""What is said of a foot, chosen once for terminal and page."""

from __future__ import annotations

from kneewise.body.foot import KeptPosture, KeptPrint, Refused, Sheet, Source
from kneewise.model.diary import Side
from kneewise.model.effect import Interval
from kneewise.model.quantity import Day
from kneewise.model.words import Sentence, load_words, say

WORDS = "kneewise.body.foot"

ABOUT_PRINT = ("cutoffs", "interval", "against", "for", "knee", "insoles", "trait")
ABOUT_POSTURE = ("posture.own", "posture.cutoffs", "posture.raters")
GOOD = ("good.print", "good.whole", "good.edges", "good.above", "good.two")


def sentences(*ids: str) -> tuple[Sentence, ...]:
    """Sentences of this room."""
    words = load_words(WORDS)
    return tuple(words[one] for one in ids)


def good_photo() -> tuple[str, ...]:
    """What makes a photo that can be measured."""
    return tuple(one.text for one in sentences(*GOOD))


def refusal(reason: Refused) -> str:
    """Why a picture was not measured."""
    return say(WORDS, f"refused.{reason}")


def left_out_words(reason: Refused) -> str:
    """Why the second print on a sheet was not measured."""
    return say(WORDS, "left_out", reason=refusal(reason))


def index_words(index: Interval) -> str:
    """`0.24 (0.22–0.26)`, a digit more where the interval is narrow."""
    digits = 3 if index.high - index.low < 0.03 else 2
    low, mid, high = (f"{one:.{digits}f}" for one in (index.low, index.mid, index.high))
    return f"{mid} ({low}–{high})"


def title(side: Side, day: str) -> str:
    """Which foot and when."""
    return say(WORDS, "title", side=say(WORDS, f"side.{side}"), day=day)


def print_lines(one: KeptPrint) -> tuple[str, ...]:
    """A print in words: the index, what it is called, its size."""
    return (
        " ".join(
            (
                say(WORDS, "index", index=index_words(one.arch_index)),
                say(WORDS, f"arch.{one.arch}"),
            )
        ),
        say(
            WORDS,
            "size",
            length=f"{one.length_mm / 10:.1f}",
            ball=f"{one.ball_mm / 10:.1f}",
            heel=f"{one.heel_mm / 10:.1f}",
            toes=one.toes_seen,
        ),
    )


def change_words(now: KeptPrint, before: KeptPrint) -> str:
    """The print before, and whether the two differ by more than their error."""
    apart = abs(now.arch_index.mid - before.arch_index.mid)
    half = [0.5 * (one.arch_index.high - one.arch_index.low) for one in (now, before)]
    other = apart > (half[0] ** 2 + half[1] ** 2) ** 0.5
    said = say(WORDS, "since", index=index_words(before.arch_index), day=Day(before.day))
    return f"{said} {say(WORDS, 'since.other' if other else 'since.same')}"


def found_words(sheet: Sheet, *, scanned: bool) -> str:
    """What straightened the picture."""
    if scanned:
        return say(WORDS, "found.scan")
    if sheet is Sheet.CARD:
        return say(WORDS, "found.card")
    return say(WORDS, "found.sheet", sheet=say(WORDS, f"sheet.{sheet}"))


def looks_words(said: Side, looks: Side | None) -> str | None:
    """Where the print looks like the other foot; None where it does not."""
    if looks is None or looks is said:
        return None
    return say(WORDS, "looks_like", said=said.value, looks=looks.value)


def posture_lines(one: KeptPosture) -> tuple[str, ...]:
    """A posture in words."""
    if one.total is None or one.stance is None:
        answered = sum(value is not None for value in one.answers.values())
        return (say(WORDS, "posture.open", answered=answered),)
    total = say(WORDS, "posture.total", total=f"{one.total:+d}" if one.total else "0")
    return (f"{total} {say(WORDS, f'stance.{one.stance}')}",)


def used_words(source: Source | None, told: str | None) -> tuple[str, ...]:
    """What `why` takes of it, and that what was said stays beside it."""
    if source is None:
        return (say(WORDS, "used.none"),)
    if source is Source.TOLD:
        return (say(WORDS, "used.told", told=told),)
    first = say(WORDS, f"used.{source}")
    return (first,) if told is None else (first, say(WORDS, "used.beside", told=told))
