"""Two listings side by side: every key once, in order, with its versions in both."""

from __future__ import annotations

from collections.abc import Iterator

from futago.backfill.verify.version import Group, Version
from futago.errors import BackfillError


def side_by_side(
    one: Iterator[Group], other: Iterator[Group]
) -> Iterator[tuple[str, list[Version], list[Version]]]:
    """Every key of either listing, in order, with its versions in the one and in the other.

    Keys are compared as Python compares text, by code points, which is the order of their UTF-8 bytes.

    Raises:
        BackfillError: a listing is not in order, so that nothing compared would be true.
    """
    one, other = _in_order(one), _in_order(other)
    left, right = next(one, None), next(other, None)
    while left is not None or right is not None:
        if right is None or (left is not None and left[0] < right[0]):
            assert left is not None  # noqa: S101 # for mypy: one of the two is there
            yield left[0], left[1], []
            left = next(one, None)
        elif left is None or right[0] < left[0]:
            yield right[0], [], right[1]
            right = next(other, None)
        else:
            yield left[0], left[1], right[1]
            left, right = next(one, None), next(other, None)


def _in_order(groups: Iterator[Group]) -> Iterator[Group]:
    last = ""
    for group in groups:
        if group[0] <= last and last:
            raise BackfillError(f"the listing has key {group[0]!r} after {last!r}: S3 lists keys in order")
        last = group[0]
        yield group
