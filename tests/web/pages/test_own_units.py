"""Every page speaks in the runner's own units and date language, whichever room filled the words.

Homes in many states are crawled in miles and in German; what still holds a distance in km or m,
an ISO day or an English month is a sentence that was not read by the runner who sees it.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urljoin, urlsplit

import pytest
from icalendar import Calendar, Component
from lxml import html
from starlette.testclient import TestClient
from tests.care.check.answering import clear
from tests.ground.routing.towns import place
from tests.journal.conftest import write_gpx
from tests.web.conftest import BASE
from tests.web.towned import HOME

import kneewise
from kneewise.care.trial.blocks import draw_blocks
from kneewise.evidence.article import article
from kneewise.journal import open_journal
from kneewise.journal.asking_why import WhyQuestion, kept_why
from kneewise.journal.encoding import kept
from kneewise.journal.journal import Journal
from kneewise.model.diary import Side, Site, Window
from kneewise.model.plan import Goal
from kneewise.model.trial import Trial, TrialDesign
from kneewise.model.words import load_words
from kneewise.web.page import all_pages

METRIC = re.compile(
    r"(?:\d[\d.,]*\s?|\b(?:a|per|each|every)\s|/\s?)(?:km|kilomet\w+|metres?|m)\b"
    r"|\bkilometres (?:a run|\()|\ball kilometres",
    re.IGNORECASE,
)
"""A number, or "a", "per", "/", before a metric unit of way, height or speed; names of them."""

ISO = re.compile(r"\b(?:19|20)\d\d-\d\d-\d\d\b")
ENGLISH = re.compile(r"\d{1,2} (?:Mar|May|Oct|Dec)\b")
"""Months that German writes otherwise."""

EASY_KM = re.compile(
    r"easy km(?: a kilometre| a week)?(?: \(1 is a kilometre on the flat at 5:33 a km\))?"
)
"""Knee load is counted in a unit of its own, made of a kilometre at one speed."""

NOT_THE_RUNNERS = (
    EASY_KM,
    re.compile(r"300 km more"),  # the step whose risk research knows
    re.compile(r"Kilometres on the shoes"),  # a suspect's name
    re.compile(r"N/m for each kg"),  # stiffness of a leg
    re.compile(r"^(?:5|10) km$"),  # names of races
    re.compile(r"beyond 10 km|goal of 10 km or less"),  # SAFETY.md: under 18
    re.compile(r"\d m/s \(5:33 min/km\)"),  # the speed at which loads are compared
)
SHOWN = ("title", "aria-label", "alt", "placeholder")
BLOCKS = {"p", "li", "dd", "dt", "td", "th", "figcaption", "summary", "h1", "h2", "h3"} | {
    "label",
    "option",
    "text",
    "title",
    "desc",
}
JUDGING = (
    *(
        "/today",
        "/return",
        "/plan",
        "/outlook",
        "/trials",
        "/trials/1",
        "/check",
        "/relief",
        "/why",
    ),
    *("/runs", "/runs/latest", "/diary", "/prevention", "/crosstraining", "/shoes", "/route"),
)
MOST_OF_A_KIND = 2
NOT_CRAWLED = ("/assets", "/login", "/evidence", "/api")
"""Evidence speaks in the units of its studies."""


LON, LAT = place(*HOME)
HERE = f"{LAT}, {LON}"
State = Callable[[Journal], None]


def findings() -> list[str]:
    """What studies and guidelines say, word for word: it stays in the units of its source."""
    found = {one.evidence for one in article().values()}
    for words in sorted(Path(kneewise.__path__[0]).rglob("words.toml")):
        room = ".".join(("kneewise", *words.relative_to(kneewise.__path__[0]).parent.parts))
        found |= {
            one.text
            for one in load_words(room).values()
            if one.kind in {"finding", "guideline"} or one.id.endswith(".evidence")
        }
    return sorted((one for one in found if METRIC.search(one)), key=len, reverse=True)


FINDINGS = findings()


def blocks(page: str) -> Iterator[str]:
    """What a page shows and reads out, a block at a time; what was typed into fields is not."""
    for element in html.fromstring(page).iter():
        if not isinstance(element.tag, str) or element.tag in {"script", "style", "textarea"}:
            continue
        yield from (element.attrib[name] for name in SHOWN if name in element.attrib)
        yield from (said for name, said in element.attrib.items() if name.startswith("data-"))
        if element.tag in BLOCKS:
            yield " ".join(" ".join(element.itertext()).split())
        elif not any(above.tag in BLOCKS for above in element.iterancestors()):
            yield from (said.strip() for said in (element.text, element.tail) if said)
        elif element.tail and not any(above.tag in BLOCKS for above in element.iterancestors()):
            yield element.tail.strip()


def left(said: str) -> str:
    """A text without what stays in the units of others."""
    for finding in FINDINGS:
        said = said.replace(finding, "")
    for pattern in NOT_THE_RUNNERS:
        said = pattern.sub("", said)
    return said


def crawled(client: TestClient, *, deep: bool) -> Iterator[tuple[str, str]]:
    """The pages that judge today; `deep` every one that can be reached.

    Of those that differ in their numbers alone a few.
    """
    waiting = [f"/{page.name}" for page in all_pages()] if deep else list(JUDGING)
    seen: Counter[str] = Counter()
    asked: set[str] = set()
    while waiting:
        address = waiting.pop(0)
        kind = re.sub(r"\d+|=[^&]*", "#", address)
        if address in asked or address.startswith(NOT_CRAWLED) or seen[kind] >= MOST_OF_A_KIND:
            continue
        asked.add(address)
        seen[kind] += 1
        answer = client.get(address)
        if answer.is_redirect:
            waiting.append(answer.headers["location"].partition("#")[0])
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        yield address, answer.text
        if not deep:
            continue
        for href in html.fromstring(answer.text).xpath("//a/@href"):
            there = urlsplit(urljoin(BASE + address, str(href)))
            if there.netloc == urlsplit(BASE).netloc:
                waiting.append(there.path + (f"?{there.query}" if there.query else ""))


def as_it_was(journal: Journal) -> None:
    """Nothing more is told."""


def with_a_goal(journal: Journal) -> None:
    """A plan towards a day that can't be reached, with strength and easy runs."""
    journal.set_goal("marathon", _today() + timedelta(days=40), 4)


