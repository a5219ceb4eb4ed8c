"""What is asked: which knee, which episode, as of when; and the run the answer speaks of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from kneewise.model.diary import Episode, Side
from kneewise.model.history import History
from kneewise.why.outcomes import KneeDiary, at_risk, knee_diary, start_hours


@dataclass(frozen=True, slots=True)
class Question:
    """Why does this knee hurt?

    None leaves it to the diary: the knee of the latest episode, else the one that hurt more
    often; the latest episode; everything up to now.
    """

    side: Side | None = None
    episode: date | None = None
    today: date | None = None


def as_of(history: History, today: date | None) -> History:
    """The history up to and with a day, its runs in time order."""
    history = replace(history, runs=tuple(sorted(history.runs, key=lambda run: run.started_at)))
    if today is None:
        return history
    return replace(
        history,
        runs=tuple(run for run in history.runs if run.day <= today),
        others=tuple(run for run in history.others if run.day <= today),
        diary=tuple(entry for entry in history.diary if entry.day <= today),
        episodes=tuple(one for one in history.episodes if one.began_on <= today),
        log=tuple(entry for entry in history.log if entry.day <= today),
    )


def asked_side(history: History, question: Question) -> Side:
    """The knee in question."""
    if question.side is not None:
        return question.side
    episodes = sorted(history.episodes, key=lambda one: one.began_on)
    if episodes:
        return episodes[-1].side
    left, right = knee_diary(history, Side.LEFT), knee_diary(history, Side.RIGHT)
    return Side.RIGHT if right.painful.sum() > left.painful.sum() else Side.LEFT


def asked_episode(history: History, question: Question, side: Side) -> Episode | None:
    """The episode in question: the one that began on the asked day, else the latest."""
    mine = [one for one in history.episodes if one.side is side]
    if question.episode is not None:
        same = [one for one in mine if one.began_on == question.episode]
        return same[0] if same else Episode(0, side, question.episode)
    return max(mine, key=lambda one: one.began_on, default=None)


def index_run(history: History, diary: KneeDiary, episode: Episode | None) -> int | None:
    """Index of the run an answer speaks of, None where there is none.

    The last run in the 48 h before the day of the onset ends; the first painful rated run within
    three days of that day where that one is not painful. Without an episode: the latest painful
    run that was at risk, else the latest painful one.
    """
    if episode is None:
        risky = np.flatnonzero(diary.painful & at_risk(diary, start_hours(history.runs)))
        any_painful = np.flatnonzero(diary.painful)
        found = risky if len(risky) else any_painful
        return int(found[-1]) if len(found) else None
    onset = episode.began_on
    days = [(run.day - onset).days for run in history.runs]
    near = [i for i, d in enumerate(days) if -1 <= d <= 0]
    if near and (diary.painful[near[-1]] or not diary.rated[near[-1]]):
        return near[-1]
    hurting = [i for i, d in enumerate(days) if -2 <= d <= 3 and diary.painful[i]]
    if hurting:
        return hurting[0]
    return near[-1] if near else None
