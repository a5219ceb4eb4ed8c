"""The statements of the first schema, for Alembic and for homes that are made anew."""

from __future__ import annotations

STATEMENTS = (
    """CREATE TABLE imports (
        id INTEGER PRIMARY KEY, runner TEXT NOT NULL, started_at TEXT NOT NULL,
        ended_at TEXT, summary TEXT)""",
    """CREATE TABLE originals (
        runner TEXT NOT NULL, sha256 TEXT NOT NULL, name TEXT NOT NULL, size INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('kept', 'refused', 'other')), packing TEXT,
        format_version INTEGER NOT NULL, import_id INTEGER REFERENCES imports (id),
        PRIMARY KEY (runner, sha256))""",
    """CREATE TABLE runs (
        id INTEGER PRIMARY KEY AUTOINCREMENT, runner TEXT NOT NULL, started_at TEXT NOT NULL,
        utc_offset_s INTEGER NOT NULL, sport TEXT NOT NULL, elapsed_s REAL, moving_s REAL,
        distance_m REAL, name TEXT, note TEXT, shoe_id INTEGER REFERENCES shoes (id),
        merged_into INTEGER REFERENCES runs (id), created_at TEXT NOT NULL)""",
    """CREATE TABLE recordings (
        id INTEGER PRIMARY KEY, runner TEXT NOT NULL, sha256 TEXT NOT NULL, idx INTEGER NOT NULL,
        sport TEXT NOT NULL, started_at TEXT, utc_offset_s INTEGER NOT NULL,
        offset_from TEXT NOT NULL, elapsed_s REAL, timer_s REAL, moving_s REAL, distance_m REAL,
        ascent_m REAL, descent_m REAL, name TEXT, note TEXT, device TEXT, samples TEXT,
        sample_count INTEGER NOT NULL, columns TEXT NOT NULL, moving TEXT NOT NULL,
        pauses TEXT NOT NULL, laps TEXT NOT NULL, hints TEXT NOT NULL,
        first_run_id INTEGER REFERENCES runs (id),
        UNIQUE (runner, sha256, idx),
        FOREIGN KEY (runner, sha256) REFERENCES originals (runner, sha256))""",
    """CREATE TABLE run_recordings (
        recording_id INTEGER PRIMARY KEY REFERENCES recordings (id), runner TEXT NOT NULL,
        run_id INTEGER NOT NULL REFERENCES runs (id), main INTEGER NOT NULL,
        attached INTEGER NOT NULL)""",
    "CREATE INDEX run_recordings_run ON run_recordings (run_id)",
    """CREATE UNIQUE INDEX run_recordings_main ON run_recordings (run_id) WHERE main = 1""",
    """CREATE TABLE kept_apart (
        runner TEXT NOT NULL, first_id INTEGER NOT NULL REFERENCES recordings (id),
        second_id INTEGER NOT NULL REFERENCES recordings (id),
        PRIMARY KEY (runner, first_id, second_id), CHECK (first_id < second_id))""",
    """CREATE TABLE edits (
        id INTEGER PRIMARY KEY, runner TEXT NOT NULL,
        run_id INTEGER NOT NULL REFERENCES runs (id), field TEXT NOT NULL, value TEXT,
        cleared INTEGER NOT NULL, entered_at TEXT NOT NULL)""",
    """CREATE TABLE shoes (
        id INTEGER PRIMARY KEY, runner TEXT NOT NULL, name TEXT NOT NULL, brand TEXT,
        start_km REAL, bought_on TEXT, midsole TEXT, kind TEXT, foam TEXT, drop_mm REAL,
        stack_mm REAL, retired INTEGER NOT NULL, given_name TEXT, UNIQUE (runner, name))""",
    """CREATE TABLE pain (
        id INTEGER PRIMARY KEY, runner TEXT NOT NULL,
        side TEXT NOT NULL CHECK (side IN ('left', 'right')), day TEXT NOT NULL,
        window TEXT NOT NULL, run_id INTEGER REFERENCES runs (id),
        value INTEGER CHECK (value BETWEEN 0 AND 10), site TEXT, entered_at TEXT NOT NULL,
        withdrawn INTEGER NOT NULL)""",
    "CREATE INDEX pain_key ON pain (runner, side, day, window, run_id)",
    """CREATE TABLE run_reports (
        id INTEGER PRIMARY KEY, runner TEXT NOT NULL,
        run_id INTEGER NOT NULL REFERENCES runs (id), pain_began_km REAL, shortened INTEGER,
        changed INTEGER, planned_km REAL, planned_pace_s_per_km REAL, planned_descent_m REAL,
        painkiller_before INTEGER, painkiller_after INTEGER, entered_at TEXT NOT NULL)""",
    """CREATE TABLE episodes (
        id INTEGER PRIMARY KEY, runner TEXT NOT NULL,
        side TEXT NOT NULL CHECK (side IN ('left', 'right')), began_on TEXT NOT NULL,
        ended_on TEXT, site TEXT)""",
    """CREATE TABLE log (
        id INTEGER PRIMARY KEY, runner TEXT NOT NULL, kind TEXT NOT NULL, at TEXT NOT NULL,
        day TEXT NOT NULL, value REAL, unit TEXT, run_id INTEGER REFERENCES runs (id),
        note TEXT)""",
    """CREATE TABLE profile (
        id INTEGER PRIMARY KEY, runner TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
        valid_from TEXT NOT NULL, asked_at TEXT NOT NULL, source TEXT NOT NULL)""",
    """CREATE TABLE features (
        runner TEXT NOT NULL, subject TEXT NOT NULL CHECK (subject IN ('run', 'recording')),
        subject_id INTEGER NOT NULL, feature_set TEXT NOT NULL, key TEXT NOT NULL,
        value BLOB NOT NULL, PRIMARY KEY (runner, subject, subject_id, feature_set))""",
    """CREATE TABLE answers (
        id INTEGER PRIMARY KEY, runner TEXT NOT NULL, name TEXT NOT NULL, key TEXT NOT NULL,
        value TEXT NOT NULL, made_at TEXT NOT NULL, UNIQUE (runner, name, key))""",
    """CREATE TABLE problems (
        id INTEGER PRIMARY KEY, runner TEXT NOT NULL, sha256 TEXT,
        run_id INTEGER REFERENCES runs (id), source TEXT NOT NULL, place TEXT NOT NULL,
        message TEXT NOT NULL, fatal INTEGER NOT NULL,
        import_id INTEGER REFERENCES imports (id))""",
)
