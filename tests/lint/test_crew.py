"""Processes that work side by side."""

from __future__ import annotations

from collections.abc import Callable

from futago.lint.crew import Crew

_LONG = 2 << 20
"""Bytes, more than a pipe holds."""


def _doubling() -> Callable[[bytes], bytes]:
    return lambda batch: batch * 2


def test_batches_and_results_longer_than_a_pipe_come_through() -> None:
    """Nobody waits for one who waits: batches and results that no pipe holds come back, in order."""
    batches = [bytes([number]) * _LONG for number in range(7)]
    with Crew(_doubling, processes=2) as crew:
        results = list(crew.map(batches))
    assert [batch * 2 for batch in batches] == results


def test_fewer_batches_than_processes() -> None:
    """Processes without a batch are sent home."""
    with Crew(_doubling, processes=3) as crew:
        assert [b"aa"] == list(crew.map([b"a"]))
