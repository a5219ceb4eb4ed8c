"""Delete everything for good, or leave: what the runner may do at any time without asking."""

from __future__ import annotations

from kneewise.model.errors import UsageError
from kneewise.store.home import Store
from kneewise.store.wiping import wipe

WORD = "delete"
"""What has to be typed, so that nobody deletes two years with a thumb."""


def delete_everything(store: Store, said: str) -> None:
    """Nothing of any runner is left in the home; backups elsewhere are not touched.

    Raises UsageError where the word was not typed, StoreBusyError while somebody imports.
    """
    if said.strip().lower() != WORD:
        raise UsageError(f"Nothing was deleted. To delete everything, type {WORD}.")
    wipe(store)
