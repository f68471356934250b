"""Obstacles of what could not be looked at: unknown is never taken for well."""

from __future__ import annotations

from collections.abc import Iterator

from modules.operation import Mode, Obstacle, Promotion, Seen, Unreachable


def unseen(promotion: Promotion, noun: str, name: str, seen: Seen) -> Iterator[Obstacle]:
    """What stands in the way because nobody knows it.

    The Region being activated has to be seen in every mode. The Region that is left has to be seen too,
    except where it is dark in a failover: that is what a failover is for. One that answers and refuses is
    not dark, and may be well.
    """
    found = seen[promotion.to.code]
    if isinstance(found, Unreachable):
        yield Obstacle(
            noun, name, found.region, f"can't be looked at: {found.why}", _activated(promotion, found)
        )
    found = seen[promotion.source.code]
    if isinstance(found, Unreachable) and not (promotion.mode is Mode.FAILOVER and found.dark):
        yield Obstacle(noun, name, found.region, f"can't be looked at: {found.why}", _left(promotion, found))


def _activated(promotion: Promotion, found: Unreachable) -> str:
    if found.dark:
        return f"wait until {found.region} answers"
    return _permit(promotion, found)


def _left(promotion: Promotion, found: Unreachable) -> str:
    if not found.dark:
        return _permit(promotion, found)
    if promotion.mode is Mode.SWITCHOVER:
        return f"if {found.region} is lost: futago promote {promotion.to.code} --mode failover"
    return f"wait until {found.region} answers"


def _permit(promotion: Promotion, found: Unreachable) -> str:
    return f"get what {found.service} refuses allowed: futago promote {promotion.to.code} --print-policy"
