"""Steps that only wait: AWS does the work by itself, and all there is to do is to see it done."""

from __future__ import annotations

from modules.proof import Clients


def nothing_to_call(clients: Clients) -> None:
    """The act of a step that only waits. Its check never says ``todo``, so that it is never called."""
