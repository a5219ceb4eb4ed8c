"""What was wrong with a runner's data, and where."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong in a file, said so that a runner can act on it.

    `source` is the file's name (members of an archive as `export.zip!activities/1.fit.gz`),
    `place` where in it ("byte 4120", "line 17", "whole file"), `message` one sentence saying
    what is wrong and what was done or can be done. `fatal` means that nothing of this file
    came in.
    """

    source: str
    place: str
    message: str
    fatal: bool = False

    def __str__(self) -> str:
        return f"{self.source}, {self.place}: {self.message}"
