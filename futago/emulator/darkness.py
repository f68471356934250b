"""What a Region's endpoint can be: lit, or dark in one of two ways."""

from __future__ import annotations

import enum


class Light(enum.StrEnum):
    """How an endpoint behaves at this moment."""

    LIT = "lit"
    """Requests are answered."""

    CLOSED = "closed"
    """Connections are refused; those that were open have been reset."""

    SILENT = "silent"
    """Connections are accepted and nothing is ever answered; those that were open fall silent too."""


DARK_MODES = (Light.CLOSED, Light.SILENT)
"""The two ways to be dark: an endpoint that is gone, and an endpoint that hangs."""


class DarkEndpointError(Exception):
    """A request was meant for an endpoint that is dark; raised inside the server to end it unanswered.

    Args:
        light: how that endpoint is dark.
    """

    def __init__(self, light: Light) -> None:
        super().__init__(light)
        self.light = light
