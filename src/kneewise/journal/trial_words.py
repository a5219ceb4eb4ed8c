"""The next run of a trial in sentences: its arm, how to run it, when, and what follows."""

from __future__ import annotations

from dataclasses import dataclass

from kneewise.care.trial import Said, TrialAnswer, tell
from kneewise.model.quantity import Day, Limit


@dataclass(frozen=True, slots=True)
class NextWords:
    """`how` is what to do on that run; `when` the earliest day, wash-out first; `then` follows."""

    head: Said
    how: Said | None
    when: tuple[Said, ...]
    then: Said | None


def next_words(answer: TrialAnswer) -> NextWords | None:
    """None where no run of the trial is to come."""
    coming = answer.next
    if coming is None:
        return None
    when = []
    until = coming.washout_until
    if until is not None:
        when.append(tell("next.washout", day=Day(until.date()), clock=f"{until:%H:%M}"))
    if coming.day is None:
        when.append(tell("next.unknown"))
    elif coming.km is not None:
        when.append(tell("next.today", km=Limit(coming.km)))
    else:
        when.append(tell("next.from", day=Day(coming.day)))
    return NextWords(
        head=tell("next.run", number=coming.number, runs=answer.runs, arm=coming.arm),
        how=answer.how,
        when=tuple(when),
        then=tell("next.then", arms=", ".join(answer.then)) if answer.then else None,
    )
