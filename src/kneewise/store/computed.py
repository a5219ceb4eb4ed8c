"""What was computed once and is kept with its key: features of runs and recordings, answers."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from kneewise.model.run import DEFAULT_RUNNER
from kneewise.store import tables as t
from kneewise.store.database import Database, now, to_json
from kneewise.store.kept import Feature, Subject

ANSWERS_KEPT = 20
"""How many answers of one name are kept; our choice, so that the home does not grow for ever."""


@dataclass(frozen=True, slots=True)
class FeatureRows:
    """Features by set; a new kind of feature needs no migration."""

    database: Database

    def put(
        self,
        feature_set: str,
        features: Iterable[Feature],
        subject: Subject = Subject.RUN,
        runner: str = DEFAULT_RUNNER,
    ) -> None:
        """Keep features, each replacing the one of the same subject and set."""
        rows = [
            {
                "runner": runner,
                "subject": subject.value,
                "subject_id": feature.subject_id,
                "feature_set": feature_set,
                "key": feature.key,
                "value": feature.value,
            }
            for feature in features
        ]
        if not rows:
            return
        statement = insert(t.FEATURES)
        statement = statement.on_conflict_do_update(
            index_elements=["runner", "subject", "subject_id", "feature_set"],
            set_={"key": statement.excluded.key, "value": statement.excluded.value},
        )
        with self.database.write():
            self.database.run(statement, rows)

    def all(
        self,
        feature_set: str,
        subject: Subject = Subject.RUN,
        runner: str = DEFAULT_RUNNER,
    ) -> Mapping[int, Feature]:
        """Every feature of a set, by subject. The caller compares keys."""
        rows = self.database.rows(
            select(t.FEATURES.c.subject_id, t.FEATURES.c.key, t.FEATURES.c.value).where(
                t.FEATURES.c.runner == runner,
                t.FEATURES.c.subject == subject.value,
                t.FEATURES.c.feature_set == feature_set,
            )
        )
        return {row.subject_id: Feature(row.subject_id, row.key, row.value) for row in rows}

    def keys(
        self,
        feature_set: str,
        subject: Subject = Subject.RUN,
        runner: str = DEFAULT_RUNNER,
    ) -> Mapping[int, str]:
        """The key of every feature of a set, by subject in ascending order."""
        rows = self.database.rows(
            select(t.FEATURES.c.subject_id, t.FEATURES.c.key)
            .where(
                t.FEATURES.c.runner == runner,
                t.FEATURES.c.subject == subject.value,
                t.FEATURES.c.feature_set == feature_set,
            )
            .order_by(t.FEATURES.c.subject_id)
        )
        return {row.subject_id: row.key for row in rows}

    def runners(self, feature_set: str, subject: Subject = Subject.RUN) -> tuple[str, ...]:
        """Everybody of this home of whom a feature of a set is kept, by name."""
        rows = self.database.rows(
            select(t.FEATURES.c.runner)
            .where(
                t.FEATURES.c.subject == subject.value,
                t.FEATURES.c.feature_set == feature_set,
            )
            .distinct()
            .order_by(t.FEATURES.c.runner)
        )
        return tuple(row.runner for row in rows)

    def drop(
        self,
        feature_set: str,
        subject_ids: Iterable[int],
        subject: Subject = Subject.RUN,
        runner: str = DEFAULT_RUNNER,
    ) -> None:
        """Forget features of a set; those that are not there are no fault."""
        mine = (t.FEATURES.c.runner == runner) & (t.FEATURES.c.feature_set == feature_set)
        mine &= t.FEATURES.c.subject == subject.value
        with self.database.write():
            for subject_id in subject_ids:
                self.database.run(
                    delete(t.FEATURES).where(mine & (t.FEATURES.c.subject_id == subject_id))
                )


@dataclass(frozen=True, slots=True)
class AnswerRows:
    """Answers kept under the hash of what they were computed from."""

    database: Database

    def get(self, name: str, key: str, runner: str = DEFAULT_RUNNER) -> object | None:
        """The kept answer as JSON values, or None."""
        rows = self.database.rows(
            select(t.ANSWERS.c.value).where(
                t.ANSWERS.c.runner == runner, t.ANSWERS.c.name == name, t.ANSWERS.c.key == key
            )
        )
        return json.loads(rows[0].value) if rows else None

    def put(self, name: str, key: str, value: object, runner: str = DEFAULT_RUNNER) -> None:
        """Keep an answer (JSON values); of one name the latest 20 stay."""
        mine = (t.ANSWERS.c.runner == runner) & (t.ANSWERS.c.name == name)
        newest = (
            select(t.ANSWERS.c.id).where(mine).order_by(t.ANSWERS.c.id.desc()).limit(ANSWERS_KEPT)
        )
        row = {
            "runner": runner,
            "name": name,
            "key": key,
            "value": to_json(value),
            "made_at": now(),
        }
        with self.database.write():
            self.database.run(delete(t.ANSWERS).where(mine & (t.ANSWERS.c.key == key)))
            self.database.run(insert(t.ANSWERS), row)
            self.database.run(delete(t.ANSWERS).where(mine & t.ANSWERS.c.id.not_in(newest)))
