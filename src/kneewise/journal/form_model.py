"""The pose model: where it lies, and fetching it once when the runner says so."""

from __future__ import annotations

import os
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

from kneewise.journal.fetching import Fetch, Remote, UnreachableError
from kneewise.model.errors import ClipError, MapError, StoreError, needs_extra
from kneewise.model.words import say

if TYPE_CHECKING:
    from kneewise.store.home import Store

WORDS = "kneewise.body.form"

NAME = "pose_landmarker_full.task"
SERVICE = "https://storage.googleapis.com"
ADDRESS = f"{SERVICE}/mediapipe-models/pose_landmarker/pose_landmarker_full/float16/1/{NAME}"
SIZE_BYTES = 9_398_198
SHA256 = "5134a3aad27a58b93da0088d431f366da362b44e3ccfbe3462b3827a839011b1"
"""MediaPipe's pose landmarker, full, float16, revision 1 (Apache-2.0): one file, never "latest"."""

FOLDER = "models"
MODULES = ("cv2", "mediapipe")


def find_model(store: Store, said: Path | None = None) -> Path:
    """The model that was named, else that of KNEEWISE_MODELS, else the home's.

    Raises ClipError where it is not there, and says how to get it.
    """
    if said is not None:
        if not said.is_file():
            raise ClipError(say(WORDS, "refuse.model", name=said))
        return said
    for folder in (os.environ.get("KNEEWISE_MODELS"), store.home / FOLDER):
        if folder and (Path(folder) / NAME).is_file():
            return Path(folder) / NAME
    raise ClipError(say(WORDS, "refuse.no_model"))


def missing(store: Store) -> str | None:
    """What has to be there before a clip can be looked at: "extra", "model", or None for all."""
    if any(find_spec(name) is None for name in MODULES):
        return "extra"
    try:
        find_model(store)
    except ClipError:
        return "model"
    return None


def check_extra() -> None:
    """Say the install line before anything is begun. Raises MissingExtraError."""
    with needs_extra("video"):
        for name in MODULES:
            if find_spec(name) is None:
                raise ModuleNotFoundError(name=name)


def get_model(
    store: Store,
    on_fetched: Callable[[int, int | None], None] | None = None,
    address: str = ADDRESS,
    sha256: str = SHA256,
) -> Path:
    """Fetch the model into the home; ask first. Cut off, the next call begins anew.

    Raises ClipError where it can't be had or is not the one known here, StoreError.
    """
    folder = store.home / FOLDER
    part = folder / f".{NAME}.part"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"{folder} cannot be made: {error.strerror}.") from error
    fetch = Fetch(
        Remote(address, SIZE_BYTES if address == ADDRESS else None, None),
        part,
        on_fetched or (lambda *_: None),
        sha256=sha256,
    )
    try:
        fetch.run().replace(folder / NAME)
    except UnreachableError as error:
        raise ClipError(say(WORDS, "refuse.unreachable", service=SERVICE)) from error
    except MapError as error:
        raise ClipError(say(WORDS, "refuse.fetch", reason=error)) from error
    fetch.forget()
    return folder / NAME
