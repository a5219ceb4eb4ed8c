"""The shoes of a runner."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import insert, select, update

from kneewise.model.errors import NotFoundError, UsageError
from kneewise.model.run import DEFAULT_RUNNER, Shoe
from kneewise.store import tables as t
from kneewise.store.database import Database


@dataclass(frozen=True, slots=True)
class ShoeRows:
    """Pairs of shoes by id; two never bear the same name (case does not tell them apart)."""

    database: Database

    def all(self, runner: str = DEFAULT_RUNNER) -> tuple[Shoe, ...]:
        """Every pair, retired ones too, in the order they came."""
        rows = self.database.rows(
            select(t.SHOES).where(t.SHOES.c.runner == runner).order_by(t.SHOES.c.id)
        )
        return tuple(_shoe(row) for row in rows)

    def get(self, shoe_id: int, runner: str = DEFAULT_RUNNER) -> Shoe:
        """One pair. Raises NotFoundError."""
        for shoe in self.all(runner):
            if shoe.id == shoe_id:
                return shoe
        raise NotFoundError(f"There is no shoe {shoe_id}; `kneewise shoes` lists them.")

    def find(self, name: str, runner: str = DEFAULT_RUNNER) -> Shoe | None:
        """The pair of that name, or None."""
        wanted = _same(name)
        return next((shoe for shoe in self.all(runner) if _same(shoe.name) == wanted), None)

    def given(self, runner: str = DEFAULT_RUNNER) -> Mapping[str, int]:
        """Ids by the name a platform gave, which a new name by the runner does not change."""
        rows = self.database.rows(
            select(t.SHOES.c.id, t.SHOES.c.given_name).where(
                t.SHOES.c.runner == runner, t.SHOES.c.given_name.is_not(None)
            )
        )
        return {row.given_name: row.id for row in rows}

    def set_given(self, shoe_id: int, given_name: str) -> None:
        """Remember what a platform calls a pair."""
        statement = update(t.SHOES).where(t.SHOES.c.id == shoe_id).values(given_name=given_name)
        with self.database.write():
            self.database.run(statement)

    def add(self, shoe: Shoe) -> Shoe:
        """Put a pair in; its `id` is ignored and the new one returned.

        Raises UsageError for a name that is empty or taken.
        """
        name = shoe.name.strip()
        if not name:
            raise UsageError("A shoe needs a name.")
        if self.find(name, shoe.runner) is not None:
            raise UsageError(f"There is a shoe named {name!r} already.")
        with self.database.write():
            made = self.database.run(insert(t.SHOES), _row(shoe) | {"name": name})
        return self.get(made, shoe.runner)

    def change(self, shoe: Shoe) -> None:
        """Replace what is known of the pair with that id. Raises NotFoundError, UsageError."""
        self.get(shoe.id, shoe.runner)
        namesake = self.find(shoe.name, shoe.runner)
        if namesake is not None and namesake.id != shoe.id:
            raise UsageError(f"There is a shoe named {shoe.name!r} already.")
        with self.database.write():
            self.database.run(update(t.SHOES).where(t.SHOES.c.id == shoe.id).values(**_row(shoe)))


def _same(name: str) -> str:
    return " ".join(name.split()).casefold()


def _row(shoe: Shoe) -> dict[str, object]:
    row: dict[str, object] = asdict(shoe)
    del row["id"]
    row["bought_on"] = None if shoe.bought_on is None else shoe.bought_on.isoformat()
    row["retired"] = int(shoe.retired)
    return row


def _shoe(row: Any) -> Shoe:  # noqa: ANN401 (a row of SQLAlchemy)
    values = dict(row._mapping)  # noqa: SLF001 (the row's public mapping)
    values["bought_on"] = None if row.bought_on is None else date.fromisoformat(row.bought_on)
    values["retired"] = bool(row.retired)
    del values["given_name"]
    return Shoe(**values)
