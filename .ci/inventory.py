"""Keep the lists in ARCHITECTURE.md (formats, causes, pages, commands …) as the code has them."""

import re
import sys
from collections.abc import Mapping
from pathlib import Path

ARCHITECTURE = Path(__file__).parents[1] / "ARCHITECTURE.md"


def inventory() -> Mapping[str, list[str]]:
    """What the code holds, by the name of its list."""
    from kneewise.care.trial.lever import all_levers
    from kneewise.causes import all_causes
    from kneewise.cli.app import register
    from kneewise.formats import FORMATS
    from kneewise.platforms import all_platforms
    from kneewise.web.page import all_pages

    app = register()
    commands = [command.name or command.callback.__name__ for command in app.registered_commands]
    commands += [group.name for group in app.registered_groups]
    return {
        "formats": sorted(found.name for found in FORMATS),
        "platforms": sorted(found.name for found in all_platforms()),
        "causes": sorted(cause.name for cause in all_causes()),
        "pages": sorted(page.name for page in all_pages()),
        "levers": sorted(lever.name for lever in all_levers()),
        "commands": sorted(commands),
    }


def filled(text: str) -> str:
    """The text with every list between its marks as the code has it."""
    for name, members in inventory().items():
        if f"<!-- {name} -->" not in text:
            sys.exit(f"ARCHITECTURE.md has no list marked {name!r}")
        listed = ", ".join(f"`{member}`" for member in members)
        mark = re.compile(rf"(<!-- {name} -->\n).*?\n?(<!-- end -->)", re.DOTALL)
        text = mark.sub(lambda found, listed=listed: f"{found[1]}{listed}\n{found[2]}", text)
    return text


if __name__ == "__main__":
    before = ARCHITECTURE.read_text(encoding="utf-8")
    after = filled(before)
    if sys.argv[1:] == ["--write"]:
        ARCHITECTURE.write_text(after, encoding="utf-8")
    elif before != after:
        sys.exit("ARCHITECTURE.md and the code differ: python .ci/inventory.py --write")
    else:
        print("ARCHITECTURE.md lists what the code holds")
