"""A routine by the clock on a terminal: one step after the other, counted down."""

from __future__ import annotations

import select
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from kneewise.journal.routines import RoutineAnswer, move_words
from kneewise.model.words import say

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

    from kneewise.body.routine import Move

WORDS = "kneewise.body.routine"
TICK_S = 0.2
QUIT = "q"


class Keys(Protocol):
    """What was typed within some seconds: None for nothing, else the line."""

    def __call__(self, wait_s: float) -> str | None:
        """Wait so long at most."""


@dataclass(frozen=True, slots=True)
class Clock:
    """Seconds that only go forward, and what is typed meanwhile."""

    now: Callable[[], float] = time.monotonic
    typed: Keys | None = None


def typed_line(wait_s: float) -> str | None:
    """A line from standard input, waited for so long at most."""
    try:
        ready, _, _ = select.select([sys.stdin], [], [], wait_s)
    except (OSError, ValueError):  # not a thing that can be waited for (Windows)
        time.sleep(wait_s)
        return None
    return sys.stdin.readline() if ready else None


def step_through(answer: RoutineAnswer, out: Console, clock: Clock | None = None) -> set[str]:
    """Go through the moves; the names of the steps of which every move was seen to its end.

    Enter leaves the rest of a move out, q ends; so does Ctrl-C.
    """
    from rich.live import Live

    clock = clock if clock is not None else Clock(typed=typed_line)
    cut: set[str] = set()
    seen: set[str] = set()
    with Live(console=out, auto_refresh=False, transient=True) as live:
        for number, move in enumerate(answer.moves):
            later = answer.moves[number + 1] if number + 1 < len(answer.moves) else None

            def show(
                left_s: float, *, ready: bool, at: int = number, then: Move | None = later
            ) -> None:
                live.update(_shown(answer, at, then, left_s, ready=ready), refresh=True)

            try:
                whole = _counted(move, clock, show)
            except (KeyboardInterrupt, EOFError):
                cut.update(one.step for one in answer.moves[number:])
                break
            (seen if whole else cut).add(move.step)
    return seen - cut


def _counted(move: Move, clock: Clock, show: Callable[..., None]) -> bool:
    """Get ready, then the move; whether it was seen to its end. Raises EOFError for q."""
    if not _down(move.ready_s, clock, lambda left: show(left, ready=True)):
        return False
    return _down(move.seconds, clock, lambda left: show(left, ready=False))


def _down(seconds: float, clock: Clock, show: Callable[[float], None]) -> bool:
    ends = clock.now() + seconds
    while (left := ends - clock.now()) > 0:
        show(left)
        typed = clock.typed(min(TICK_S, left)) if clock.typed is not None else None
        if typed is not None and typed.strip().lower() == QUIT:
            raise EOFError
        if typed is not None:
            return False
    return True


def _shown(
    answer: RoutineAnswer, number: int, later: Move | None, left_s: float, *, ready: bool
) -> RenderableType:
    from rich.console import Group
    from rich.text import Text

    move = answer.moves[number]
    how = next(step.how for step in answer.steps if step.name == move.step)
    state = say(WORDS, "ready" if ready else "now")
    lines = [
        Text(f"{number + 1}/{len(answer.moves)}  {move_words(answer, move)}", style="bold"),
        Text(how),
        Text(f"{state}  {max(0, round(left_s)):>3} s", style="yellow" if ready else "green"),
    ]
    if later is not None:
        lines.append(Text(say(WORDS, "next", label=move_words(answer, later)), style="dim"))
    return Group(*lines)
