"""Settings: what is chosen is kept and used, a backup comes out whole, everything can go."""

from __future__ import annotations

import io
import zipfile

import pytest
from babel.dates import format_date

from kneewise.journal import open_journal


def test_a_choice_is_kept_and_shown(client, home):
    answer = client.post("/settings/fact", data={"key": "units", "value": "imperial"})
    assert answer.headers["location"] == "/settings#units"
    with open_journal(home) as journal:
        assert [(f.key, f.value) for f in journal.profile()] == [("units", "imperial")]
    page = client.get("/settings").text
    assert '<option value="imperial" selected>' in page
    assert "Saved." in page
    assert "Saved." not in client.get("/settings").text


def test_the_language_of_dates_is_used_on_the_pages(client, home):
    assert client.post("/settings/fact", data={"key": "date_language", "value": "de"}).is_redirect
    with open_journal(home) as journal:
        today = journal.today().day
    german = format_date(today, "EEE", "de")
    assert german != format_date(today, "EEE", "en_GB")
    assert german in client.get("/today").text


@pytest.mark.parametrize(
    ("key", "value"),
    [("units", "furlongs"), ("nonsense", "1"), ("home_zone", "Moon/Sea"), ("birth_year", "x")],
)
def test_what_can_not_be_is_said_and_nothing_is_kept(client, home, key, value):
    answer = client.post("/settings/fact", data={"key": key, "value": value})
    assert answer.status_code == 400
    with open_journal(home) as journal:
        assert journal.profile() == ()


def test_a_privacy_zone_is_set_and_taken_away(client, home):
    zone = {"latitude": "48.1", "longitude": "11.5", "radius": "400"}
    assert client.post("/settings/zone", data=zone).is_redirect
    assert 'value="48.1"' in client.get("/settings").text
    assert client.post("/settings/zone", data=zone | {"latitude": "north"}).status_code == 400
    assert client.post("/settings/zone", data={}).is_redirect
    with open_journal(home) as journal:
        assert [fact.value for fact in journal.profile()] == ["48.1,11.5,400", ""]


def test_a_zone_takes_a_comma_for_a_point(client, home):
    zone = {"latitude": "48,137", "longitude": " 11,575 ", "radius": "200"}
    assert client.post("/settings/zone", data=zone).is_redirect
    with open_journal(home) as journal:
        assert [fact.value for fact in journal.profile()] == ["48.137,11.575,200"]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"latitude": "north"}, "Latitude is a number, not “north”."),
        ({"radius": ""}, "Radius in metres is a number, not “”."),
        ({"radius": "9"}, "has a radius from 10 m to 50 km, not 9 m."),
        ({"radius": "50001"}, "has a radius from 10 m to 50 km, not 50001 m."),
        ({"latitude": "91"}, "no circle on the ground"),
    ],
)
def test_a_wrong_zone_is_said_and_leads_back_to_settings(client, home, wrong, said):
    zone = {"latitude": "48.1", "longitude": "11.5", "radius": "400"}
    answer = client.post("/settings/zone", data=zone | wrong)
    assert answer.status_code == 400
    assert said in answer.text
    assert '<a class="button" href="/settings">Back to Settings</a>' in answer.text
    with open_journal(home) as journal:
        assert journal.profile() == ()


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("en_US", '<option value="en-US" selected>English (United States)</option>'),
        ("de_DE", '<option value="de_DE" selected>Deutsch (Deutschland)</option>'),
        ("pt_BR", '<option value="pt-BR" selected>português (Brasil)</option>'),
        ("zz", '<option value="zz" selected>zz</option>'),
    ],
)
def test_the_language_that_is_set_is_the_one_shown(client, home, said, shown):
    with open_journal(home) as journal:
        journal.set_fact("date_language", said)
    page = client.get("/settings").text
    assert shown in page
    language = page.split('id="date_language"')[1].split("</form>")[0]
    assert language.count("selected") == 1


def test_a_language_nobody_knows_is_refused_in_one_sentence(client, home):
    answer = client.post("/settings/fact", data={"key": "date_language", "value": "zz"})
    assert answer.status_code == 400
    assert "“zz” is no language of dates that kneewise knows" in answer.text
    with open_journal(home) as journal:
        assert journal.profile() == ()


def test_its_radius_is_said_in_feet_by_who_reads_miles(client, home):
    with open_journal(home) as journal:
        journal.set_fact("units", "imperial")
    zone = {"latitude": "48.1", "longitude": "11.5", "radius": "656"}
    assert client.post("/settings/zone", data=zone).is_redirect
    page = client.get("/settings").text
    assert "Radius in feet" in page
    assert 'name="radius" inputmode="numeric" size="6" value="656"' in page
    with open_journal(home) as journal:
        assert journal.profile()[-1].value == "48.1,11.5,200"


def test_a_backup_holds_everything_and_leaves_nothing_beside(told_client, told_home):
    answer = told_client.get("/settings/backup")
    names = zipfile.ZipFile(io.BytesIO(answer.content)).namelist()
    assert "kneewise.sqlite3" in names
    assert any(name.startswith("originals/") for name in names)
    assert "attachment" in answer.headers["content-disposition"]
    assert [path.name for path in told_home.iterdir() if path.name.startswith(".leaving")] == []


def test_everything_goes_only_when_the_word_was_typed(told_client, told_home):
    assert told_client.post("/settings/delete", data={"word": "yes"}).status_code == 400
    with open_journal(told_home) as journal:
        assert journal.status().runs > 0
    assert told_client.post("/settings/delete", data={"word": " Delete "}).is_redirect
    with open_journal(told_home) as journal:
        assert journal.status().activities == 0
        assert journal.profile() == ()
        assert journal.log_entries() == ()
    assert not (told_home / "originals").exists()
    assert not (told_home / "parquet").exists()
    assert told_client.get("/today").status_code == 200
