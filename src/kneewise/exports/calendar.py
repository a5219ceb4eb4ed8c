"""The plan as a calendar: the same event is updated, and one that is no longer planned cancelled.

Events last all day: the plan knows days and no hours, and a day needs no time zone. Each file is
complete by itself. It says of every event ahead that was ever sent how it stands now, so a file
that was never opened, or two opened in the wrong order, leave no wrong event (RFC 5545, 5546:
the higher SEQUENCE wins). Days that have passed are not in it and stay in the calendar as they are.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from icalendar import Alarm, Calendar, Event
from icalendar.enums import STATUS, TRANSP

from kneewise.exports.describing import as_read, clean, description
from kneewise.exports.leaving import WITHOUT_A_PLAN, leaving
from kneewise.exports.saying import tell, text
from kneewise.model.advice import Light
from kneewise.model.numbers import counted
from kneewise.model.plan import SentSession, Session
from kneewise.model.quantity import Day, Reader
from kneewise.model.run import DEFAULT_RUNNER
from kneewise.model.words import Sentence

PRODID = "-//kneewise//training plan//EN"
"""By this line a calendar file is known as ours."""

DOMAIN = "kneewise"
MEDIA_TYPE = "text/calendar"


@dataclass(frozen=True, slots=True)
class CalendarFile:
    """The file (None where there is nothing to say), what was sent by now, and what to say.

    `sent` holds all that was handed over, changed where the file changes it.
    """

    data: bytes | None
    sent: tuple[SentSession, ...]
    said: tuple[Sentence, ...]


def calendar_file(  # noqa: PLR0913 - the plan, what was sent, the light, when, and whose
    sessions: Iterable[Session],
    sent: Iterable[SentSession],
    light: Light,
    now: datetime,
    *,
    runner: str = DEFAULT_RUNNER,
    domain: str = DOMAIN,
    remind_h: int | None = None,
    reader: Reader | None = None,
) -> CalendarFile:
    """The calendar of the next seven days; `now` is aware, in the zone whose days count.

    Under a red light, or without a plan, everything sent for the days ahead is cancelled. The
    same plan again gives the same bytes. `domain` ends every UID; one a runner, so that two
    plans in one calendar stay apart. `remind_h` rings at that hour of the day, off unless given.
    Events are written as `reader` reads them, in km and ISO days without one.
    """
    today = now.date()
    known = {told.uid: told for told in sent}
    wanted = {
        _uid(session, known, today): (session.day, _content(session, remind_h, reader))
        for session in leaving(sessions, light, today)
    }
    after = dict(known)
    for uid, (day, content) in wanted.items():
        after[uid] = _planned(known.get(uid), SentSession(uid, day, 0, content, now, None, runner))
    for uid, before in known.items():
        if uid not in wanted and before.day >= today and before.cancelled_at is None:
            again = before.sequence + 1
            after[uid] = replace(before, sequence=again, sent_at=now, cancelled_at=now)
    ahead = sorted(
        (told for told in after.values() if told.day >= today),
        key=lambda told: (told.day, told.uid),
    )
    data = _bytes(ahead, domain) if ahead else None
    return CalendarFile(data, tuple(after.values()), _said(ahead, light))


def is_ours(head: bytes) -> bool:
    """Whether a file that begins with these bytes (some 500 are enough) is a calendar of ours."""
    before_events = head.replace(b"\r\n", b"\n").partition(b"BEGIN:VEVENT")[0]
    return f"PRODID:{PRODID}".encode() in before_events.split(b"\n")


def _uid(session: Session, known: Mapping[str, SentSession], today: date) -> str:
    """The event of a session. One whose day has passed is never moved: then it is another."""
    before = known.get(session.uid)
    if before is None or before.day >= today:
        return session.uid
    return f"{session.uid}~{session.day.isoformat()}"


def _planned(before: SentSession | None, new: SentSession) -> SentSession:
    if before is None:
        return new
    same = (before.day, before.content) == (new.day, new.content)
    if same and before.cancelled_at is None:
        return before
    return replace(new, sequence=before.sequence + 1)


def _content(session: Session, remind_h: int | None, reader: Reader | None) -> str:
    """All that an event shows besides its day; what changes here changes the event."""
    title, text_ = clean(as_read(session.title, reader)), description(session, reader)
    shown = {"title": title, "text": text_, "remind_h": remind_h}
    return json.dumps(shown, ensure_ascii=False, sort_keys=True)


def _bytes(ahead: Iterable[SentSession], domain: str) -> bytes:
    calendar = Calendar.new(
        prodid=PRODID,
        method="PUBLISH",
        name=text("calendar.name"),
        uid=f"plan@{domain}",
        subcomponents=[_event(told, domain) for told in ahead],
    )
    return bytes(calendar.to_ical())


def _event(told: SentSession, domain: str) -> Event:
    """One event. Its stamp is the moment of its last change: the same plan, the same bytes."""
    shown = json.loads(told.content)
    cancelled = told.cancelled_at is not None
    title, words = shown["title"], shown["text"]
    if cancelled:  # a calendar that keeps what is cancelled has to show that it is
        title, words = text("event.cancelled", title=title), text("event.cancelled.do")
    event = Event.new(
        uid=f"{told.uid}@{domain}",
        sequence=told.sequence,
        stamp=told.sent_at,
        start=told.day,
        end=told.day + timedelta(days=1),
        summary=title,
        description=words,
        status=STATUS.CANCELLED if cancelled else STATUS.CONFIRMED,
        transparency=TRANSP.TRANSPARENT,  # the day stays free for others
    )
    if not cancelled and shown["remind_h"] is not None:
        event.add_component(_alarm(shown["remind_h"], title))
    return event


def _alarm(hour: int, title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("trigger", timedelta(hours=hour))  # after midnight, where the day begins
    alarm.add("description", title)
    return alarm


def _said(ahead: Iterable[SentSession], light: Light) -> tuple[Sentence, ...]:
    planned = [told for told in ahead if told.cancelled_at is None]
    cancelled = [told for told in ahead if told.cancelled_at is not None]
    said: list[Sentence] = []
    if light in WITHOUT_A_PLAN:
        said += [tell(f"light.{light.value}"), tell("watch.delete")]
    if planned:
        first, last = Day(planned[0].day), Day(planned[-1].day)
        sessions = counted(len(planned), "session")
        said.append(tell("calendar.held", sessions=sessions, first=first, last=last))
    if cancelled:
        said.append(tell("calendar.cancelled", sessions=counted(len(cancelled), "session")))
    nothing = not planned and not cancelled
    return (*said, tell("calendar.nothing" if nothing else "calendar.how"))
