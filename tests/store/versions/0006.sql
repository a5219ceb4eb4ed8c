-- A home of schema 0006 with one of everything; made once by that version, never changed.
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0006');
CREATE TABLE answers (
        id INTEGER PRIMARY KEY, runner TEXT NOT NULL, name TEXT NOT NULL, key TEXT NOT NULL,
        value TEXT NOT NULL, made_at TEXT NOT NULL, UNIQUE (runner, name, key));
CREATE TABLE body_measures (
        id INTEGER PRIMARY KEY, runner TEXT NOT NULL, kind TEXT NOT NULL, name TEXT NOT NULL,
        day TEXT NOT NULL, at TEXT NOT NULL, side TEXT CHECK (side IN ('left', 'right')),
        measured TEXT NOT NULL, version TEXT NOT NULL);
INSERT INTO "body_measures" VALUES(1,'me','test','lunge','2026-05-01','2026-05-01T10:00:00+00:00','left','{"distance_cm": 9.5}','1');
CREATE TABLE clearings (
        id INTEGER PRIMARY KEY, runner TEXT NOT NULL, flag TEXT NOT NULL, cleared_on TEXT NOT NULL,
        profession TEXT NOT NULL, excluded TEXT NOT NULL, sign_absent INTEGER NOT NULL,
        entered_at TEXT NOT NULL, side TEXT CHECK (side IN ('left', 'right')));
INSERT INTO "clearings" VALUES(1,'me','true_lock','2026-05-03','doctor','meniscal tear',1,'2026-05-01T10:00:00+00:00','left');
CREATE TABLE edits (
        id INTEGER PRIMARY KEY, runner TEXT NOT NULL,
        run_id INTEGER NOT NULL REFERENCES runs (id), field TEXT NOT NULL, value TEXT,
        cleared INTEGER NOT NULL, entered_at TEXT NOT NULL);
INSERT INTO "edits" VALUES(1,'me',1,'name','"Put right"',0,'2026-11-23T07:14:51.680135+00:00');
INSERT INTO "edits" VALUES(2,'me',1,'distance_m','5000.0',0,'2026-11-23T07:14:51.681672+00:00');
CREATE TABLE episodes (
        id INTEGER PRIMARY KEY, runner TEXT NOT NULL,
        side TEXT NOT NULL CHECK (side IN ('left', 'right')), began_on TEXT NOT NULL,
        ended_on TEXT, site TEXT, end_told_at TEXT);
INSERT INTO "episodes" VALUES(1,'me','left','2026-05-01','2026-06-01',NULL,'2026-06-03T18:00:00+00:00');
CREATE TABLE features (
        runner TEXT NOT NULL, subject TEXT NOT NULL CHECK (subject IN ('run', 'recording')),
        subject_id INTEGER NOT NULL, feature_set TEXT NOT NULL, key TEXT NOT NULL,
        value BLOB NOT NULL, PRIMARY KEY (runner, subject, subject_id, feature_set));
CREATE TABLE goals (
        id INTEGER PRIMARY KEY, runner TEXT NOT NULL, km REAL NOT NULL CHECK (km > 0),
        race_on TEXT, days INTEGER NOT NULL CHECK (days BETWEEN 1 AND 7),
        entered_at TEXT NOT NULL, ended_at TEXT);
INSERT INTO "goals" VALUES(1,'me',10.0,'2026-05-01',3,'2026-01-10T08:00:00+00:00',NULL);
CREATE TABLE imports (
        id INTEGER PRIMARY KEY, runner TEXT NOT NULL, started_at TEXT NOT NULL,
        ended_at TEXT, summary TEXT);
CREATE TABLE kept_apart (
        runner TEXT NOT NULL, first_id INTEGER NOT NULL REFERENCES recordings (id),
        second_id INTEGER NOT NULL REFERENCES recordings (id),
        PRIMARY KEY (runner, first_id, second_id), CHECK (first_id < second_id));
CREATE TABLE log (
        id INTEGER PRIMARY KEY, runner TEXT NOT NULL, kind TEXT NOT NULL, at TEXT NOT NULL,
        day TEXT NOT NULL, value REAL, unit TEXT, run_id INTEGER REFERENCES runs (id),
        note TEXT);
INSERT INTO "log" VALUES(1,'me','sleep','2026-05-01T10:00:00+00:00','2026-05-01',7.0,'h',NULL,NULL);
CREATE TABLE originals (
        runner TEXT NOT NULL, sha256 TEXT NOT NULL, name TEXT NOT NULL, size INTEGER NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('kept', 'refused', 'other')), packing TEXT,
        format_version INTEGER NOT NULL, import_id INTEGER REFERENCES imports (id),
        PRIMARY KEY (runner, sha256));
