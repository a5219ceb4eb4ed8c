"""Today's light and how far: the only place where what the rules say is put together.

Safety first: the strictest light and the least distance win, and both are named. A rule can
only lower what others allow.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from kneewise.care.today.answer import Cap, Judgement, Said, TodayAnswer, WeekDay, tell
from kneewise.care.today.first_hour import first_hour
from kneewise.care.today.gaming import load_km
from kneewise.care.today.record import CareRecord, days_ago
from kneewise.care.today.rule import all_rules
from kneewise.care.today.situation import Situation
from kneewise.model.advice import Light, Screening

ORDER = (
    Light.GREEN,
    Light.PENDING,
    Light.AMBER,
    Light.STALE,
    Light.UNSCREENED,
    Light.RED,
)
"""From what allows most to what allows least: stale and unscreened allow nothing at all, and
what is not known is said before what is sore."""

FIRST = (
    "red_flag",
    "locked",
    "gate",
    "red_rest",
    "sore_rest",
    "week_off",
    "minor",
    "entry_test",
    "unscreened",
    "stale",
    "pending",
)
"""Which of equally strict rules gives the reason."""

SILENCES = frozenset({"red_flag", "unscreened"})
"""While one of these stands, no other advice is given: no walk, no entry test, no date."""

RELEASED = frozenset({"gate", "locked"})
"""What only a clinician's word ends. Where one of them decides, that is said beside an open check
too: it is no walk, test or date, and the check alone would not make it green."""

Spoken = dict[str, Judgement]


def today(record: CareRecord, screening: Screening | None, now: datetime) -> TodayAnswer:
    """The light, how far, what to do now and what changes it.

    `now` is aware and in the runner's zone. Without a screening nothing is green.
    """
    situation = Situation(record, screening, now)
    return answer(situation, judgements(situation))


def judgements(situation: Situation) -> Spoken:
    """What every rule says, by its name; rules that are silent are left out."""
    said = {rule.name: rule.judge(situation) for rule in all_rules()}
    return {name: found for name, found in said.items() if found is not None}


def answer(s: Situation, spoken: Spoken) -> TodayAnswer:
    """The rules' words put together."""
    winner = max(spoken, key=lambda name: (ORDER.index(spoken[name].light), _rank(name)))
    light = spoken[winner].light
    cap, shown = _cap(s, spoken), _audible(spoken)
    reason = spoken[winner].because
    ended_by = spoken[winner].to_green if winner in RELEASED else ()
    if light is Light.GREEN:
        winner = cap.rule
        reason = tell("green") if cap.km > 0 else cap.because
    return TodayAnswer(
        day=s.today,
        light=light if light is not Light.GREEN or cap.km > 0 else Light.AMBER,
        policy=s.policy,
        rule=winner,
        reason=reason,
        cap=cap,
        run_from=_run_from(s, shown, cap),
        now=_unique((*_now(light, shown, cap), *_referral(spoken))),
        first_hour=() if "red_flag" in spoken else first_hour(s),
        to_green=_unique((*ended_by, *(said for j in _by_rank(shown) for said in j.to_green))),
        week=_week(s),
        week_km=s.running.loaded(days_ago(s.today, s.today.weekday()), s.today),
        week_left_km=_week_left(s, cap),
        advices=tuple(j.advice(name) for name, j in sorted(spoken.items())),
        overruled=tuple(sorted(n for n, j in spoken.items() if n != winner and j.km is not None)),
    )


def _rank(name: str) -> int:
    return len(FIRST) - FIRST.index(name) if name in FIRST else 0


def _by_rank(spoken: Spoken) -> list[Judgement]:
    def place(name: str) -> tuple[int, int, str]:
        return -ORDER.index(spoken[name].light), -_rank(name), name

    return [spoken[name] for name in sorted(spoken, key=place)]


