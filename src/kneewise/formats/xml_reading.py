"""One way through a track file in XML: up to its damage, then a recording for each part."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from lxml import etree

from kneewise.formats import xml_track as xml
from kneewise.formats.format import refused
from kneewise.model.problem import Problem
from kneewise.model.recording import ReadResult, Recording


class Part(Protocol):
    """A track or an activity that was read."""

    def recording(self, index: int, source: str, place: str) -> Recording:
        """What it is as a recording; `place` names it in problems."""


class Reading(Protocol):
    """A file while it is read."""

    points: int

    @property
    def parts(self) -> Sequence[Part]:
        """What was read whole, in the order of the file."""

    def take(self, event: str, tag: str, element: xml.Element) -> None:
        """One start or end of an element."""

    def close(self) -> None:
        """The end of a part, or of a file that broke off inside one."""

    def refusal(self) -> str:
        """Why there is nothing to import."""


def read_parts(
    data: bytes, source: str, tags: Sequence[str], reading: Reading, part: str
) -> ReadResult:
    """Every part of the file, up to where it is damaged; `part` is what one is called."""
    problems: tuple[Problem, ...] = ()
    try:
        for event, tag, element in xml.walk(data, tags):
            reading.take(event, tag, element)
    except xml.ForbiddenXmlError:
        return refused(source, "line 1", xml.FORBIDDEN)
    except etree.XMLSyntaxError as error:
        problems = (xml.damaged(source, error, reading.points),)
    reading.close()
    if not reading.parts:
        return refused(source, "whole file", reading.refusal(), *problems)
    alone = len(reading.parts) == 1
    recordings = tuple(
        each.recording(index, source, "whole file" if alone else f"{part} {index + 1}")
        for index, each in enumerate(reading.parts)
    )
    return ReadResult(recordings, problems)
