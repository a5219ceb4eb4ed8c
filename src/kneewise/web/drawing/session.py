"""What a session is made of, as one strip: running full, walking open, the warm-up between."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from kneewise.model.plan import Block, Stretch

HEIGHT = 16
GAP = 0.4
"""Per cent of the width left free between two stretches."""


def session_strip(blocks: Sequence[Block]) -> Markup | None:
    """The stretches in order over the whole width, each as long as its share.

    None where there are none, or where some are known by minutes and others by km: their lengths
    can't be compared. Hidden from a screen reader: the same stands beside it in words.
    """
    stretches = [one for block in blocks for _ in range(block.times) for one in block.stretches]
    sizes = _sizes(stretches)
    if sizes is None:
        return None
    total, at = sum(sizes), 0.0
    parts = []
    for stretch, size in zip(stretches, sizes, strict=True):
        width = 100 * size / total
        parts.append(
            Markup(
                '<rect class="{}" x="{:.2f}%" width="{:.2f}%" y="1" height="{}" rx="2"/>'
            ).format(stretch.gait.value.replace("_", "-"), at, max(width - GAP, GAP), HEIGHT - 2)
        )
        at += width
    return Markup(
        '<svg class="strip" width="100%" height="{}" aria-hidden="true" focusable="false">{}</svg>'
    ).format(HEIGHT, Markup("").join(parts))


def _sizes(stretches: Iterable[Stretch]) -> list[float] | None:
    """Minutes of all of them, else km of all of them; None for neither."""
    known = list(stretches)
    minutes = [one.minutes for one in known if one.minutes]
    kms = [one.km for one in known if one.km]
    if known and len(minutes) == len(known):
        return minutes
    return kms if known and len(kms) == len(known) else None
