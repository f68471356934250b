"""What makes the Regions of a pair differ: the comparison of a change with its twin's."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from futago.review.plan.region_words import without_regions
from modules.losses import UNKNOWN, is_left_to_aws
from modules.review import Change, Concern, Path, Plans, Special, Value

SAYS_ALONE = "it changes here and not in the other Region"
SAYS_DIFFERENT = "it changes in both Regions, and not to the same"
REPORTED = frozenset({"arn", "id", "unique_id", "hosted_zone_id", "endpoint"})
"""Attributes that AWS reports and that differ by nature."""

_BY_NATURE = re.compile(
    r"\b[a-z]{1,12}-[0-9a-f]{8}(?:[0-9a-f]{9})?\b"  # subnet-0123…: EC2 User Guide, "Resource IDs"
    r"|\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b"  # a key's id
    r"|\b(?:10|192\.168|172\.(?:1[6-9]|2\d|3[01]))(?:\.\d{1,3}){2,3}(?:/\d{1,2})?\b"  # RFC 1918
)
"""What differs between two Regions although it means the same: ids and private addresses."""


def one_sided(change: Change, other: Change) -> Iterator[Concern]:
    """The attributes that change in one of two twins only, or to different values.

    A difference between both is told once, at the twin whose Region's code comes first. What comes to agree
    with the other Region is no concern.

    Args:
        change: the change that the concerns are about.
        other: its twin in the other Region; not deleted.
    """
    for attribute in _attributes(change):
        before, after = change.was(attribute), change.will_be(attribute)
        other_before, other_after = other.was(attribute), other.will_be(attribute)
        if after == other_after:
            continue
        if change.type != other.type and type(after) is not type(other_after):
            # The other type has it in another form. What drifted here and there not at all, differs by now.
            if change.is_drift and not other.is_drift and other_after is not Special.ABSENT:
                yield Concern((attribute,), SAYS_ALONE)
            continue
        if Special.UNKNOWN in (after, other_after):
            # Told at the side that is unknown; what is unknown on both sides is taken for the same.
            if after is Special.UNKNOWN is not other_after and not is_left_to_aws(change, attribute):
                yield Concern((attribute,), SAYS_ALONE + UNKNOWN, unknown=True)
            continue
        if _alike(after) != _alike(other_after):
            is_alone = _alike(other_before) == _alike(other_after)
            if is_alone or (change.region or "") < (other.region or ""):
                path = _deepest((attribute,), before, after, other_after)
                yield Concern(path, SAYS_ALONE if is_alone else SAYS_DIFFERENT)


def lone_regions(change: Change, plans: Plans) -> frozenset[str]:
    """The other Regions whose plans hold resources of this type, so that a twin would be expected there.

    None for an estate's own stacks: what they have in one Region only, the spec declares (three instances
    here and two there), or the Regions' zones are named differently.
    """
    estate = plans.estate
    if change.region not in plans.types_by_region:
        return frozenset()
    if estate is not None and change.stack.startswith(f"{estate.names.prefix}-"):
        return frozenset()
    others = (region for region in plans.types_by_region if region != change.region)
    return frozenset(region for region in others if change.type in plans.types_by_region[region])


def _attributes(change: Change) -> list[str]:
    """The attributes that change, or may."""
    before, after = change.before or {}, change.after or {}
    keys = {key for key, value in after.items() if before.get(key) != value}
    keys |= {key for key, value in before.items() if value is not None and key not in after}
    if change.after_unknown:
        keys |= {key for key, unknown in change.after_unknown.items() if unknown is True}
    keys -= REPORTED
    if "tags" in keys:
        keys.discard("tags_all")
    return sorted(keys)


def _deepest(path: Path, before: Value, after: Value, other: Value) -> Path:
    """The one place below ``path`` that is about it, as long as there is but one."""
    while True:
        step = _only_step(before, after, other)
        if step is None:
            return path
        path = (*path, step)
        before, after, other = (each[step] for each in (before, after, other))


def _only_step(before: Value, after: Value, other: Value) -> str | int | None:
    if all(isinstance(each, list) and len(each) == 1 for each in (before, after, other)):
        return 0
    if all(isinstance(each, dict) and each.keys() == after.keys() for each in (before, after, other)):
        steps = [
            key for key in after if before[key] != after[key] and _alike(after[key]) != _alike(other[key])
        ]
        return steps[0] if len(steps) == 1 else None
    return None


def _alike(value: Value) -> str:
    """A value without order, Regions and ids: equal for two sides that mean the same."""
    if value in (Special.ABSENT, "", False) or value in ([], {}):
        return ""
    text = value if isinstance(value, str) else json.dumps(_ordered(value), sort_keys=True)
    return without_regions(_BY_NATURE.sub("#", text))


def _ordered(value: Value) -> Value:
    if isinstance(value, dict):
        return {key: _ordered(each) for key, each in value.items() if each is not None}
    if isinstance(value, list):
        return sorted((_ordered(each) for each in value), key=lambda each: json.dumps(each, sort_keys=True))
    return value
