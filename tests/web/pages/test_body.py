"""The pages of the body: everything works as lists and forms, and says what it can't say."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from tests.care.check.answering import clear

from kneewise.body.routine import all_routines
from kneewise.body.tests import all_tests
from kneewise.journal import open_journal
from kneewise.model.diary import SORENESS_KINDS, Muscle, Side

TODAY = datetime.now(UTC).astimezone().date()
PATHS = [
    "/body",
    "/body/tests",
    *(f"/body/tests/{test.name.replace('_', '-')}" for test in all_tests()),
    "/body/routine",
    *(f"/body/routine/{one.name.replace('_', '-')}" for one in all_routines()),
    "/body/soreness",
]


@pytest.fixture
def journal(home):
    with open_journal(home) as opened:
        yield opened


@pytest.fixture
def checked(journal):
    """A runner who has answered the symptom check with nothing to tell."""
    journal.set_fact("birth_year", "1985")
    journal.answer_symptoms(clear() | {"consent": "yes"})
    return journal


@pytest.mark.parametrize("path", PATHS)
def test_every_page_stands_for_a_runner_without_anything(client, path):
    answer = client.get(path)
    assert answer.status_code == 200
    assert answer.text.count("<h1>") == 1


def test_the_overview_says_of_each_place_what_it_cannot_say(client):
    page = client.get("/body").text
    places = page.count('class="card place"')
    assert places >= 4
    assert page.count("<dt>Can&#39;t say</dt>") == places


def test_before_the_check_no_test_is_asked_for_and_none_shows_how(client):
    page = client.get("/body/tests/squats").text
    assert "Unknown is not no" in page
    assert "<form" not in page.partition("<main")[2].replace('class="waiting"', "")
    assert client.post("/body/tests/squats", data={"left": "5"}).status_code == 400


def test_what_is_not_asked_for_is_not_drawn_either(client, journal):
    assert 'class="figure"' not in client.get("/body/tests").text
    journal.set_fact("birth_year", "1985")
    journal.answer_symptoms(clear() | {"consent": "yes"})
    assert client.get("/body/tests").text.count('class="figure"') == len(all_tests())


def test_results_are_kept_by_side_and_an_empty_field_is_none(client, checked):
    answer = client.post("/body/tests/lunge", data={"left": "9,5", "right": "", "on": ""})
    assert answer.status_code == 303
    (test,) = checked.self_tests("lunge")
    assert [(course.side, course.points[0].value) for course in test.sides] == [("left", 9.5)]


@pytest.mark.parametrize(
    "wrong", [{}, {"left": "x"}, {"left": "99"}, {"left": "9", "on": "2999-01-01"}]
)
def test_what_is_no_result_is_refused(client, checked, wrong):
    assert client.post("/body/tests/lunge", data=wrong).status_code == 400
    assert checked.store.measures.all() == ()


def test_a_course_is_drawn_with_its_table_and_a_result_is_taken_back(client, checked):
    earlier = TODAY - timedelta(days=30)
    checked.keep_self_test("lunge", {Side.LEFT: 8.0}, day=earlier)
    checked.keep_self_test("lunge", {Side.LEFT: 12.0, Side.RIGHT: 12.0})
    page = client.get("/body/tests/lunge").text
    assert page.count('<circle class="left"') == 2
    assert page.count('<rect class="right"') == 1
    assert 'class="against"' in page
    assert "beyond its error: changed" in page
    numbers = re.findall(r'name="result" value="(\d+)"', page)
    assert len(numbers) == 3
    client.post("/body/tests/lunge/remove", data={"result": numbers[0]})
    assert len(re.findall('name="result"', client.get("/body/tests/lunge").text)) == 2


@pytest.mark.parametrize("result", ["x", "77"])
def test_a_result_that_is_none_is_not_taken_back(client, checked, result):
    answer = client.post("/body/tests/lunge/remove", data={"result": result})
    assert answer.status_code in {400, 404}


def test_the_figure_is_told_to_those_who_cannot_see_it(client, checked):
    page = client.get("/body/tests/lunge").text
    assert '<title id="lunge-title">Knee to wall</title>' in page
    assert '<desc id="lunge-shows">Side view' in page


def test_a_routine_is_a_list_to_tick_and_what_is_not_ticked_was_left_out(client, checked):
    page = client.get("/body/routine/hip-and-core").text
    assert page.count('type="checkbox" name="step"') == 6
    client.post("/body/routine/hip-and-core", data={"step": ["bridge", "clam"]})
    (entry,) = checked.log_entries()
    assert entry.kind == "strength"
    assert "left out: side_plank" in entry.note


def test_a_routine_with_nothing_ticked_is_not_logged(client, checked):
    assert client.post("/body/routine/stretching", data={}).status_code == 400
    assert checked.log_entries() == ()


def test_a_routine_is_handed_out_for_the_watch(client, checked):
    answer = client.post("/body/routine/hip-and-core/workout")
    assert answer.headers["content-disposition"].endswith('kneewise-hip-and-core.fit"')
    assert answer.content[8:12] == b".FIT"


@pytest.mark.parametrize("name", [one.name for one in all_routines()])
def test_under_a_red_light_a_routine_waits_and_says_what_to_do_instead(client, checked, name):
    checked.rate(8, side=Side.LEFT)
    path = f"/body/routine/{name.replace('_', '-')}"
    page = client.get(path).text
    assert "The light is red" in page
    assert "What to do now" in page
    assert "Walk or ride" in page
    assert "Delete it on the watch" in page
    assert 'name="step"' not in page
    assert "/workout" not in page
    assert client.post(path, data={"step": [all_routines()[0].steps[0].name]}).status_code == 400
    assert client.post(f"{path}/workout").status_code == 400


def test_stretching_says_first_that_it_was_not_shown_to_help(client, checked):
    page = client.get("/body/routine/stretching").text
    assert "it was not shown to lower injuries" in page
    assert "YEUNG2011" in page


def test_soreness_is_rated_on_the_map_and_open_stays_open(client, checked):
    form = dict.fromkeys(SORENESS_KINDS, "") | {"sore_calf_left": "6", "day": TODAY.isoformat()}
    assert client.post("/body/soreness", data=form).status_code == 303
    rated = [m for m in checked.soreness().today.muscles if m.rating is not None]
    assert [(m.muscle, m.side, m.rating) for m in rated] == [(Muscle.CALF, Side.LEFT, 6)]
    page = client.get("/body/soreness").text
    assert 'class="muscle sore-6" data-muscle="sore_calf_left"' in page
    assert page.count('class="muscle open"') == 7


@pytest.mark.parametrize("wrong", [{}, {"sore_calf_left": "11"}, {"sore_calf_left": "2.5"}])
def test_what_is_no_soreness_is_refused(client, checked, wrong):
    assert client.post("/body/soreness", data=wrong).status_code == 400
    assert checked.log_entries() == ()


def test_the_run_page_tells_the_steps_of_a_run_with_dynamics(told_client):
    page = told_client.get("/runs/latest").text
    assert "From the watch" in page
    assert "Ground contact" in page
    assert "Leg spring" in page