def without_a_day(journal: Journal) -> None:
    """A plan towards a distance."""
    journal.set_goal(30.0, None, 3)


def after_a_goal(journal: Journal) -> None:
    """The day of the goal has passed: no plan."""
    at = datetime.now(UTC) - timedelta(days=30)
    journal.store.plans.set_goal(Goal(km=21.0975, days=3, entered_at=at, race_on=at.date()))


def sore(journal: Journal) -> None:
    """An episode, and a sore run yesterday."""
    journal.start_episode(_today() - timedelta(days=30), Side.LEFT, Site.FRONT_BEHIND_KNEECAP)
    journal.rate(4, run="latest", side=Side.LEFT)
    journal.set_goal("10k", None, 3)


def red(journal: Journal) -> None:
    """A red run."""
    journal.rate(7, run="latest", side=Side.LEFT)
    journal.log("limp", 1)


def flagged(journal: Journal) -> None:
    """A red flag, and a gate that ends by itself."""
    ago = (_today() - timedelta(days=3)).isoformat()
    journal.answer_symptoms(
        clear()
        | {"consent": "yes", "giving_way": "yes", "injection": ["steroid"], "injection_on": ago}
    )


def too_far(journal: Journal) -> None:
    """Twice as far as ever, with more in the week, noted as planned."""
    with TemporaryDirectory() as folder:
        for days, km in ((3, 9.0), (1, 13.0)):
            write_gpx(Path(folder) / f"{days}.gpx", datetime.now(UTC) - timedelta(days=days), km=km)
        journal.import_paths([Path(folder)])
    for run in journal.runs()[:2]:
        for window in (Window.DURING, Window.NEXT_MORNING):
            journal.rate(0, run=run.id, side=Side.LEFT, window=window)
    journal.report("latest", planned_km=12.0, pain_began_km=4.0, shortened=True)
    journal.log("planned_run", 9.0)
    journal.set_goal("half", None, 4)


def trying(lever: str, days: int) -> State:
    """A trial of a lever that began so many days ago."""

    def state(journal: Journal) -> None:
        entered = datetime.now(UTC) - timedelta(days=days, hours=8)
        design = TrialDesign(draw_blocks(4, 5), 2, 48.0, 5)
        journal.store.trials.add(Trial(lever, Side.LEFT, design, entered.date(), entered))

    return state


def over(journal: Journal) -> None:
    """An episode that has ended and is watched, a gel, a score, a shoe with its kilometres."""
    journal.start_episode(_today() - timedelta(days=40), Side.LEFT, Site.FRONT_BEHIND_KNEECAP)
    journal.end_episode(_today() - timedelta(days=9))
    shoe = journal.add_shoe("Blue", start_km=420.0)
    for run in journal.runs()[:9]:
        journal.wear(str(shoe.id), run.id)


STATES: dict[str, State] = {
    "plain": as_it_was,
    "goal": with_a_goal,
    "distance": without_a_day,
    "past": after_a_goal,
    "sore": sore,
    "red": red,
    "flagged": flagged,
    "far": too_far,
    "over": over,
    "flat": trying("flat", 21),
    "cadence": trying("cadence", 21),
    "easy_start": trying("easy_start", 70),
}


def _today() -> date:
    return datetime.now(UTC).date()