INSERT INTO "originals" VALUES('me','aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa','a.fit',1,'kept','raw',1,NULL);
CREATE TABLE pain (
        id INTEGER PRIMARY KEY, runner TEXT NOT NULL,
        side TEXT NOT NULL CHECK (side IN ('left', 'right')), day TEXT NOT NULL,
        window TEXT NOT NULL, run_id INTEGER REFERENCES runs (id),
        value INTEGER CHECK (value BETWEEN 0 AND 10), site TEXT, entered_at TEXT NOT NULL,
        withdrawn INTEGER NOT NULL);
INSERT INTO "pain" VALUES(1,'me','left','2026-05-01','during',1,3,NULL,'2026-05-01T10:00:00+00:00',0);
CREATE TABLE problems (
        id INTEGER PRIMARY KEY, runner TEXT NOT NULL, sha256 TEXT,
        run_id INTEGER REFERENCES runs (id), source TEXT NOT NULL, place TEXT NOT NULL,
        message TEXT NOT NULL, fatal INTEGER NOT NULL,
        import_id INTEGER REFERENCES imports (id));
CREATE TABLE profile (
        id INTEGER PRIMARY KEY, runner TEXT NOT NULL, key TEXT NOT NULL, value TEXT NOT NULL,
        valid_from TEXT NOT NULL, asked_at TEXT NOT NULL, source TEXT NOT NULL);
INSERT INTO "profile" VALUES(1,'me','sex','female','2026-05-01','2026-05-01T10:00:00+00:00','runner');
CREATE TABLE recordings (
        id INTEGER PRIMARY KEY, runner TEXT NOT NULL, sha256 TEXT NOT NULL, idx INTEGER NOT NULL,
        sport TEXT NOT NULL, started_at TEXT, utc_offset_s INTEGER NOT NULL,
        offset_from TEXT NOT NULL, elapsed_s REAL, timer_s REAL, moving_s REAL, distance_m REAL,
        ascent_m REAL, descent_m REAL, name TEXT, note TEXT, device TEXT, samples TEXT,
        sample_count INTEGER NOT NULL, columns TEXT NOT NULL, moving TEXT NOT NULL,
        pauses TEXT NOT NULL, laps TEXT NOT NULL, hints TEXT NOT NULL,
        first_run_id INTEGER REFERENCES runs (id),
        UNIQUE (runner, sha256, idx),
        FOREIGN KEY (runner, sha256) REFERENCES originals (runner, sha256));
INSERT INTO "recordings" VALUES(1,'me','aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',0,'running','2026-05-01T10:00:00+00:00',7200,'file',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,'[]','[[0.0,60.0]]','[]','[]','{}',1);
CREATE TABLE run_recordings (
        recording_id INTEGER PRIMARY KEY REFERENCES recordings (id), runner TEXT NOT NULL,
        run_id INTEGER NOT NULL REFERENCES runs (id), main INTEGER NOT NULL,
        attached INTEGER NOT NULL);
INSERT INTO "run_recordings" VALUES(1,'me',1,1,0);
CREATE TABLE run_reports (
        id INTEGER PRIMARY KEY, runner TEXT NOT NULL,
        run_id INTEGER NOT NULL REFERENCES runs (id), pain_began_km REAL, shortened INTEGER,
        changed INTEGER, planned_km REAL, planned_pace_s_per_km REAL, planned_descent_m REAL,
        painkiller_before INTEGER, painkiller_after INTEGER, entered_at TEXT NOT NULL);
INSERT INTO "run_reports" VALUES(1,'me',1,NULL,1,NULL,NULL,NULL,NULL,NULL,NULL,'2026-11-23T07:14:51.683043+00:00');
CREATE TABLE runs (
        id INTEGER PRIMARY KEY AUTOINCREMENT, runner TEXT NOT NULL, started_at TEXT NOT NULL,
        utc_offset_s INTEGER NOT NULL, sport TEXT NOT NULL, elapsed_s REAL, moving_s REAL,
        distance_m REAL, name TEXT, note TEXT, shoe_id INTEGER REFERENCES shoes (id),
        merged_into INTEGER REFERENCES runs (id), created_at TEXT NOT NULL);
INSERT INTO "runs" VALUES(1,'me','2026-05-01T10:00:00+00:00',7200,'running',60.0,50.0,200.0,NULL,NULL,NULL,NULL,'2026-11-23T07:14:51.675444+00:00');
CREATE TABLE scores (
        id INTEGER PRIMARY KEY, runner TEXT NOT NULL,
        side TEXT NOT NULL CHECK (side IN ('left', 'right')), day TEXT NOT NULL,
        answers TEXT NOT NULL, entered_at TEXT NOT NULL);
