"""Sessions by hand and by hypothesis, and a calendar app that applies what it is given."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from hypothesis import strategies as st
from icalendar import Calendar

from kneewise.model.advice import Advice, Basis
from kneewise.model.plan import Block, Gait, Session, SessionKind, Stretch

NOW = datetime(2026, 6, 10, 12, 0, tzinfo=UTC)
TODAY = NOW.date()
WHY = Advice("gap", "lower", "At most 1.10 × your longest, 4.7 km.", Basis.RULE, ("FRANDSEN2025",))


def on(days: int) -> date:
    """The day so many days from today."""
    return TODAY + timedelta(days=days)


def run(days: int, km: float = 5.2, uid: str | None = None) -> Session:
    """An easy run with ten minutes of walking before it."""
    return Session(
        uid=uid or f"run-{on(days)}",
        day=on(days),
        kind=SessionKind.RUN,
        title="Easy run",
        because=(WHY,),
        km=km,
        blocks=(
            Block(1, (Stretch(Gait.WARM_UP, minutes=10),)),
            Block(1, (Stretch(Gait.RUN, km=km),)),
        ),
    )


def walk_run(days: int, times: int = 4) -> Session:
    """Half a minute of running and five of walking, so many times."""
    return Session(
        uid=f"walk-run-{on(days)}",
        day=on(days),
        kind=SessionKind.WALK_RUN,
        title="Walk and run",
        because=(WHY,),
        minutes=5.5 * times,
        blocks=(Block(times, (Stretch(Gait.RUN, minutes=0.5), Stretch(Gait.WALK, minutes=5))),),
    )


def other(days: int, kind: SessionKind) -> Session:
    """A session that is no run."""
    return Session(f"{kind.value}-{on(days)}", on(days), kind, kind.value.title(), (WHY,))


@dataclass
class App:
    """A calendar as RFC 5546 has it: by UID, and only the higher SEQUENCE changes anything."""

    events: dict[str, tuple[int, date, str, str]] = field(default_factory=dict)

    def open(self, data: bytes) -> None:
        """Take in one file."""
        for event in Calendar.from_ical(data).events:
            uid, known = str(event.uid), self.events.get(str(event.uid))
            if known is None or event.sequence > known[0]:
                shown = (event.sequence, event.start, str(event.summary), str(event.status))
                self.events[uid] = shown

    def shown(self, since: date) -> set[tuple[date, str]]:
        """Day and title of what is not cancelled, from a day on."""
        return {
            (day, title)
            for _, day, title, status in self.events.values()
            if status == "CONFIRMED" and day >= since
        }


@st.composite
def stretches(draw: st.DrawFn) -> Stretch:
    """Any stretch, by minutes or by km."""
    gait = draw(st.sampled_from(Gait))
    if draw(st.booleans()):
        return Stretch(gait, minutes=draw(st.floats(0.1, 90)))
    return Stretch(gait, km=draw(st.floats(0.05, 30)))


@st.composite
def sessions(
    draw: st.DrawFn, titles: st.SearchStrategy[str] | None = None, most_blocks: int = 4
) -> Session:
    """Any session within three weeks of today, its limits kept or not."""
    kind = draw(st.sampled_from(SessionKind))
    if titles is None:
        titles = st.sampled_from(["Easy run", "Long run", "Läufe; 5, 6\\7"])
    steps = st.builds(
        Block, st.integers(1, 8), st.lists(stretches(), min_size=1, max_size=4).map(tuple)
    )
    return Session(
        uid=draw(st.sampled_from([f"place-{n}" for n in range(12)])),
        day=on(draw(st.integers(-7, 14))),
        kind=kind,
        title=draw(titles),
        because=draw(st.sampled_from([(), (WHY,)])),
        km=draw(st.none() | st.floats(0.1, 42)),
        minutes=draw(st.none() | st.floats(1, 300)),
        blocks=tuple(draw(st.lists(steps, max_size=most_blocks))),
    )


plans = st.lists(sessions(), max_size=8, unique_by=lambda session: session.uid).map(tuple)
"""A plan: every place in it once."""

bare_plans = st.lists(
    sessions(most_blocks=0), max_size=6, unique_by=lambda session: session.uid
).map(tuple)
"""The same without steps, for what only asks which sessions there are."""
