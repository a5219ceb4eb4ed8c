"""The runner's policy: `article` stops at the first pain, `guided` lets up to 2/10 go on.

`article` is every rule of `guided` and its own, so that the stricter one is stricter always. It
acts at once; `guided` after 7 pain-free days since it was chosen (SAFETY.md, No gaming).
"""

from __future__ import annotations

from datetime import date
from enum import StrEnum

from kneewise.care.today.gaming import HOLD
from kneewise.care.today.painfree import Told

GREEN_DAYS = 7
ADULT = 18


class Policy(StrEnum):
    """How much pain a run may have."""

    GUIDED = "guided"
    ARTICLE = "article"

    @property
    def limit(self) -> int:
        """The highest rating that may go on."""
        return 2 if self is Policy.GUIDED else 0


def policy_now(told: Told) -> Policy:
    """The policy in force today; `article` under 18, `guided` where nothing was said."""
    return policy_on(told, told.today)


def policy_on(told: Told, day: date) -> Policy:
    """The policy in force on a day, never laxer than the one in force today."""
    if under_age(told):
        return Policy.ARTICLE
    at_the_end = _chosen(told, told.today)
    return Policy.ARTICLE if at_the_end is Policy.ARTICLE else _chosen(told, day)


def under_age(told: Told) -> bool:
    """Whether any birth year said in the last 7 days, or before and still standing, is under 18."""
    facts = told.facts.get("birth_year", ())
    lately = [
        fact
        for place, fact in enumerate(facts)
        if place + 1 == len(facts) or facts[place + 1].asked_at > told.now - HOLD
    ]
    return any(told.today.year - int(float(fact.value)) <= ADULT for fact in lately)


def _chosen(told: Told, day: date) -> Policy:
    facts = told.facts.get("policy", ())
    policy = Policy.GUIDED
    for place, fact in enumerate(facts):
        # said by a clock that was ahead of this one: the stricter acts at once all the same
        on = min(fact.asked_at.astimezone(told.now.tzinfo).date(), told.today)
        if on > day:
            break
        wanted = Policy(fact.value) if fact.value in set(Policy) else policy
        if wanted is Policy.GUIDED and policy is Policy.ARTICLE:
            following = facts[place + 1 :]
            until = min(
                [day, *(later.asked_at.astimezone(told.now.tzinfo).date() for later in following)]
            )
            earned = told.free_in_a_row(GREEN_DAYS, on, until)
            policy = wanted if earned is not None else policy
        else:
            policy = wanted
    return policy
