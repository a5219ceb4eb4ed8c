"""Stop when something that kneewise installs for a runner is not under a permissive licence."""

import json
import re
import subprocess
import sys
from importlib.metadata import requires

PERMISSIVE = re.compile(
    r"\b(MIT|BSD|Apache|ISC|Python Software Foundation|PSF|Unlicense|0BSD|Zlib)\b",
    re.IGNORECASE,
)
"""What a licence's name must hold for us to install it on a runner's machine."""

EXCEPTIONS = {
    "certifi": "MPL 2.0: a list of certificates, unmodified; osmium's own downloader brings it, "
    "and nothing of ours asks for it",
}
"""What is installed all the same, and why."""


def closure(name: str, seen: set[str]) -> set[str]:
    """All distributions that installing `name` brings, by normalised name."""
    for line in requires(name) or ():
        if "extra ==" in line and name != "kneewise":  # our own extras are installed on request
            continue
        found = re.match(r"[A-Za-z0-9._-]+", line)
        dependency = re.sub(r"[-_.]+", "-", found[0]).lower() if found else ""
        if dependency and dependency not in seen and _installed(dependency):
            seen.add(dependency)
            closure(dependency, seen)
    return seen


def _installed(name: str) -> bool:
    try:
        requires(name)
    except ModuleNotFoundError:
        return False
    return True


def main() -> int:
    """Print each licence; 1 when one is not permissive."""
    command = [sys.executable, "-m", "piplicenses", "--format=json", "--from=all"]
    rows = json.loads(subprocess.run(command, check=True, capture_output=True).stdout)
    ours = closure("kneewise", set())
    wrong = []
    for row in rows:
        name = re.sub(r"[-_.]+", "-", row["Name"]).lower()
        if name not in ours:
            continue
        licence = " / ".join(str(value) for key, value in row.items() if key.startswith("License"))
        print(f"{name:20} {licence.splitlines()[0][:90]}")
        if name in EXCEPTIONS:
            print(f"{'':20} kept: {EXCEPTIONS[name]}")
        elif not PERMISSIVE.search(licence):
            wrong.append(name)
    if wrong:
        print("not permissive:", ", ".join(wrong))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
