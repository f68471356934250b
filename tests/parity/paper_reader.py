"""A reader of one Region that answers from paper, for tests of what a kind sees."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from modules.parity import Call


class PaperReader:
    """A ``modules.parity.Reader``.

    Args:
        answers: by operation: the answer of one thing, or the items of a listing.

    Attributes:
        asked: the operations that were asked for, in order.
    """

    def __init__(self, answers: Mapping[str, Any]) -> None:
        self._answers = answers
        self.asked: list[str] = []

    def one(self, call: Call, **_parameters: Any) -> Mapping[str, Any] | None:
        """The answer; None where the paper has none."""
        self.asked.append(call.operation)
        answer: Mapping[str, Any] | None = self._answers.get(call.operation)
        return answer

    def all(self, call: Call, **_parameters: Any) -> Sequence[Any]:
        """The items; none where the paper has none."""
        self.asked.append(call.operation)
        items: Sequence[Any] = self._answers.get(call.operation, ())
        return items

    def index(self, call: Call, key: str, **parameters: Any) -> Mapping[str, Any]:
        """The items by a member."""
        return {each[key]: each for each in self.all(call, **parameters)}
