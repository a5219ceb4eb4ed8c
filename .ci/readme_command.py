"""Print one of the README's two commands, so that CI runs just what a newcomer is told."""

import re
import sys
from pathlib import Path

README = Path(__file__).parents[1] / "README.md"


def command(name: str) -> str:
    """The shell line under the marker `<!-- command: NAME -->`, without the way to get uv."""
    text = README.read_text(encoding="utf-8")
    found = re.search(rf"<!-- command: {name} -->\s*```\w*\n(.+?)\n```", text)
    if found is None:
        sys.exit(f"README.md has no block marked 'command: {name}'")
    return found[1].removeprefix("python3 -m ")


if __name__ == "__main__":
    print(command(sys.argv[1]))