def _cap(s: Situation, spoken: Spoken) -> Cap:
    limits = {name: j.km for name, j in spoken.items() if j.km is not None}
    rule = min(
        limits,
        key=lambda name: (limits[name], -ORDER.index(spoken[name].light), -_rank(name), name),
    )
    done = s.running.loaded_24h()
    allowed = limits[rule]
    km = 0.0 if done is None else max(0.0, allowed - done)
    if allowed > 0 and km == 0:
        because, rule = tell("day_sum"), "day_sum"
    else:
        because = spoken[rule].because
    step = spoken["how_far"]
    minutes = step.minutes
    if minutes is not None and step.km:
        minutes *= min(1.0, km / step.km)
    return Cap(
        km=km,
        minutes=minutes,
        rule=rule,
        because=because,
        descent_m=s.running.most("descent_m"),
        fast_minutes=s.running.most("fast_minutes"),
        no_downhill=any(j.no_downhill for j in spoken.values()),
    )


def _run_from(s: Situation, spoken: Spoken, cap: Cap) -> date | None:
    """The first day the calendar allows; the criteria stand beside it. None where unknown.

    What stops without a date (a lock, a gate, silence) leaves none for the others to promise. The
    entry test is a criterion, and what is left of a week no stop.
    """
    if cap.km > 0:
        return s.today
    if cap.rule == "day_sum":
        return s.today + timedelta(days=1)
    blocking = [j for j in spoken.values() if j.km == 0]
    open_ended = [
        name
        for name, j in spoken.items()
        if j.km == 0 and j.run_from is None and j.light is not Light.GREEN
    ]
    if set(open_ended) - {"entry_test"}:
        return None
    days = [j.run_from for j in blocking if j.run_from is not None]
    return max([*days, s.today + timedelta(days=1)]) if days else None


def _now(light: Light, spoken: Spoken, cap: Cap) -> tuple[Said, ...]:
    if light is Light.RED:  # what stops says alone what to do
        return _unique(said for j in _by_rank(spoken) if j.light is light for said in j.do)
    useful = [j for j in _by_rank(spoken) if cap.km > 0 or j.light is not Light.GREEN]
    said = [said for j in useful for said in j.do]
    if cap.km > 0:
        # `with_changes` says when to stop in its own sentence, and more
        said += [] if "with_changes" in spoken else [tell("now.stop_above")]
    elif SILENCES.isdisjoint(spoken):
        said.insert(0, tell("now.walk_or_ride"))
    return _unique(said)


def _referral(spoken: Spoken) -> tuple[Said, ...]:
    """Who is sent to a clinician although nothing stops is told so whatever the light."""
    return () if "clinician" not in spoken or "red_flag" in spoken else spoken["clinician"].do


def _week_left(s: Situation, cap: Cap) -> float | None:
    """Kilometres left of the seven days where a run is allowed after the ladder; else None.

    Under a stop the number would read as leave to run it, and on the ladder the step is the cap
    and the sum begins with the first run after it (SAFETY.md, Cap).
    """
    if cap.km <= 0 or cap.minutes is not None or s.on_ladder:
        return None
    return s.running.week_left()


def _audible(spoken: Spoken) -> Spoken:
    """The rules whose advice is shown: beside a red flag or an open check there is no plan."""
    alone = {name: j for name, j in spoken.items() if name in SILENCES}
    if "red_flag" in alone:
        return {"red_flag": alone["red_flag"]}
    return alone or spoken


def _unique(said: Iterable[Said]) -> tuple[Said, ...]:
    return tuple(dict.fromkeys(said))


def _week(s: Situation) -> tuple[WeekDay, ...]:
    monday = days_ago(s.today, s.today.weekday())
    days = []
    for day in (monday + timedelta(days=shift) for shift in range(7)):
        runs = [o for o in s.lights.runs if o.day == day and not o.deleted]
        kms = [km for o in runs if (km := load_km(o)) is not None]
        lights = [s.lights.of_run[o.id] for o in runs]
        days.append(
            WeekDay(
                day=day,
                km=sum(kms) if kms else None,
                pain=s.told.worst(day),
                light=max(lights, key=ORDER.index) if lights else None,
            )
        )
    return tuple(days)
