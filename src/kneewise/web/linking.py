"""Sentences name commands of the terminal; on a page each of them is a link to its page."""

from __future__ import annotations

import re
from collections.abc import Mapping

from markupsafe import Markup, escape

from kneewise.model.diary import LOG_KINDS
from kneewise.model.words import say

PLACES: Mapping[str, str] = {
    "calendar": "/plan#out",
    "causes": "/evidence",
    "check": "/check",
    "crosstraining": "/crosstraining",
    "episode": "/diary#episodes",
    "evidence": "/evidence",
    "foot": "/feet",
    "form": "/form",
    "ground": "/ground",
    "import": "/import",
    "log": "/diary#log",
    "map": "/ground#maps",
    "outlook": "/outlook",
    "pain": "/diary",
    "physio": "/plan#out",
    "plan": "/plan",
    "prevention": "/prevention",
    "profile": "/settings",
    "relief": "/relief",
    "report": "/runs",
    "return": "/return",
    "route": "/route",
    "routine": "/body/routine",
    "runs": "/runs",
    "score": "/score",
    "shoes": "/shoes",
    "soreness": "/body/soreness",
    "tests": "/body/tests",
    "today": "/today",
    "trial": "/trials",
    "why": "/why",
    "workouts": "/plan#out",
}
"""Where each command's page is; `restore` and the rest have none and stay as they are."""

_SECOND = "start|end|stop|status|edit|restore|show|add|get|list|remove|wear|ice|use|unknown|latest"
_ARGUMENT = (
    r"(?:--[a-z][a-z-]*|[A-Za-z0-9_-]+(?:\.osm\.pbf|\.hgt(?:\.zip)?|\.jpg|\.mp4)|[A-Z][A-Z]+(?:-[A-Z]+)*"
    rf"|[0-9][0-9.:k-]*(?<![.:-])|{_SECOND}|[a-z]+_[a-z]+)"
)
_LOGGED = "|".join(sorted(LOG_KINDS, key=len, reverse=True))
_VALUE = (
    r"(?:left|right|both|side|rear|before|during|morning|evening|next-morning|running"
    r"|\"[^\"]*\")"
)
_MORE = rf"(?:\s+(?:{_ARGUMENT}|(?<=[a-z] ){_VALUE})(?![\w']))*"
COMMAND = re.compile(
    rf"(?P<tick>`)?kneewise (?P<command>{'|'.join(PLACES)})\b"
    rf"(?:(?<=log) (?:{_LOGGED})\b)?{_MORE}(?(tick)`)"
)


def linked(text: str) -> Markup:
    """A sentence with its commands as links; everything else is escaped."""
    parts, at = [], 0
    for found in COMMAND.finditer(text):
        command = found["command"]
        label = say("kneewise.web", f"to.{command}")
        parts.append(escape(text[at : found.start()]))
        parts.append(Markup('<a href="{}">{}</a>').format(PLACES[command], label))
        at = found.end()
    parts.append(escape(text[at:]))
    return Markup("").join(parts)
