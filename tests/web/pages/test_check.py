"""The check page: flags on top, unknown is not no, consent, clearings, and the picture."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from tests.care.check.answering import clear

from kneewise.journal import open_journal

TODAY = datetime.now(UTC).astimezone().date()
CLEAR = clear() | {"consent": "yes"}


@pytest.fixture
def journal(home):
    with open_journal(home) as opened:
        yield opened


def raised(journal) -> set[str]:
    return {flag.flag for flag in journal.screening().flags}


def asked(page: str, key: str) -> bool:
    return f'name="a.{key}"' in page


def test_a_few_questions_at_a_time_what_cant_wait_first(client):
    assert asked(client.get("/check").text, "age")
    answer = client.post("/check/answers", data={"a.age": "40", "side": "left"})
    assert answer.headers["location"] == "/check?side=left#now"
    page = client.get("/check").text
    assert asked(page, "chest")
    assert not asked(page, "pain")


def test_all_open_questions_can_be_seen_at_once(client):
    page = client.get("/check?whole=true").text
    assert asked(page, "chest")
    assert asked(page, "pain")
    assert not asked(page, "pregnancy")


def test_yes_no_several_numbers_and_dont_know_are_kept_as_said(client, journal):
    form = {
        "a.age": "40",
        "a.warm": "no",
        "a.red": "unknown",
        "a.injury": ["twist", "pop"],
        "unsure.chest": "1",
        "side": "right",
    }
    client.post("/check/answers", data=form)
    values = {answer.key: answer.value for answer in journal.store.symptoms.answers()}
    assert values == {"age": "40", "warm": "no", "red": None, "injury": "twist,pop", "chest": None}
    assert {answer.side for answer in journal.store.symptoms.answers()} == {"right"}


def test_what_is_left_empty_is_not_answered(client, journal):
    client.post("/check/answers", data={"a.age": "", "side": ""})
    assert journal.store.symptoms.answers() == ()
    assert "Nothing was answered yet" in client.get("/check").text


def test_dont_know_beside_an_answer_is_refused(client, journal):
    form = {"a.injury": ["twist"], "unsure.injury": "1"}
    assert client.post("/check/answers", data=form).status_code == 400
    form = {"a.injury": ["twist", "none"]}
    assert client.post("/check/answers", data=form).status_code == 400
    assert journal.store.symptoms.answers() == ()


def test_unknown_stays_open_and_is_listed_to_be_answered_later(client, journal):
    journal.answer_symptoms(CLEAR | {"warm": None, "conditions": "off"})
    page = client.get("/check").text
    assert "Not screened yet: 1 question" in page
    assert "answer when you know" in page
    assert asked(client.get("/check?again=joint").text, "warm")


def test_an_emergency_stands_on_top_and_ends_the_check(client, journal):
    journal.answer_symptoms({"age": 40, "warm": "yes", "red": "yes"})
    page = client.get("/check").text
    assert "The check ends here" in page
    assert page.index("Emergency, today") < page.index("Symptom check: education")
    assert 'action="/check/answers"' not in page
    assert "BSR2006" in page


def test_a_less_urgent_flag_stands_on_top_and_the_questions_go_on(client, journal):
    journal.answer_symptoms({"age": 40, "giving_way": "yes"})
    page = client.get("/check").text
    assert page.index("Within two weeks") < page.index('action="/check/answers"')
    assert "one of them may be more urgent" in page


def test_denied_later_shows_both(client, journal):
    yesterday = datetime.now(UTC) - timedelta(days=1)
    journal.answer_symptoms({"age": 40, "giving_way": "yes"}, at=yesterday)
    client.post("/check/answers", data={"a.giving_way": "no"})
    page = client.get("/check").text
    assert "You said no later; both are kept" in page
    assert raised(journal) == {"giving_way"}


def test_a_flag_is_cleared_by_who_may_with_what_was_excluded(client, journal):
    journal.answer_symptoms(CLEAR | {"giving_way": "yes"}, at=datetime.now(UTC) - timedelta(days=1))
    form = {"flag": "giving_way", "on": TODAY.isoformat(), "excluded": "tear"}
    whole = {**form, "profession": "physiotherapist", "sign_absent": "yes"}
    for wrong in (
        {**whole, "sign_absent": ""},
        {**whole, "profession": "me"},
        {**whole, "excluded": " "},
        {**whole, "on": (TODAY + timedelta(days=1)).isoformat()},
    ):
        assert client.post("/check/clear", data=wrong).status_code in {400, 422}
        assert raised(journal) == {"giving_way"}
    assert client.post("/check/clear", data=whole).status_code == 303
    assert raised(journal) == set()
    page = client.get("/check").text
    assert "Giving way: seen on" in page
    assert "by physiotherapist, excluded: tear" in page
    assert "giving_way:" not in page


def test_an_emergency_offers_only_doctors_to_clear_it(client, journal):
    journal.answer_symptoms(CLEAR | {"warm": "yes", "red": "yes"})
    page = client.get("/check").text
    assert "<option>rheumatologist</option>" in page
    assert "<option>physiotherapist</option>" not in page


def test_consent_is_asked_before_the_sensitive_questions_and_refusing_leaves_them_open(
    client, journal
):
    sensitive = {"health", "drugs", "pregnancy", "birth_on", "pelvic", "periods", "energy"}
    plain = {key: value for key, value in CLEAR.items() if key not in sensitive | {"consent"}}
    journal.answer_symptoms(plain)
    page = client.get("/check").text
    assert "May the answers be kept" in page
    assert not asked(page, "drugs")
    assert client.post("/check/answers", data={"a.drugs": "none"}).status_code == 400
    client.post("/check/consent", data={"agreed": "no"})
    page = client.get("/check").text
    assert "You chose not to answer" in page
    assert not asked(page, "drugs")
    assert not journal.screening().complete
    client.post("/check/consent", data={"agreed": "yes"})
    assert asked(client.get("/check").text, "drugs")


def test_a_sensitive_answer_is_forgotten_alone(client, journal):
    journal.answer_symptoms(CLEAR | {"drugs": "steroids"})
    page = client.get("/check").text
    assert 'name="key" value="drugs"' in page
    assert 'name="key" value="warm"' not in page
    client.post("/check/forget", data={"key": "drugs"})
    assert "drugs" not in {answer.key for answer in journal.store.symptoms.answers()}
    assert client.post("/check/forget", data={"key": "warm"}).status_code == 400


def test_what_a_deleted_answer_had_raised_stays_and_names_no_illness(client, journal):
    journal.answer_symptoms(CLEAR | {"drugs": "anticoagulant", "swollen": "yes"})
    client.post("/check/forget", data={"key": "drugs"})
    client.post("/check/answers", data={"a.drugs": ["none"]})
    page = client.get("/check").text
    assert "kept_sign" in page
    assert "answer behind this was deleted" in page
    assert "blood thinner or a bleeding disorder" not in page


def test_a_sign_of_the_diary_stands_on_top_with_its_day_and_the_no_beside_it(client, journal):
    journal.answer_symptoms(CLEAR)
    client.post("/diary/log", data={"day": TODAY.isoformat(), "swelling": "1"})
    page = client.get("/check").text
    assert "Logged on" in page
    assert "the diary says yes" not in page
    client.post("/check/answers", data={"a.swollen": "no"})
    assert "In the check you said no; the diary says yes" in client.get("/check").text
    assert raised(journal) == {"swelling"}


def test_who_is_well_again_can_say_since_when_without_the_picture(client, journal):
    journal.answer_symptoms(CLEAR | {"unwell": "flu", "conditions": "off"})
    assert "Fever and skin" in client.get("/check").text
    assert asked(client.get("/check?again=unwell").text, "well_since")
    assert "Not screened yet" not in client.get("/check").text


def test_a_gate_says_what_it_forbids_and_until_when(client, journal):
    said = {"injection": "steroid", "injection_on": TODAY.isoformat(), "injection_tendon": "no"}
    journal.answer_symptoms(CLEAR | said)
    page = client.get("/check").text
    assert "An injection into or near this knee" in page
    assert "Off for now: " in page
    assert "Until " in page


def test_all_clear_is_no_all_clear(client, journal):
    journal.answer_symptoms(CLEAR)
    assert "That is no all-clear" in client.get("/check").text


PAINFUL = {"pain": "yes", "easing": "easing", "site": "inside-joint-line", "when": ["squat"]}


def test_the_picture_is_asked_for_once_and_off_without_a_yes(client, journal):
    journal.answer_symptoms(CLEAR | PAINFUL)
    page = client.get("/check").text
    assert "off until you switch it on" in page
    assert "Patellofemoral pain" not in page
    client.post("/check/conditions", data={"shown": "off"})
    page = client.get("/check").text
    assert "The picture of conditions is off" in page
    assert "off until you switch it on" not in page


def test_the_picture_shows_every_share_with_its_interval_for_and_against(client, journal):
    journal.answer_symptoms(CLEAR | PAINFUL | {"conditions": "on"})
    page = client.get("/check").text
    picture = journal.check().picture
    assert page.count('<svg class="share"') == len(picture.fits)
    for words in ("Something else", "for: ", "against: ", "education, not a diagnosis"):
        assert words in page
    assert "Chondromalacia" in page
    assert "What would move this most" in page


def test_no_picture_beside_a_red_flag(client, journal):
    journal.answer_symptoms(CLEAR | PAINFUL | {"conditions": "on", "giving_way": "yes"})
    assert '<svg class="share"' not in client.get("/check").text


def test_no_picture_without_pain(client, journal):
    journal.answer_symptoms(CLEAR | {"conditions": "on"})
    page = client.get("/check").text
    assert '<svg class="share"' not in page
    assert "no knee hurts" in page


def test_the_place_of_the_pain_is_tapped_on_the_map(client, journal):
    journal.answer_symptoms(CLEAR | PAINFUL | {"site": None, "conditions": "off"})
    page = client.get("/check?again=pain").text
    assert 'name="a.site" value="inside-joint-line"' in page
    client.post("/check/answers", data={"a.site": "inside-joint-line"})
    assert journal.store.symptoms.answers()[-1].value == "inside-joint-line"


def test_what_was_answered_is_shown_in_words(client, journal):
    journal.answer_symptoms(CLEAR | {"injury": ["twist"]})
    page = client.get("/check").text
    assert "<strong>twisted it</strong>" in page


def test_none_of_these_takes_the_others_back(browser, served_home):
    with browser.new_context(service_workers="block") as context:
        tab = context.new_page()
        tab.goto(f"{served_home}/check?whole=true")
        pain = tab.locator('[name="a.chest"][value="chest-pain"]')
        none = tab.locator('[name="a.chest"][value="none"]')
        pain.check()
        none.check()
        assert not pain.is_checked()
        pain.check()
        assert not none.is_checked()
