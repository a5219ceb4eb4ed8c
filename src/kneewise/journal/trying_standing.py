"""Where a runner stands, as a trial asks it: light, sore days, and the runs really done."""

from __future__ import annotations

from datetime import timedelta

from kneewise.care.today import Outing
from kneewise.care.today.gaming import counts_as_run, overlapping
from kneewise.care.today.resolve import ORDER, answer, judgements
from kneewise.care.today.situation import Situation
from kneewise.care.trial import Done, Standing
from kneewise.care.trial.standing import GREEN_DAYS


def standing_of(situation: Situation, *, age_known: bool) -> Standing:
    """What the light, the check and the runs say at this moment; no trial among it."""
    spoken = judgements(situation)
    strictest = max(spoken.values(), key=lambda found: ORDER.index(found.light))
    today = answer(situation, spoken)
    lights = situation.lights
    first = situation.today - timedelta(days=GREEN_DAYS - 1)
    return Standing(
        now=situation.now,
        screening=situation.screening,
        age_known=age_known,
        lights=tuple(lights.of_run[run.id] for run in lights.runs if run.day >= first),
        sore_days=lights.amber_days,
        red_days=lights.red_days,
        light=strictest.light,
        because=strictest.because.text,
        on_ladder=situation.on_ladder,
        km=today.cap.km,
        run_from=today.run_from,
        done=runs_done(situation.record.outings),
    )


def runs_done(outings: tuple[Outing, ...]) -> tuple[Done, ...]:
    """Every run as one thing however often it was recorded; deleted and relabelled ones too.

    A run whose start was moved stands where it stands now.
    """
    latest = {outing.id: outing for outing in outings}
    runs = [outing for outing in latest.values() if counts_as_run(outing)]
    return tuple(_done(group) for group in overlapping(runs))


def _done(group: tuple[Outing, ...]) -> Done:
    standing = [o for o in group if not o.deleted and o.sports[-1].is_run]
    return Done(
        run_id=standing[0].id if standing else None,
        started_at=group[0].started_at,
        ended_at=max(outing.ended_at for outing in group),
        day=group[0].day,
    )
