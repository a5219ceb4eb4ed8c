"""The tables, as they are after the last migration. Every one of them carries the runner.

Instants are text in ISO 8601, aware UTC; days are ISO dates; JSON is text.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Column,
    Float,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)

METADATA = MetaData()


def _table(name: str, *columns: Column[Any]) -> Table:
    return Table(name, METADATA, *columns)


def _text(name: str, *, key: bool = False) -> Column[str]:
    return Column(name, Text, primary_key=key)


def _number(name: str) -> Column[float]:
    return Column(name, Float)


def _integer(name: str, *, key: bool = False) -> Column[int]:
    return Column(name, Integer, primary_key=key)


IMPORTS = _table(
    "imports",
    _integer("id", key=True),
    _text("runner"),
    _text("started_at"),
    _text("ended_at"),
    _text("summary"),
)
ORIGINALS = _table(
    "originals",
    _text("runner", key=True),
    _text("sha256", key=True),
    _text("name"),
    _integer("size"),
    _text("state"),  # kept, refused or other (not an activity)
    _text("packing"),  # raw or zlib; null where no bytes are kept
    _integer("format_version"),
    _integer("import_id"),
)
RECORDINGS = _table(
    "recordings",
    _integer("id", key=True),
    _text("runner"),
    _text("sha256"),
    _integer("idx"),
    _text("sport"),
    _text("started_at"),
    _integer("utc_offset_s"),
    _text("offset_from"),  # file, hint, home_zone or system
    _number("elapsed_s"),
    _number("timer_s"),
    _number("moving_s"),
    _number("distance_m"),
    _number("ascent_m"),
    _number("descent_m"),
    _text("name"),
    _text("note"),
    _text("device"),
    _text("samples"),  # content hash of the Parquet file; null without samples
    _integer("sample_count"),
    _text("columns"),  # JSON list: what is known of it beside time
    _text("moving"),  # JSON list of [start, end) in seconds since 1970 UTC
    _text("pauses"),  # JSON list of [start, end)
    _text("laps"),  # JSON list of [start, elapsed, distance, trigger]
    _text("hints"),  # JSON object: what the platform said beside the file
    _integer("first_run_id"),
)
RUNS = _table(
    "runs",
    _integer("id", key=True),
    _text("runner"),
    _text("started_at"),
    _integer("utc_offset_s"),
    _text("sport"),
    _number("elapsed_s"),
    _number("moving_s"),
    _number("distance_m"),
    _text("name"),
    _text("note"),
    _integer("shoe_id"),
    _integer("merged_into"),
    _text("created_at"),
)
RUN_RECORDINGS = _table(
    "run_recordings",
    _integer("recording_id", key=True),
    _text("runner"),
    _integer("run_id"),
    _integer("main"),
    _integer("attached"),
)
KEPT_APART = _table(
    "kept_apart",
    _text("runner", key=True),
    _integer("first_id", key=True),
    _integer("second_id", key=True),
)
EDITS = _table(
    "edits",
    _integer("id", key=True),
    _text("runner"),
    _integer("run_id"),
    _text("field"),
    _text("value"),  # JSON
    _integer("cleared"),
    _text("entered_at"),
)
SHOES = _table(
    "shoes",
    _integer("id", key=True),
    _text("runner"),
    _text("name"),
    _text("brand"),
    _number("start_km"),
    _text("bought_on"),
    _text("midsole"),
    _text("kind"),
    _text("foam"),
    _number("drop_mm"),
    _number("stack_mm"),
    _integer("retired"),
    _text("given_name"),  # what a platform calls it, whatever the runner renames it to
)
PAIN = _table(
    "pain",
    _integer("id", key=True),
    _text("runner"),
    _text("side"),
    _text("day"),
    _text("window"),
    _integer("run_id"),
    _integer("value"),
    _text("site"),
    _text("entered_at"),
    _integer("withdrawn"),
)
RUN_REPORTS = _table(
    "run_reports",
    _integer("id", key=True),
    _text("runner"),
    _integer("run_id"),
    _number("pain_began_km"),
    _integer("shortened"),
    _integer("changed"),
    _number("planned_km"),
    _number("planned_pace_s_per_km"),
    _number("planned_descent_m"),
    _integer("painkiller_before"),
    _integer("painkiller_after"),
    _text("entered_at"),
)
EPISODES = _table(
    "episodes",
    _integer("id", key=True),
    _text("runner"),
    _text("side"),
    _text("began_on"),
    _text("ended_on"),
    _text("site"),
    _text("end_told_at"),  # when `ended_on` was last told; null where it never was changed
)
LOG = _table(
    "log",
    _integer("id", key=True),
    _text("runner"),
    _text("kind"),
    _text("at"),
    _text("day"),
    _number("value"),
    _text("unit"),
    _integer("run_id"),
    _text("note"),
)
FACTS = _table(
    "profile",
    _integer("id", key=True),
    _text("runner"),
    _text("key"),
    _text("value"),
    _text("valid_from"),
    _text("asked_at"),
    _text("source"),
)
SYMPTOM_ANSWERS = _table(
    "symptom_answers",
    _integer("id", key=True),
    _text("runner"),
    _text("key"),
    _text("value"),  # null is "don't know"
    _text("answered_at"),
    _text("side"),
)
CLEARINGS = _table(
    "clearings",
    _integer("id", key=True),
    _text("runner"),
    _text("flag"),
    _text("cleared_on"),
    _text("profession"),
    _text("excluded"),
    _integer("sign_absent"),
    _text("entered_at"),
    _text("side"),
)
GOALS = _table(
    "goals",
    _integer("id", key=True),
    _text("runner"),
    _number("km"),
    _text("race_on"),  # null where there is no date
    _integer("days"),  # running days a week
    _text("entered_at"),
    _text("ended_at"),
)
SENT_SESSIONS = _table(
    "sent_sessions",
    _text("runner", key=True),
    _text("uid", key=True),
    _text("day"),
    _integer("sequence"),  # iCalendar's, one more at every change
    _text("content"),  # what was sent, to tell a change
    _text("sent_at"),
    _text("cancelled_at"),
)
TRIALS = _table(
    "trials",
    _integer("id", key=True),
    _text("runner"),
    _text("lever"),
    _text("side"),
    _text("design"),  # JSON: blocks, seed, stop rule
    _text("began_on"),
    _text("entered_at"),
    _text("ended_on"),
    _text("ended_why"),
)
SCORES = _table(
    "scores",
    _integer("id", key=True),
    _text("runner"),
    _text("side"),
    _text("day"),
    _text("answers"),  # JSON object: item to 0-10, null where left open
    _text("entered_at"),
)
BODY_MEASURES = _table(
    "body_measures",
    _integer("id", key=True),
    _text("runner"),
    _text("kind"),
    _text("name"),
    _text("day"),
    _text("at"),
    _text("side"),  # null where it is of no side
    _text("measured"),  # JSON object: name to number or word, null where not known
    _text("version"),  # of what measured it
)
FEATURES = _table(
    "features",
    _text("runner", key=True),
    _text("subject", key=True),  # run or recording
    _integer("subject_id", key=True),
    _text("feature_set", key=True),
    _text("key"),
    Column("value", LargeBinary),
)
ANSWERS = _table(
    "answers",
    _integer("id", key=True),
    _text("runner"),
    _text("name"),
    _text("key"),
    _text("value"),
    _text("made_at"),
)
STAMPS = _table(
    "stamps",
    _text("runner", key=True),
    _text("name", key=True),  # a table, or home: a number of the home's own
    _integer("n"),  # changes so far
)
PROBLEMS = _table(
    "problems",
    _integer("id", key=True),
    _text("runner"),
    _text("sha256"),
    _integer("run_id"),
    _text("source"),
    _text("place"),
    _text("message"),
    _integer("fatal"),
    _integer("import_id"),
)