INSERT INTO "scores" VALUES(1,'me','left','2026-01-10','{"stairs": 3}','2026-01-10T08:00:00+00:00');
CREATE TABLE sent_sessions (
        runner TEXT NOT NULL, uid TEXT NOT NULL, day TEXT NOT NULL, sequence INTEGER NOT NULL,
        content TEXT NOT NULL, sent_at TEXT NOT NULL, cancelled_at TEXT,
        PRIMARY KEY (runner, uid));
INSERT INTO "sent_sessions" VALUES('me','a@kneewise','2026-01-12',0,'{}','2026-01-10T08:00:00+00:00',NULL);
CREATE TABLE shoes (
        id INTEGER PRIMARY KEY, runner TEXT NOT NULL, name TEXT NOT NULL, brand TEXT,
        start_km REAL, bought_on TEXT, midsole TEXT, kind TEXT, foam TEXT, drop_mm REAL,
        stack_mm REAL, retired INTEGER NOT NULL, given_name TEXT, UNIQUE (runner, name));
INSERT INTO "shoes" VALUES(1,'me','Blue',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,0,NULL);
CREATE TABLE stamps (
        runner TEXT NOT NULL, name TEXT NOT NULL, n INTEGER NOT NULL,
        PRIMARY KEY (runner, name));
INSERT INTO "stamps" VALUES('','home',3652840775562656890);
INSERT INTO "stamps" VALUES('me','body_measures',1);
INSERT INTO "stamps" VALUES('me','episodes',2);
CREATE TABLE symptom_answers (
        id INTEGER PRIMARY KEY, runner TEXT NOT NULL, key TEXT NOT NULL, value TEXT,
        answered_at TEXT NOT NULL, side TEXT CHECK (side IN ('left', 'right')));
INSERT INTO "symptom_answers" VALUES(1,'me','locked','yes','2026-05-01T10:00:00+00:00','left');
INSERT INTO "symptom_answers" VALUES(2,'me','warm',NULL,'2026-05-01T10:00:00+00:00',NULL);
CREATE TABLE trials (
        id INTEGER PRIMARY KEY, runner TEXT NOT NULL, lever TEXT NOT NULL,
        side TEXT NOT NULL CHECK (side IN ('left', 'right')), design TEXT NOT NULL,
        began_on TEXT NOT NULL, entered_at TEXT NOT NULL, ended_on TEXT, ended_why TEXT);
