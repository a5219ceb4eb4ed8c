"""`shoes.csv` and `bikes.csv`: what the gear cell of an activity means."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from kneewise.model.sport import Sport
from kneewise.platforms.member import ShoeHint

_ON_FEET = frozenset({Sport.WALKING, Sport.HIKING})


@dataclass(frozen=True, slots=True)
class GearShelf:
    """Shoes in the order of their table; the spellings that mean a shoe or a bike."""

    shoes: tuple[ShoeHint, ...] = ()
    shoe_names: Mapping[str, str] = field(default_factory=dict)
    bike_names: frozenset[str] = frozenset()

    def shoe_of(self, cell: str | None, sport: Sport | None) -> str | None:
        """The shoe's name of a gear cell; None for a bike and for what may be one.

        A pair that `shoes.csv` does not list (it was deleted since) counts when the activity was
        done on foot.
        """
        if cell is None:
            return None
        known = self.shoe_names.get(_plain(cell))
        if known is not None:
            return known
        on_foot = sport is not None and (sport.is_run or sport in _ON_FEET)
        return cell if on_foot and _plain(cell) not in self.bike_names else None


def gear_shelf(shoe_rows: Sequence[Sequence[str]], bike_rows: Sequence[Sequence[str]]) -> GearShelf:
    """Both tables without their headers; columns are name, brand, model in every language."""
    shoes: dict[str, ShoeHint] = {}
    spellings: dict[str, str] = {}
    for row in shoe_rows:
        name, brand, model = _parts(row)
        label = " ".join(part for part in (brand, model, name) if part)
        if not label or label in shoes:
            continue
        shoes[label] = ShoeHint(label, brand or None, model or None, platform="strava")
        for spelling in _spellings(name, brand, model):
            spellings.setdefault(spelling, label)
    bikes = {spelling for row in bike_rows for spelling in _spellings(*_parts(row))}
    return GearShelf(tuple(shoes.values()), spellings, frozenset(bikes))


def _parts(row: Sequence[str]) -> tuple[str, str, str]:
    cells = [cell.strip() for cell in row[:3]] + ["", "", ""]
    return cells[0], cells[1], cells[2]


def _spellings(name: str, brand: str, model: str) -> list[str]:
    """How the gear cell may be written, the most particular first."""
    orders = ((brand, model, name), (name, brand, model), (brand, model), (name,), (model,))
    joined = (" ".join(part for part in order if part) for order in orders)
    return [_plain(each) for each in joined if each]


def _plain(text: str) -> str:
    return " ".join(text.casefold().split())
