"""Keep `constraints.txt` and `[tool.uv] constraint-dependencies` the same, or write both anew.

`--check` compares them (CI does); `--write` takes the versions installed in this environment.
Only names and versions stand in either: no address of where they come from.
"""

import re
import sys
import tomllib
from importlib.metadata import distributions
from pathlib import Path

ROOT = Path(__file__).parents[1]
CONSTRAINTS = ROOT / "constraints.txt"
PROJECT = ROOT / "pyproject.toml"
BLOCK = re.compile(r"\nconstraint-dependencies = \[\n.*?\n\]\n", re.DOTALL)

LEFT_OUT = {"kneewise", "pip", "setuptools", "wheel", "beautifulsoup4", "soupsieve"}
"""Ourselves, what builds, and two that only types of lxml need: their newest want 3.11.5."""


def installed() -> list[str]:
    """`name==version` of everything in this environment but kneewise itself, sorted."""
    pins = {
        re.sub(r"[-_.]+", "-", dist.metadata["Name"]).lower(): dist.version
        for dist in distributions()
    }
    return [f"{name}=={version}" for name, version in sorted(pins.items()) if name not in LEFT_OUT]


def write(pins: list[str]) -> None:
    """Both places, from one list."""
    CONSTRAINTS.write_text("\n".join(pins) + "\n", encoding="utf-8")
    lines = "".join(f'  "{pin}",\n' for pin in pins)
    block = f"\nconstraint-dependencies = [\n{lines}]\n"
    text = PROJECT.read_text(encoding="utf-8")
    PROJECT.write_text(BLOCK.sub(block, text), encoding="utf-8")


def check() -> int:
    """0 when both places say the same."""
    project = tomllib.loads(PROJECT.read_text(encoding="utf-8"))
    in_project = project["tool"]["uv"]["constraint-dependencies"]
    in_file = CONSTRAINTS.read_text(encoding="utf-8").split()
    if sorted(in_project) == sorted(in_file):
        print(f"{len(in_file)} pins, the same in both places")
        return 0
    for pin in sorted(set(in_project) ^ set(in_file)):
        print("only in one place:", pin)
    return 1


if __name__ == "__main__":
    if sys.argv[1:] == ["--write"]:
        write(installed())
    else:
        sys.exit(check())