INSERT INTO "trials" VALUES(1,'me','cadence','left','{"arms": ["usual", "changed"], "runs_a_block": 2, "washout_hours": 48.0, "seed": 1, "detectable": null, "power": null, "option": []}','2026-01-10','2026-01-10T08:00:00+00:00',NULL,NULL);
CREATE INDEX run_recordings_run ON run_recordings (run_id);
CREATE UNIQUE INDEX run_recordings_main ON run_recordings (run_id) WHERE main = 1;
CREATE INDEX pain_key ON pain (runner, side, day, window, run_id);
CREATE TRIGGER stamp_runs_INSERT AFTER INSERT ON runs BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (NEW.runner, 'runs', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_runs_UPDATE AFTER UPDATE ON runs BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (NEW.runner, 'runs', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_runs_DELETE AFTER DELETE ON runs BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (OLD.runner, 'runs', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_run_recordings_INSERT AFTER INSERT ON run_recordings BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (NEW.runner, 'run_recordings', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_run_recordings_UPDATE AFTER UPDATE ON run_recordings BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (NEW.runner, 'run_recordings', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_run_recordings_DELETE AFTER DELETE ON run_recordings BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (OLD.runner, 'run_recordings', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_recordings_INSERT AFTER INSERT ON recordings BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (NEW.runner, 'recordings', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_recordings_UPDATE AFTER UPDATE ON recordings BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (NEW.runner, 'recordings', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_recordings_DELETE AFTER DELETE ON recordings BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (OLD.runner, 'recordings', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_kept_apart_INSERT AFTER INSERT ON kept_apart BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (NEW.runner, 'kept_apart', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_kept_apart_UPDATE AFTER UPDATE ON kept_apart BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (NEW.runner, 'kept_apart', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_kept_apart_DELETE AFTER DELETE ON kept_apart BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (OLD.runner, 'kept_apart', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_edits_INSERT AFTER INSERT ON edits BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (NEW.runner, 'edits', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_edits_UPDATE AFTER UPDATE ON edits BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (NEW.runner, 'edits', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_edits_DELETE AFTER DELETE ON edits BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (OLD.runner, 'edits', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_shoes_INSERT AFTER INSERT ON shoes BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (NEW.runner, 'shoes', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_shoes_UPDATE AFTER UPDATE ON shoes BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (NEW.runner, 'shoes', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_shoes_DELETE AFTER DELETE ON shoes BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (OLD.runner, 'shoes', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_pain_INSERT AFTER INSERT ON pain BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (NEW.runner, 'pain', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_pain_UPDATE AFTER UPDATE ON pain BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (NEW.runner, 'pain', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_pain_DELETE AFTER DELETE ON pain BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (OLD.runner, 'pain', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_run_reports_INSERT AFTER INSERT ON run_reports BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (NEW.runner, 'run_reports', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_run_reports_UPDATE AFTER UPDATE ON run_reports BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (NEW.runner, 'run_reports', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_run_reports_DELETE AFTER DELETE ON run_reports BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (OLD.runner, 'run_reports', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_episodes_INSERT AFTER INSERT ON episodes BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (NEW.runner, 'episodes', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_episodes_UPDATE AFTER UPDATE ON episodes BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (NEW.runner, 'episodes', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_episodes_DELETE AFTER DELETE ON episodes BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (OLD.runner, 'episodes', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_log_INSERT AFTER INSERT ON log BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (NEW.runner, 'log', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_log_UPDATE AFTER UPDATE ON log BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (NEW.runner, 'log', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_log_DELETE AFTER DELETE ON log BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (OLD.runner, 'log', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_profile_INSERT AFTER INSERT ON profile BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (NEW.runner, 'profile', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_profile_UPDATE AFTER UPDATE ON profile BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (NEW.runner, 'profile', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_profile_DELETE AFTER DELETE ON profile BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (OLD.runner, 'profile', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_symptom_answers_INSERT AFTER INSERT ON symptom_answers BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (NEW.runner, 'symptom_answers', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_symptom_answers_UPDATE AFTER UPDATE ON symptom_answers BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (NEW.runner, 'symptom_answers', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_symptom_answers_DELETE AFTER DELETE ON symptom_answers BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (OLD.runner, 'symptom_answers', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_clearings_INSERT AFTER INSERT ON clearings BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (NEW.runner, 'clearings', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_clearings_UPDATE AFTER UPDATE ON clearings BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (NEW.runner, 'clearings', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_clearings_DELETE AFTER DELETE ON clearings BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (OLD.runner, 'clearings', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_features_INSERT AFTER INSERT ON features BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (NEW.runner, 'features', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_features_UPDATE AFTER UPDATE ON features BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (NEW.runner, 'features', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_features_DELETE AFTER DELETE ON features BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (OLD.runner, 'features', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_problems_INSERT AFTER INSERT ON problems BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (NEW.runner, 'problems', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_problems_UPDATE AFTER UPDATE ON problems BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (NEW.runner, 'problems', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_problems_DELETE AFTER DELETE ON problems BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (OLD.runner, 'problems', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_originals_INSERT AFTER INSERT ON originals BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (NEW.runner, 'originals', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_originals_UPDATE AFTER UPDATE ON originals BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (NEW.runner, 'originals', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_originals_DELETE AFTER DELETE ON originals BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (OLD.runner, 'originals', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_imports_INSERT AFTER INSERT ON imports BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (NEW.runner, 'imports', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_imports_UPDATE AFTER UPDATE ON imports BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (NEW.runner, 'imports', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_imports_DELETE AFTER DELETE ON imports BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (OLD.runner, 'imports', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_goals_INSERT AFTER INSERT ON goals BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (NEW.runner, 'goals', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_goals_UPDATE AFTER UPDATE ON goals BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (NEW.runner, 'goals', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_goals_DELETE AFTER DELETE ON goals BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (OLD.runner, 'goals', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_sent_sessions_INSERT AFTER INSERT ON sent_sessions BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (NEW.runner, 'sent_sessions', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_sent_sessions_UPDATE AFTER UPDATE ON sent_sessions BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (NEW.runner, 'sent_sessions', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_sent_sessions_DELETE AFTER DELETE ON sent_sessions BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (OLD.runner, 'sent_sessions', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_trials_INSERT AFTER INSERT ON trials BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (NEW.runner, 'trials', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_trials_UPDATE AFTER UPDATE ON trials BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (NEW.runner, 'trials', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_trials_DELETE AFTER DELETE ON trials BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (OLD.runner, 'trials', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_scores_INSERT AFTER INSERT ON scores BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (NEW.runner, 'scores', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_scores_UPDATE AFTER UPDATE ON scores BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (NEW.runner, 'scores', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_scores_DELETE AFTER DELETE ON scores BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (OLD.runner, 'scores', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_body_measures_INSERT AFTER INSERT ON body_measures BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (NEW.runner, 'body_measures', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_body_measures_UPDATE AFTER UPDATE ON body_measures BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (NEW.runner, 'body_measures', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
CREATE TRIGGER stamp_body_measures_DELETE AFTER DELETE ON body_measures BEGIN
        INSERT INTO stamps (runner, name, n) VALUES (OLD.runner, 'body_measures', 1)
        ON CONFLICT (runner, name) DO UPDATE SET n = n + 1; END;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('runs',1);
COMMIT;
