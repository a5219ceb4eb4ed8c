"""The pairs of a simulated runner: a new one about every seven months, one of them hard."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from kneewise.model.run import Shoe
from kneewise.simulate.runner import RunKind

MAKER = "Eigenbau"
"""All pairs are of one made-up maker."""

RETIRED_AFTER_DAYS = 400
"""A soft pair leaves the rotation this long after its first day (our choice)."""


@dataclass(frozen=True, slots=True)
class Rack:
    """All pairs over the years; `pick` says which one is worn on a day."""

    shoes: tuple[Shoe, ...]
    from_day: tuple[date, ...]

    def pick(self, day: date, kind: RunKind, place: str, luck: float) -> Shoe:
        """The pair worn for this kind of run at this place; `luck` is uniform in [0, 1)."""
        owned = [
            shoe for shoe, since in zip(self.shoes, self.from_day, strict=True) if since <= day
        ]
        trail = [shoe for shoe in owned if shoe.kind == "trail"]
        if trail and place in ("forest", "hills") and luck < 0.55:
            return trail[-1]
        hard = [shoe for shoe in owned if shoe.midsole == "hard"]
        fast = kind in (RunKind.INTERVALS, RunKind.TEMPO)
        if hard and luck > (0.35 if fast else 0.86):
            return hard[-1]
        soft = [shoe for shoe in owned if shoe.midsole == "soft"]
        newest_two = soft[-2:]
        return newest_two[0] if luck * 7919 % 1.0 < 0.4 else newest_two[-1]


def shoe_rack(first_day: date, days: int) -> Rack:
    """The pairs from `first_day` on; the soft ones are numbered on, about 215 days apart."""
    plan: list[tuple[int, str, str, str, str, float]] = [
        (-60, "Feder 1", "soft", "road", "eva", 8.0),
        (-30, "Pfad 1", "medium", "trail", "eva", 6.0),
        (70, "Pfeil 1", "hard", "road", "super", 8.0),
    ]
    plan += [
        (at, f"Feder {number}", "soft", "road", "eva", 8.0)
        for number, at in enumerate(range(150, days, 215), start=2)
    ]
    owned = sorted(row for row in plan if row[0] < days)
    first_days = tuple(first_day + timedelta(days=row[0]) for row in owned)
    last_day = first_day + timedelta(days=days)
    shoes = tuple(
        Shoe(
            id=number,
            name=f"{MAKER} {name}",
            brand=MAKER,
            start_km=320.0 if at == -60 else 90.0 if at < 0 else 0.0,
            bought_on=first_day + timedelta(days=at),
            midsole=midsole,
            kind=kind,
            foam=foam,
            drop_mm=drop_mm,
            retired=midsole == "soft"
            and first_day + timedelta(days=at + RETIRED_AFTER_DAYS) < last_day,
        )
        for number, (at, name, midsole, kind, foam, drop_mm) in enumerate(owned, start=1)
    )
    return Rack(shoes, first_days)
