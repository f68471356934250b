"""Terraform's marks of sensitive values, of both sides at once."""

from __future__ import annotations

from typing import Any

import msgspec

_ENCODER = msgspec.json.Encoder()


def true_in(shape: Any) -> Any:
    """A shape of marks that marks something, else None. A search in its JSON is cheaper than a walk."""
    return shape if shape and b"true" in _ENCODER.encode(shape) else None


class Marks:
    """Which values of a change are sensitive: what is marked on one side is hidden on both.

    Args:
        before: ``before_sensitive``, or a part of it.
        after: ``after_sensitive``, likewise. True marks all beneath; ``[{}]`` marks nothing.
    """

    __slots__ = ("after", "before")

    def __init__(self, before: Any, after: Any) -> None:
        self.before = before
        self.after = after

    @property
    def is_marked(self) -> bool:
        """Whether the whole value here is sensitive."""
        return self.before is True or self.after is True

    def key(self, key: str) -> Marks:
        """The marks of a key's value."""
        before, after = self.before, self.after
        return Marks(
            before.get(key) if isinstance(before, dict) else before,
            after.get(key) if isinstance(after, dict) else after,
        )

    def item(self, was: int | None, then: int | None) -> Marks:
        """The marks of an element that stands at other indexes before and after."""
        return Marks(_item(self.before, was), _item(self.after, then))


def _item(marks: Any, index: int | None) -> Any:
    if not isinstance(marks, list):
        return marks
    return marks[index] if index is not None and index < len(marks) else None
