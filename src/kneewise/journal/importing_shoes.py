"""Pairs of shoes that platforms tell of: made once by the name they give, renamed at will."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kneewise.model.run import DEFAULT_RUNNER, Shoe

if TYPE_CHECKING:
    from kneewise.platforms.member import ShoeHint
    from kneewise.store.home import Store


@dataclass(slots=True)
class ShoeShelf:
    """The shoes of a runner by the names platforms gave; `new` counts those made."""

    store: Store
    runner: str
    ids: dict[str, int]
    new: int = 0

    @classmethod
    def load(cls, store: Store, runner: str = DEFAULT_RUNNER) -> ShoeShelf:
        """The shelf as the store has it."""
        return cls(store, runner, dict(store.shoes.given(runner)))

    def put(self, hint: ShoeHint) -> int:
        """The id of that pair, made now if it is new. The runner's own words are never changed."""
        return self._known(hint.name) or self._make(
            Shoe(
                id=0,
                name=hint.name,
                runner=self.runner,
                brand=hint.brand,
                start_km=hint.start_km,
                bought_on=hint.bought_on,
                retired=hint.retired,
            )
        )

    def named(self, name: str) -> int:
        """The id of the pair of that name, made now if it is new."""
        return self._known(name) or self._make(Shoe(id=0, name=name, runner=self.runner))

    def _known(self, name: str) -> int | None:
        if name in self.ids:
            return self.ids[name]
        mine = self.store.shoes.find(name, self.runner)
        if mine is None:
            return None
        self._give(mine.id, name)
        return mine.id

    def _make(self, shoe: Shoe) -> int:
        made = self.store.shoes.add(shoe).id
        self._give(made, shoe.name)
        self.new += 1
        return made

    def _give(self, shoe_id: int, name: str) -> None:
        self.store.shoes.set_given(shoe_id, name)
        self.ids[name] = shoe_id
