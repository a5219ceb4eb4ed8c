"""What a platform says beside a file, laid under what the file says; and what local time it was."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from kneewise.model.run import DEFAULT_RUNNER
from kneewise.model.sport import Sport

if TYPE_CHECKING:
    from kneewise.journal.importing_shoes import ShoeShelf
    from kneewise.model.runner import RunnerProfile
    from kneewise.platforms.member import Hints, Member
    from kneewise.store.home import Store
    from kneewise.store.kept import KeptRecording

_MOST_OFFSET_S = 14 * 3600  # UTC+14, the largest in use


@dataclass(slots=True)
class Zones:
    """Local time where neither file nor platform says: the home zone of that day, else here."""

    profile: RunnerProfile
    _zones: dict[str, ZoneInfo | None] = field(default_factory=dict)

    def offset_s(self, moment: datetime) -> tuple[int, str]:
        """Local time minus UTC in seconds, and who said so: home_zone or system."""
        zone = self._home_zone(moment.date())
        local = moment.astimezone(zone) if zone is not None else moment.astimezone()
        offset = local.utcoffset() or timedelta(0)
        return round(offset.total_seconds()), "system" if zone is None else "home_zone"

    def _home_zone(self, day: date) -> ZoneInfo | None:
        # The first zone ever said also holds for the days before it was said.
        name = self.profile.get("home_zone", day) or self._first_zone()
        if name is None:
            return None
        if name not in self._zones:
            try:
                self._zones[name] = ZoneInfo(name)
            except (KeyError, ValueError, OSError):  # no such zone: answer as if none was said
                self._zones[name] = None
        return self._zones[name]

    def _first_zone(self) -> str | None:
        said = [fact for fact in self.profile.facts if fact.key == "home_zone"]
        return min(said, key=lambda f: (f.valid_from, f.asked_at)).value if said else None


def resettle_zone(store: Store, runner: str = DEFAULT_RUNNER) -> int:
    """Lay the home zone as it is said now under every recording that went by it; how many moved.

    What a file or a platform says of local time stays. Raises StoreBusyError while an import
    runs.
    """
    with store.lock("home zone"):
        zones = Zones(store.facts.profile(runner))
        moved = [
            placed
            for kept in store.runs.all_recordings(runner)
            if (placed := _by_zone(kept, zones)) != kept
        ]
        if moved:
            with store.transaction():
                store.imports.change_offsets(moved, runner)
    return len(moved)


def with_hints(
    kept: KeptRecording, member: Member, shoes: ShoeShelf, zones: Zones
) -> KeptRecording:
    """The recording with what its platform says: more specific sport, name, note, shoe, zone."""
    hints = _hints_of(kept, member)
    told = dict(kept.hints) | _told(hints)
    if hints.shoe is not None and _more_specific(kept.sport, hints.sport).is_run:
        told["shoe_id"] = shoes.named(hints.shoe)
    started_at, moving = kept.started_at, kept.moving
    if started_at is None and hints.started_at is not None:
        started_at = hints.started_at.astimezone(UTC)
        start = started_at.timestamp()
        moving = ((start, start + kept.elapsed_s),) if kept.elapsed_s else ()
    name = hints.name or kept.name
    described = replace(
        kept,
        sport=_sport(kept, hints.sport, name),
        name=name,
        note=_note(hints) or kept.note,
        hints=told,
        started_at=started_at,
        moving=moving,
    )
    return _placed(described, hints, zones)


def _hints_of(kept: KeptRecording, member: Member) -> Hints:
    if not member.by_start or kept.started_at is None:
        return member.hints
    from kneewise.model.recording import Recording
    from kneewise.store.empty import no_samples

    return member.hints_for(Recording(kept.index, kept.sport, kept.started_at, no_samples()))


def _told(hints: Hints) -> dict[str, object]:
    """The hints worth keeping as they were given."""
    told = {
        "platform": hints.platform,
        "external_id": hints.external_id,
        "name": hints.name,
        "note": hints.note,
        "private_note": hints.private_note,
        "shoe": hints.shoe,
        "sport": None if hints.sport is None else hints.sport.value,
    }
    if hints.platform == "files":
        del told["platform"]
    return {key: value for key, value in told.items() if value is not None}


def _note(hints: Hints) -> str | None:
    said = [note for note in (hints.note, hints.private_note) if note]
    return "\n".join(dict.fromkeys(said)) or None


def _sport(kept: KeptRecording, hinted: Sport | None, name: str | None) -> Sport:
    sport = _more_specific(kept.sport, hinted)
    if sport is not Sport.UNKNOWN:
        return sport
    from kneewise.journal.importing_sports import sport_of_name

    moving_s, distance_m = kept.moving_s, kept.distance_m
    speed_m_s = distance_m / moving_s if moving_s and distance_m is not None else None
    return sport_of_name(name, speed_m_s) or sport


def _more_specific(sport: Sport, hinted: Sport | None) -> Sport:
    if hinted is None or hinted.specificity <= sport.specificity:
        return sport
    return hinted


def _placed(kept: KeptRecording, hints: Hints, zones: Zones) -> KeptRecording:
    if kept.offset_from == "file" and abs(kept.utc_offset_s) <= _MOST_OFFSET_S:
        return kept
    if hints.utc_offset_s is not None and abs(hints.utc_offset_s) <= _MOST_OFFSET_S:
        return replace(kept, utc_offset_s=hints.utc_offset_s, offset_from="hint")
    if kept.offset_from in {"hint", "home_zone"}:
        return kept
    return _by_zone(replace(kept, offset_from="system"), zones)


def _by_zone(kept: KeptRecording, zones: Zones) -> KeptRecording:
    if kept.started_at is None or kept.offset_from in {"file", "hint"}:
        return kept
    offset_s, said_by = zones.offset_s(kept.started_at)
    return replace(kept, utc_offset_s=offset_s, offset_from=said_by)