def wrong(client: TestClient, *patterns: re.Pattern[str], deep: bool = False) -> dict[str, str]:
    """Every text that was left as it is, and a page that shows it."""
    return {
        said: address
        for address, page in crawled(client, deep=deep)
        for said in blocks(page)
        if any(pattern.search(left(said)) for pattern in patterns)
    }


def _events(calendar: bytes) -> list[Component]:
    return Calendar.from_ical(calendar).walk("VEVENT")


def told(home: Path, state: State, **facts: str) -> None:
    """Facts and a state told to a home, whose answer to why stays kept."""
    with open_journal(home) as journal:
        answer = kept_why(journal.store, WhyQuestion(), journal.runner).ranking
        for key, value in facts.items():
            journal.set_fact(key, value)
        state(journal)
        if answer is not None:
            mark = kept_why(journal.store, WhyQuestion(), journal.runner).mark
            journal.store.answers.put("why", mark, kept(answer), journal.runner)


@pytest.mark.parametrize("name", STATES)
def test_a_runner_who_reads_miles_is_told_no_kilometre_and_no_iso_day(client_of, regular, name):
    told(regular, STATES[name], units="imperial", date_language="en_US")
    assert wrong(client_of(regular), METRIC, ISO) == {}


def test_nor_one_with_half_a_year_of_everything(client_of, told_home):
    told(told_home, as_it_was, units="imperial", date_language="en_US")
    client = client_of(told_home)
    assert re.search(r"[\d.]+ mi planned: \d+ % over the [\d.]+ mi", client.get("/why").text)
    assert wrong(client, METRIC, ISO, deep=True) == {}


def test_nor_one_with_a_map_and_routes(client_of, town):
    told(town, as_it_was, units="imperial", date_language="en_US")
    client = client_of(town)
    assert wrong(client, METRIC, ISO, deep=True) == {}
    for km, said in (("2.5", "Route 1: 2.5 mi"), ("400", "not 400.0 mi")):
        found = client.post("/route", data={"place": HERE, "km": km, "wish": "plain"})
        address = found.headers["location"].partition("#")[0]
        client.get(f"{address}/progress")
        page = client.get(address).text
        assert said in page
        assert [said for said in blocks(page) if METRIC.search(left(said))] == []


@pytest.mark.parametrize(
    ("path", "form"),
    [
        ("/plan/goal", {"distance": "other", "far": "900"}),
        ("/plan/goal", {"distance": "10k", "on": "2001-01-01"}),
        ("/diary/episode", {"day": "2101-01-01", "side": "left"}),
    ],
)
def test_what_is_refused_is_refused_in_their_units(client_of, town, path, form):
    told(town, as_it_was, units="imperial", date_language="en_US")
    answer = client_of(town).post(path, data=form)
    assert answer.status_code == 400
    message = [said for said in blocks(answer.text) if METRIC.search(said) or ISO.search(said)]
    assert message == []


def test_what_was_done_is_told_on_the_next_page_in_their_units(client_of, regular):
    told(regular, as_it_was, units="imperial", date_language="en_US")
    client = client_of(regular)
    answer = client.post("/diary/rate", data={"value": "2", "run": "latest", "side": "left"})
    page = client.get(answer.headers["location"].partition("#")[0]).text
    said = next(one for one in blocks(page) if one.startswith("Noted: left 2/10"))
    assert "3.7 mi" in said
    assert not ISO.search(said)


def test_what_a_runner_wrote_is_never_changed(client_of, regular):
    told(regular, as_it_was, units="imperial", date_language="de_DE")
    with open_journal(regular) as journal:
        journal.edit_run("latest", name="15.2 km on 2026-11-25")
    assert "15.2 km on 2026-11-25" in client_of(regular).get("/runs/latest").text


def test_a_calendar_of_a_runner_who_reads_miles_speaks_miles(client_of, regular):
    told(regular, with_a_goal, units="imperial", date_language="en_US")
    made = client_of(regular).post("/plan/calendar", data={}, headers={"Kneewise-Script": "1"})
    events = [str(one.get("description")) + str(one["summary"]) for one in _events(made.content)]
    assert any(" mi " in one for one in events)
    assert [one for one in events if METRIC.search(left(one))] == []
    assert "-" not in json.loads(made.headers["Kneewise-Said"])[0]


@pytest.mark.parametrize("name", ["far", "flat"])
def test_the_same_pages_in_kilometres_would_fail(client_of, regular, name):
    told(regular, STATES[name], units="metric", date_language="en_US")
    assert len(wrong(client_of(regular), METRIC)) > 5


@pytest.mark.parametrize("name", ["sore", "flagged", "far"])
def test_a_runner_who_reads_german_days_sees_no_other(client_of, regular, name):
    told(regular, STATES[name], date_language="de_DE")
    assert wrong(client_of(regular), ENGLISH, ISO) == {}
