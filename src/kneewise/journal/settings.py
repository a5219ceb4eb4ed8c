"""Where the data lives: read once at the edge and passed in."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from kneewise.model.errors import UsageError

HOME_VARIABLE = "KNEEWISE_HOME"


@dataclass(frozen=True, slots=True)
class Settings:
    """The home of the data and the runner in question."""

    home: Path
    runner: str = "me"


def settings_from(home: Path | str | None = None, runner: str = "me") -> Settings:
    """Settings for a named home, else `KNEEWISE_HOME`, else the user's data folder.

    Raises UsageError for a home that is named but empty, as an unset variable in a script is.
    """
    if home == "":
        raise UsageError("The home is named by nothing at all; give a folder, or leave it out.")
    named = home if home is not None else os.environ.get(HOME_VARIABLE) or None
    if named is not None:
        return Settings(home=Path(named).expanduser().absolute(), runner=runner)
    from platformdirs import user_data_path

    return Settings(home=user_data_path("kneewise", appauthor=False), runner=runner)
