"""Which knee, and where on it, the next rating most likely speaks of: what a form begins with."""

from __future__ import annotations

from kneewise.journal.answers import KneeMeant
from kneewise.journal.clock import local_day
from kneewise.model.diary import Episode, PainEntry
from kneewise.store.home import Store


def knee_meant(store: Store, runner: str, run_id: int | None = None) -> KneeMeant:
    """The knee rated last, else that of the open episode; of one run where `run_id` names it.

    An episode that began after the last rating is the later word. Where both knees were rated
    last, or neither was, the one knee with an open episode is meant: a number for both would put
    the pain of one down for the other too. Both (None) is left where nothing speaks of one.
    """
    last = _last(store, runner, run_id)
    episode = _one_open(store.diary.episodes(runner))
    site = last[0].site if last else None
    one = last[0] if len({entry.side for entry in last}) == 1 else None
    if one is not None and (
        episode is None or local_day(store, runner, one.entered_at) >= episode.began_on
    ):
        begun = episode.site if episode is not None and episode.side is one.side else None
        return KneeMeant(one.side, site or begun)
    if episode is None:
        return KneeMeant(None, site)
    return KneeMeant(episode.side, episode.site or (site if one is None else None))


def _last(store: Store, runner: str, run_id: int | None) -> list[PainEntry]:
    """What was rated last, at one moment; a window left open is no rating."""
    if run_id is None:
        return [entry for entry in store.diary.last_pain(runner) if entry.value is not None]
    rated = [e for e in store.diary.pain(runner) if e.run_id == run_id and e.value is not None]
    latest = max((entry.entered_at for entry in rated), default=None)
    found = [entry for entry in rated if entry.entered_at == latest]
    return found or _last(store, runner, None)


def _one_open(episodes: tuple[Episode, ...]) -> Episode | None:
    """The latest open episode, where those that are open speak of one knee."""
    found = [episode for episode in episodes if episode.ended_on is None]
    return found[-1] if len({episode.side for episode in found}) == 1 else None
