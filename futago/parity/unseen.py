"""What could not be looked at, by which call, and why."""

from __future__ import annotations

from futago.aws import Trouble
from modules.operation import Unreachable
from modules.parity import Call


class UnseenError(Exception):
    """A call did not say what was asked; never raised out of the engine.

    Args:
        unreachable: what is unknown, and why.
        call: the call that failed.
        trouble: what its error means.
    """

    def __init__(self, unreachable: Unreachable, call: Call, trouble: Trouble) -> None:
        super().__init__(unreachable.why)
        self.unreachable = unreachable
        self.call = call
        self.trouble = trouble
