"""What a Region's port can be: lit, or dark in one of two ways."""

from __future__ import annotations

import enum


class Light(enum.StrEnum):
    """How a port behaves at this moment."""

    LIT = "lit"
    """Requests are answered."""

    CLOSED = "closed"
    """Connections are refused; those that were open have been reset."""

    SILENT = "silent"
    """Connections are accepted and nothing is ever answered; those that were open fall silent too."""


DARK_MODES = (Light.CLOSED, Light.SILENT)
"""The two ways to be dark: an endpoint that is gone, and an endpoint that hangs."""
