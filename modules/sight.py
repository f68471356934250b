"""What a plan goes by: the Region being activated, and the one that is left if it could be looked at."""

from __future__ import annotations

from typing import TypeVar

from modules.operation import Mode, Observation, Promotion, Seen

Kind = TypeVar("Kind", bound=Observation)


def sight(promotion: Promotion, seen: Seen, kind: type[Kind]) -> tuple[Kind, Kind | None] | None:
    """What was seen of both Regions, the one being activated first.

    Args:
        promotion: what is asked for.
        seen: what was seen of a resource.
        kind: the class of its observations.

    Returns:
        None if there is nothing to plan by: the resource can't be looked at where it must be, or is not
        there. That is an obstacle for every kind alike, and the engine's to say. The Region that is left is
        None only in a failover, where it may be dark.
    """
    target, source = seen[promotion.to.code], seen[promotion.source.code]
    if not isinstance(target, kind) or not target.exists:
        return None
    if isinstance(source, kind):
        return target, source
    return (target, None) if promotion.mode is Mode.FAILOVER else None
