"""How causes are called in a sentence: what can't be told apart stands there together."""

from __future__ import annotations

from kneewise.causes.cause import PACKAGE
from kneewise.model.ranking import CauseVerdict, RankedCause, Ranking
from kneewise.model.words import load_words, say


def label_of(name: str) -> str:
    """A cause's label by its name; the name itself for one that others installed."""
    found = load_words(PACKAGE).get(f"{name}.label")
    return name.replace("_", " ") if found is None else found.text


def others_of(cause: RankedCause) -> str:
    """The labels of the causes that one can't be told apart from."""
    return ", ".join(label_of(name) for name in cause.inseparable_from)


def named(ranking: Ranking) -> str:
    """All that an answer names, in its order: causes, and groups of which one may be meant.

    A group is told once, by whichever of its members stands first. Empty where nothing is named.
    """
    groups: dict[frozenset[str], tuple[str, ...]] = {}
    labels = {cause.name: cause.label for cause in ranking.causes}
    for cause in ranking.causes:
        if cause.verdict is CauseVerdict.NAMED:
            groups[frozenset([cause.name])] = (cause.label,)
        elif cause.verdict is CauseVerdict.NOT_SEPARABLE:
            names = (cause.name, *cause.inseparable_from)
            among = tuple(labels.get(name) or label_of(name) for name in names)
            groups.setdefault(frozenset(names), among)
    return "; ".join(_one_of(among) for among in groups.values())


def _one_of(labels: tuple[str, ...]) -> str:
    *others, last = labels
    return say(PACKAGE, "names.one_of", others=", ".join(others), last=last) if others else last
